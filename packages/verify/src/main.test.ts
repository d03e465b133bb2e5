import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { leafHash } from './merkle.js'
import { canonicalJson, commitmentTo, eventHash, receiptHash } from './verify.js'
import type { Json } from './verify.js'

const folder = mkdtempSync(join(tmpdir(), 'ofrecord-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pair = generateKeyPairSync('ed25519')
const spki = pair.publicKey.export({ format: 'der', type: 'spki' })
const key = {
  id: createHash('sha256').update(spki).digest('hex').slice(0, 16),
  algorithm: 'Ed25519',
  publicKey: spki.subarray(12).toString('base64url'),
}

const signed = (content: { [key: string]: Json }, beside: { [key: string]: Json } = {}): string => {
  const unsigned = { ...content, keyId: key.id }
  const signature = sign(null, Buffer.from(canonicalJson(unsigned)), pair.privateKey).toString('base64url')
  return canonicalJson({ ...unsigned, ...beside, signature })
}

const checkpoint = signed({
  schema: 'ofrecord-checkpoint/1',
  size: 40,
  previousSize: 0,
  root: 'ab'.repeat(32),
  at: '2026-11-02T09:00:00.000Z',
})
const personal = { address: 'nora.contact@orchardfoods.example' }
const salt = randomBytes(16).toString('hex')
const receipt = signed(
  {
    schema: 'ofrecord-receipt/2',
    receipt: 'R7KD-42QM-XW9F',
    issuer: 'Halcyon \u001B[2J Software',
    decision: 'deny',
    decidedAt: '2026-11-03T11:42:00.000Z',
    decidedBy: { capacity: 'customer', via: 'link', commitment: commitmentTo(salt, personal) },
    chain: { seq: 7, hash: 'cd'.repeat(32) },
    checkpoint: JSON.parse(checkpoint) as Json,
  },
  { disclosed: { ...personal, salt } },
)

const own = JSON.parse(receipt) as { readonly [key: string]: Json }
const event = {
  type: 'claim.consentRecorded',
  seq: 8,
  data: { receipt: 'R7KD-42QM-XW9F', receiptHash: receiptHash(own) },
}
const previousHash = 'cd'.repeat(32)
const beside = 'ef'.repeat(32)
/** The proof of the second of two events. */
const proofOf = (told: { [key: string]: Json }): string => {
  const leaf = leafHash(eventHash(told, previousHash))
  const root = createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), Buffer.from(beside, 'hex'), Buffer.from(leaf, 'hex')]))
    .digest('hex')
  const said = { schema: 'ofrecord-checkpoint/1', size: 2, previousSize: 0, root, at: '2026-11-03T11:43:00.000Z' }
  return canonicalJson({
    schema: 'ofrecord-inclusion/1',
    receipt: 'R7KD-42QM-XW9F',
    event: told,
    previousHash,
    leafIndex: 1,
    path: [beside],
    checkpoint: JSON.parse(signed(said)) as Json,
  })
}
const proof = proofOf(event)

const fileOf = (content: string | Uint8Array, name = 'receipt.json'): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const keys = fileOf(JSON.stringify({ keys: [key] }), 'keys.json')

