import { createPublicKey, verify } from 'node:crypto'
import { expect } from 'vitest'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from './actor.ts'
import type { Installation } from './installation.ts'
import { currentSigner, readKeys, rotateKey } from './signing.ts'
import { inTransaction } from './transaction.ts'

const signerIn = (world: TestWorld, of: Installation = installation) =>
  inTransaction(world.orm, system('test'), (call) => currentSigner(call, of))

const rotate = (world: TestWorld) => inTransaction(world.orm, system('test'), (call) => rotateKey(call, installation))

const keysIn = (world: TestWorld) => readKeys(world.reader.em.fork().getKysely())

test('the first signature of an installation makes its first key, also when eight want it at once', async ({
  world,
}) => {
  expect(await keysIn(world)).toEqual([])
  const signers = await Promise.all(Array.from({ length: 8 }, () => signerIn(world)))
  const [key, ...others] = await keysIn(world)
  expect(others).toEqual([])
  expect(new Set(signers.map(({ id }) => id))).toEqual(new Set([key!.id]))
  expect(key).toMatchObject({ algorithm: 'Ed25519', createdAt: '2026-11-02T09:00:00Z', retiredAt: null })
})

test('what is signed is verified with the published 32 bytes alone (RFC 8032)', async ({ world }) => {
  const signature = (await signerIn(world)).sign('on record')
  const [{ publicKey } = { publicKey: '' }] = await keysIn(world)
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  expect(verify(null, Buffer.from('on record'), key, Buffer.from(signature, 'base64url'))).toBe(true)
})

test('a rotation retires the key and makes another; the old one stays published', async ({ world }) => {
  const first = await signerIn(world)
  const second = await rotate(world)
  expect([first.epoch, second.epoch, (await signerIn(world)).id]).toEqual([1, 2, second.id])
  expect((await keysIn(world)).map(({ id, retiredAt }) => [id, retiredAt !== null])).toEqual([
    [first.id, true],
    [second.id, false],
  ])
})

test('under another secret nothing is signed with the old key, which is retired and stays published', async ({
  world,
}) => {
  const before = await signerIn(world)
  const changed = { ...installation, keys: { ...installation.keys, receipt: new Uint8Array(32).fill(9) } }
  const signers = await Promise.all(Array.from({ length: 4 }, () => signerIn(world, changed)))
  expect(new Set(signers.map(({ epoch, id }) => `${epoch} ${id}`)).size).toBe(1)
  expect(signers[0]).toMatchObject({ epoch: 2 })
  const keys = await keysIn(world)
  expect(keys.map(({ id, retiredAt }) => [id, retiredAt !== null])).toEqual([
    [before.id, true],
    [signers[0]!.id, false],
  ])
})

test('a published key cannot be altered or taken away', async ({ world }) => {
  const { id } = await signerIn(world)
  for (const change of [
    `update signing_key set public_key = 'x' where id = $1`,
    'delete from signing_key where id = $1',
  ])
    await expect(world.rows(change, [id])).rejects.toThrow()
  await expect(world.rows('update signing_key set retired_at = now() where id = $1', [id])).resolves.toEqual([])
})
