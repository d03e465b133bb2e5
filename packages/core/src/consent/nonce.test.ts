import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursAfter, secondsAfter } from '../kernel/time.ts'
import { judgeNonce, writeNonce } from './nonce.ts'

const key = new Uint8Array(32).fill(2)
const at = new Date('2026-11-02T09:00:00Z')
const nonce = writeNonce(key, 'link-1', at)

test.each([
  [-0.001, 'invalid'],
  [0, 'too_soon'],
  [1.999, 'too_soon'],
  [2, 'fresh'],
  [86_400, 'fresh'],
  [86_400.001, 'invalid'],
] as const)('L5 a form that comes back after %f s is %s', (seconds, verdict) => {
  expect(judgeNonce(key, 'link-1', nonce, secondsAfter(at, seconds))).toBe(verdict)
})

test('L5 it is bound to its link and to the installation', () => {
  const later = hoursAfter(at, 1)
  expect(judgeNonce(key, 'link-2', nonce, later)).toBe('invalid')
  expect(judgeNonce(new Uint8Array(32).fill(3), 'link-1', nonce, later)).toBe('invalid')
})

test('L5 no text but the one that was issued is valid', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((tail) => `${nonce.split('.')[0]}.${tail}`),
      ),
      (text) => {
        return text === nonce || judgeNonce(key, 'link-1', text, hoursAfter(at, 1)) === 'invalid'
      },
    ),
  )
})

test('L5 making the page look older than it is breaks the seal', () => {
  const [, signature] = nonce.split('.')
  const older = (at.getTime() - 10_000).toString(36)
  expect(judgeNonce(key, 'link-1', `${older}.${signature}`, at)).toBe('invalid')
})