/** The Node.js that runs this, and another one where the machine has it: customers have what they have. */
const programs = [
  process.execPath,
  ...(process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((place) => place !== '' && !place.includes('node_modules'))
    .map((place) => join(place, 'node'))
    .filter((path) => existsSync(path) && realpathSync(path) !== realpathSync(process.execPath))
    .slice(0, 1),
]

const run = (program: string, ...words: string[]) => {
  const main = new URL('main.js', import.meta.url).pathname
  const { status, stdout, stderr } = spawnSync(program, [main, ...words], { encoding: 'utf8', env: {} })
  return { status, said: stdout + stderr }
}

describe.each(programs)('with %s', (program) => {
  test('C55 REC-R2 the original is genuine with the file and the keys alone', () => {
    expect(run(program, fileOf(receipt), '--keys', keys)).toEqual({
      status: 0,
      said: `genuine\nreceipt: R7KD-42QM-XW9F\nissuer: Halcyon [2J Software\ndecision: deny\ndecidedAt: 2026-11-03T11:42:00.000Z\nkeyId: ${key.id}\n`,
    })
  })

  test('C55 one changed byte is not genuine', () => {
    const bytes = Buffer.from(receipt)
    const at = bytes.indexOf('deny')
    bytes[at] = bytes[at]! ^ 1
    expect(run(program, '--keys', keys, fileOf(bytes))).toEqual({
      status: 1,
      said: 'not genuine: its content or its signature was changed\n',
    })
  })
})

test.each([
  ['an address that is another one', receipt.replace('nora', 'tess'), 'the address in it is not the one'],
  ['an editor’s line end', `${receipt}\n`, 'not byte for byte'],
  ['half a character', Buffer.from([0x7b, 0xc3]), 'not UTF-8'],
  ['no JSON', 'genuine', 'not JSON'],
  ['a letter', signed({ schema: 'letter' }), 'not the fields of a receipt'],
  ['an unknown key', receipt.replaceAll(key.id, '0'.repeat(16)), 'none of the keys'],
  ['a checkpoint with another root', checkpoint.replace('abab', 'acab'), 'its content or its signature'],
])('%s is not genuine, and it says why', (_what, content, why) => {
  const { status, said } = run(process.execPath, fileOf(content), '--keys', keys)
  expect(status).toBe(1)
  expect(said).toContain(why)
})

test('REC-R3 an erased address is said, and is no fault', () => {
  const erased = canonicalJson({ ...(JSON.parse(receipt) as { [key: string]: Json }), disclosed: null })
  const { status, said } = run(process.execPath, fileOf(erased), '--keys', keys)
  expect([status, said.includes('The address in it was erased')]).toEqual([0, true])
})

test('I8 a checkpoint of its own is checked by the same command', () => {
  expect(run(process.execPath, fileOf(checkpoint), '--keys', keys)).toMatchObject({ status: 0 })
})

const prove = (content: string, document = receipt) =>
  run(process.execPath, fileOf(document), '--proof', fileOf(content, 'proof.json'), '--keys', keys)

test('I8 with its proof a receipt is shown to stand in the record, also once its address was erased', () => {
  const erased = canonicalJson({ ...own, disclosed: null })
  for (const document of [receipt, erased]) {
    const { status, said } = prove(proof, document)
    expect([status, said.split('\n').at(-2)]).toEqual([
      0,
      'in the record: event 1 of the 2 under the checkpoint of 2026-11-03T11:43:00.000Z',
    ])
  }
  // One of the first days, whose event names the code alone.
  expect(prove(proofOf({ ...event, data: { receipt: 'R7KD-42QM-XW9F' } })).status).toBe(0)
})

test.each([
  ['one digit of the path changed', proof.replace(beside, beside.replace('efef', 'efee')), 'does not lead'],
  ['another place', proof.replace('"leafIndex":1', '"leafIndex":0'), 'does not lead'],
  ['an event that was changed', proof.replace('"seq":8', '"seq":9'), 'does not lead'],
  ['the proof of another receipt', proofOf({ ...event, data: { receipt: 'AAAA-AAAA-AAAA' } }), 'another receipt'],
  ['an event of another kind', proofOf({ ...event, type: 'claim.denied' }), 'another receipt'],
  [
    'an event that names another content',
    proofOf({ ...event, data: { ...event.data, receiptHash: beside } }),
    'another content',
  ],
  ['a checkpoint of another size', proof.replace('"size":2', '"size":3'), 'the checkpoint in the proof'],
  ['a path that is none', proof.replace(beside, 'EF'), 'the fields of a proof'],
  ['no JSON', 'in the record', 'the fields of a proof'],
])('with %s nothing is proven, and the receipt is genuine as before', (_what, content, why) => {
  const { status, said } = prove(content)
  expect([status, said.startsWith('genuine\n'), said.includes('not proven')]).toEqual([1, true, true])
  expect(said).toContain(why)
})

test('what cannot be checked ends with 2: no keys, no file, no list', () => {
  const endings = [
    run(process.execPath, fileOf(receipt)),
    run(process.execPath, join(folder, 'absent.json'), '--keys', keys),
    run(process.execPath, fileOf(receipt), '--keys', fileOf('{"keys":[1]}', 'other.json')),
  ]
  expect(endings.map(({ status }) => status)).toEqual([2, 2, 2])
})

test('it needs nothing but Node.js', () => {
  const sources = ['main.js', 'verify.js', 'merkle.js']
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('\n')
  const imported = [...sources.matchAll(/(?:from|import) '([^']+)'/g)].map(([, name]) => name)
  expect(new Set(imported)).toEqual(new Set(['node:fs', 'node:crypto', './verify.js', './merkle.js']))
})
