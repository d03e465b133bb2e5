import { expect, test } from 'vitest'
import { deriveKey, type KeyPurpose } from './keys.ts'

const secret = 'a secret of this installation, 32+'
const purposes: KeyPurpose[] = ['session', 'link', 'form-nonce', 'cursor', 'receipt']

test('a key has 256 bits and is the same in every process', () => {
  const key = deriveKey(secret, 'link')
  expect(key).toHaveLength(32)
  // Written down once: a change of this value would kill every link in every mailbox.
  expect(key.toString('hex')).toBe('6dbe64bd498e6a8b7437e5bfc075a131ea1dc0a45a612f3e02c1c9bb8a1326cc')
})

test('each purpose has a key of its own', () => {
  const keys = new Set(purposes.map((purpose) => deriveKey(secret, purpose).toString('hex')))
  expect(keys.size).toBe(purposes.length)
})

test('another secret gives other keys', () => {
  expect(deriveKey(`${secret}!`, 'session')).not.toEqual(deriveKey(secret, 'session'))
})
