import { canonicalJson } from '@ofrecord/verify/verify'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { installation } from '../../test/stage.ts'
import type { Json } from '../kernel/canonical.ts'
import { checkpointContent } from '../kernel/checkpoint.ts'
import { genesis } from '../kernel/record.ts'
import { signDocument, signerOf } from '../kernel/signing.ts'
import { blankReceipt, isGenuine, receiptCode, signReceipt } from './receipt.ts'

const signer = signerOf(installation, 1)
const next = signerOf(installation, 2)
const keys = [signer]
const nora = { address: 'nora.contact@orchardfoods.example', capacity: 'customer', via: 'link' } as const
const content = {
  receipt: 'R7KD-42QM-XW9F',
  decision: 'deny',
  customer: { name: 'Orchard Foods – “Obst”' },
  claim: 1_000_001,
  reasons: ['unknown'],
  chain: { seq: 7, hash: genesis },
  checkpoint: null,
}
const document = signReceipt(signer, content, nora)

test('C55 a receipt as it was issued is genuine; with any one byte changed it is not', () => {
  expect(isGenuine(keys, document)).toBe(true)
  const bytes = Buffer.from(document)
  // A failure prints the seed that repeats it.
  const anywhere = fc.array(fc.integer({ min: 1, max: 255 }), { minLength: bytes.length, maxLength: bytes.length })
  fc.assert(
    fc.property(anywhere, (changes) => {
      const genuine = changes.findIndex((change, at) => {
        const changed = Buffer.from(bytes)
        changed[at] = changed[at]! ^ change
        return isGenuine(keys, changed) || isGenuine(keys, changed.toString('utf8'))
      })
      expect(genuine).toBe(-1)
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

test('C55 another spelling of the same signature is not genuine', () => {
  const { signature } = JSON.parse(document) as { signature: string }
  const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
    .map((last) => signature.slice(0, -1) + last)
    .filter((spelling) => spelling !== signature)
  expect(spellings.filter((spelling) => isGenuine(keys, document.replace(signature, spelling)))).toEqual([])
})

const { signature: _signature, ...unsigned } = JSON.parse(document) as { [key: string]: Json }
const { disclosed: _disclosed, ...undisclosed } = JSON.parse(document) as { [key: string]: Json }

test.each([
  ['a space more', `${document} `],
  ['a line end more', `${document}\n`],
  ['a byte order mark', `\uFEFF${document}`],
  [
    'its keys in another order',
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(document) as object).toReversed())),
  ],
  ['a field more', document.replace('{', '{"a":1,')],
  ['the address named twice', document.replace('"disclosed":', '"disclosed":null,"disclosed":')],
  ['another address', document.replace(nora.address, 'tess.tenant@orchardfoods.example')],
  ['no word on the address', canonicalJson(undisclosed)],
  ['no signature', canonicalJson(unsigned)],
  ['an empty signature', canonicalJson({ ...unsigned, signature: '' })],
  [
    'another schema',
    signDocument(signer, { ...content, schema: 'ofrecord-receipt/1', decidedBy: null }, { disclosed: null }),
  ],
  [
    'the schema of a checkpoint',
    signDocument(signer, { ...content, schema: 'ofrecord-checkpoint/1', decidedBy: null }, { disclosed: null }),
  ],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a thousand lists in each other', '['.repeat(30_000) + ']'.repeat(30_000)],
  ['what is no JSON', 'genuine'],
])('C55 with %s it is not genuine', (_what, altered) => {
  expect(isGenuine(keys, altered)).toBe(false)
})

test('C55 a receipt that another installation signed is not genuine here', () => {
  const other = { ...installation, keys: { ...installation.keys, receipt: new Uint8Array(32).fill(5) } }
  const foreign = signReceipt(signerOf(other, 1), content, nora)
  expect(isGenuine(keys, foreign)).toBe(false)
  // Nor by a list of keys that gives the other key the id of this one.
  const borrowed = { ...signerOf(other, 1), id: signer.id }
  expect(isGenuine([borrowed], signReceipt(borrowed, content, nora))).toBe(false)
})

test('a rotated key: the old receipt and the new one are genuine, each by its own key', () => {
  const later = signReceipt(next, content, nora)
  const both = [...keys, next]
  expect([isGenuine(both, document), isGenuine(both, later), isGenuine(keys, later)]).toEqual([true, true, false])
})

test('REC-R3 GEN-R7 without the address it is still genuine, and nothing in it leads to the address', () => {
  const blanked = blankReceipt(document)
  expect(isGenuine(keys, blanked)).toBe(true)
  expect(blanked).not.toContain('nora')
  expect(blanked).not.toContain((JSON.parse(document) as { disclosed: { salt: string } }).disclosed.salt)
  expect(blankReceipt(blanked)).toBe(blanked)
  const silence = signReceipt(signer, content, null)
  expect([isGenuine(keys, silence), blankReceipt(silence)]).toEqual([true, silence])
})

test('two receipts of one address commit to it by different words, so that they cannot be told to be alike', () => {
  const commitments = [document, signReceipt(signer, content, nora)].map(
    (each) => (JSON.parse(each) as { decidedBy: { commitment: string } }).decidedBy.commitment,
  )
  expect(new Set(commitments).size).toBe(2)
})

test('I8 a checkpoint in a receipt is checked too, also where its key is another one', () => {
  const checkpoint = (size: number): Json => {
    const said = { size, previousSize: 0, root: genesis, at: '2026-11-02T09:00:00.000Z' }
    return JSON.parse(signDocument(next, checkpointContent(said))) as Json
  }
  const receiptWith = (one: Json) => signReceipt(signer, { ...content, checkpoint: one }, nora)
  const both = [...keys, next]
  expect(isGenuine(both, receiptWith(checkpoint(40)))).toBe(true)
  expect(isGenuine(both, receiptWith({ ...(checkpoint(40) as object), size: 41 }))).toBe(false)
})

test('a code has twelve characters of Crockford’s alphabet, and every byte of chance counts', () => {
  expect(receiptCode(new Uint8Array(12).fill(31))).toBe('ZZZZ-ZZZZ-ZZZZ')
  expect(receiptCode(new Uint8Array(12))).toBe('0000-0000-0000')
  const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 })
  fc.assert(fc.property(bytes, (random) => /^(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}$/.test(receiptCode(random))))
})
