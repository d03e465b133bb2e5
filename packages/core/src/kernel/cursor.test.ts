import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'
import { Refusal } from './errors.ts'

const key = new Uint8Array(32).fill(7)
const values = ['2026-11-02T09:00:00.000Z', 'Ünïcode, "quoted"', 42]
const cursor = writeCursor(key, 'claims|ines|open', values)

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act()
    return undefined
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
}

test('a cursor says on the next page what it was given on the one before', () => {
  expect(readCursor(key, 'claims|ines|open', cursor)).toEqual(values)
})

test('it is safe in a URL', () => {
  expect(cursor).toMatch(/^[\w.-]+$/)
})

test.each([
  ['another list', key, 'evidence|ines|open', cursor],
  ['other filters', key, 'claims|ines|closed', cursor],
  ['another reader', key, 'claims|hal|open', cursor],
  ['another installation', new Uint8Array(32).fill(8), 'claims|ines|open', cursor],
  ['no signature', key, 'claims|ines|open', cursor.split('.')[0]!],
  ['an empty one', key, 'claims|ines|open', ''],
  ['a NUL', key, 'claims|ines|open', '\0'],
])('CURSOR_INVALID for %s', (_what, secret, binding, given) => {
  expect(codeOf(() => readCursor(secret, binding, given))).toBe('CURSOR_INVALID')
})

test('CURSOR_INVALID for every single altered character', () => {
  const place = fc.integer({ min: 0, max: cursor.length - 1 })
  const character = fc.constantFrom(...'ABCxyz019-_.')
  fc.assert(
    fc.property(place, character, (at, other) => {
      const altered = cursor.slice(0, at) + other + cursor.slice(at + 1)
      return altered === cursor || codeOf(() => readCursor(key, 'claims|ines|open', altered)) === 'CURSOR_INVALID'
    }),
  )
})
