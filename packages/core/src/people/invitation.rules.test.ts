import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownAddress } from './invitation.rules.ts'
import { judgeInvites, readInvites } from './invitation.rules.ts'

const nobody: ReadonlyMap<string, KnownAddress> = new Map()
const outcomes = (text: string, known = nobody) =>
  judgeInvites(readInvites(text), known).map(({ typed, code, warnings }) => [typed, code, ...warnings])

test('C85: of "a@x.com; b@x.com;; a@x.com" two go out, the double one is told, the blank is nothing', () => {
  expect(outcomes('a@x.com; b@x.com;; a@x.com')).toEqual([
    ['a@x.com', null],
    ['b@x.com', null],
    ['a@x.com', 'INVITE_DUPLICATE'],
  ])
})

test('PPL-R3: commas, tabs and new lines part addresses too, and a mail program’s form is read', () => {
  expect(
    readInvites('a@x.com,b@x.com\tc@x.com\r\n"Ada Byrne" <d@x.com>\n').map(({ email, name }) => [email, name]),
  ).toEqual([
    ['a@x.com', ''],
    ['b@x.com', ''],
    ['c@x.com', ''],
    ['d@x.com', 'Ada Byrne'],
  ])
})

test('PPL-R3: each line is judged by itself, and warnings let it go out', () => {
  const known = new Map<string, KnownAddress>([
    ['in@x.com', { here: 'active', elsewhere: false }],
    ['asked@x.com', { here: 'requested', elsewhere: true }],
    ['other@x.com', { here: null, elsewhere: true }],
  ])
  expect(outcomes('In@x.com; asked@x.com; other@x.com; a@freemail.example; ada; IN@x.com', known)).toEqual([
    ['In@x.com', 'INVITE_ALREADY_ACTIVE'],
    ['asked@x.com', 'INVITE_ALREADY_PENDING'],
    ['other@x.com', null, 'OTHER_ORGANISATION'],
    ['a@freemail.example', null, 'FREE_MAIL'],
    ['ada', 'INVITE_SYNTAX'],
    ['IN@x.com', 'INVITE_DUPLICATE'],
  ])
})

test('PPL-R3: 200 addresses are taken, 201 are TOO_MANY', () => {
  const list = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@x.com`).join(';')
  expect(readInvites(list(200))).toHaveLength(200)
  expect(() => readInvites(list(201))).toThrow(expect.objectContaining({ code: 'TOO_MANY' }))
})

test('whatever is pasted, no address goes out twice and every line has one answer', () => {
  const piece = fc.oneof(
    fc.constantFrom('a@x.com', 'A@X.com', 'b@x.com', '', ' ', 'x', '<a@x.com>'),
    fc.string({ maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom(';', ',', '\n', ';;'), (pieces, separator) => {
      const wanted = readInvites(pieces.join(separator))
      const rows = judgeInvites(wanted, nobody)
      const out = rows.filter(({ outcome }) => outcome === 'invited').map(({ email }) => email)
      expect(rows).toHaveLength(wanted.length)
      expect(new Set(out).size).toBe(out.length)
    }),
  )
})
