import { createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import { isGenuine, receiptCode, signReceipt } from './receipt.ts'

const seed = new Uint8Array(32).fill(4)
const content = {
  receipt: 'R7KD-42QM-XW9F',
  decision: 'deny',
  customer: { name: 'Orchard Foods – “Obst”' },
  claim: 1_000_001,
  reasons: ['unknown'],
}
const document = signReceipt(seed, content)

test('C55 a receipt as it was issued is genuine', () => {
  expect(isGenuine(seed, document)).toBe(true)
})

test('C55 with any one bit changed it is not', () => {
  const bytes = Buffer.from(document)
  for (let at = 0; at < bytes.length; at++)
    for (let bit = 0; bit < 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[at] = changed[at]! ^ (1 << bit)
      expect(isGenuine(seed, changed.toString('utf8')), `byte ${at}, bit ${bit}`).toBe(false)
    }
})

test('C55 another spelling of the same signature is not genuine', () => {
  const { signature } = JSON.parse(document) as { signature: string }
  const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
    .map((last) => signature.slice(0, -1) + last)
    .filter((spelling) => spelling !== signature)
  const accepted = spellings.filter((spelling) => isGenuine(seed, document.replace(signature, spelling)))
  expect(accepted).toEqual([])
})

test.each([
  ['a space more', `${document} `],
  ['a line end more', `${document}\n`],
  [
    'its keys in another order',
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(document) as object).toReversed())),
  ],
  ['a field more', document.replace('{', '{"a":1,')],
  ['no signature', canonicalJson(content)],
  ['an empty signature', canonicalJson({ ...content, signature: '' })],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['what is no JSON', 'genuine'],
])('C55 with %s it is not genuine', (_what, altered) => {
  expect(isGenuine(seed, altered)).toBe(false)
})

test('C55 another installation’s receipt is not genuine here', () => {
  expect(isGenuine(seed, signReceipt(new Uint8Array(32).fill(5), content))).toBe(false)
})

test('REC-R2 the file and the public key are enough: verified without us (RFC 8032)', () => {
  const { signature, ...unsigned } = JSON.parse(document) as { signature: string } & { [key: string]: Json }
  // The public key of the seed 04…04, as `openssl pkey` prints it.
  const raw = Buffer.from('302a300506032b6570032100', 'hex')
  const key = Buffer.concat([
    raw,
    Buffer.from('ca93ac1705187071d67b83c7ff0efe8108e8ec4530575d7726879333dbdabe7c', 'hex'),
  ])
  const publicKey = createPublicKey({ key, format: 'der', type: 'spki' })
  expect(verify(null, Buffer.from(canonicalJson(unsigned)), publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
})

test('a code has twelve characters of Crockford’s alphabet, and every byte of chance counts', () => {
  expect(receiptCode(new Uint8Array(12).fill(31))).toBe('ZZZZ-ZZZZ-ZZZZ')
  expect(receiptCode(new Uint8Array(12))).toBe('0000-0000-0000')
  const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 })
  fc.assert(fc.property(bytes, (random) => /^(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}$/.test(receiptCode(random))))
})
