import { expect } from 'vitest'
import { canonicalJson } from '@ofrecord/core/kernel/canonical'
import { isSigned } from '@ofrecord/core/kernel/checkpoint'
import type { SignedCheckpoint } from '@ofrecord/core/kernel/checkpoint'
import { freshTree, writeCheckpoints } from '@ofrecord/core/kernel/checkpointing'
import { sayNo } from '@ofrecord/core/test/customer'
import { installation } from '@ofrecord/core/test/stage'
import { makeClaim, openedWindow } from '@ofrecord/core/test/story'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { TestWorld } from '@ofrecord/core/test/world'
import { createConsentApp } from '../app.ts'
import { doorTo } from '../caller.ts'

const address = '/.well-known/ofrecord/checkpoint'

/** The site over a real database, as whoever keeps checkpoints asks it. */
const test = worldTest.extend<{ ask: (path: string) => Promise<Response> }>({
  ask: async ({ world }, use) => {
    const settings = { publicUrl: 'https://records.halcyon.example', trustedProxy: false }
    const app = createConsentApp({ consent: doorTo(world.site, installation), settings })
    await use(async (path) => app.request(`https://records.halcyon.example${path}`))
  },
})

const cover = (world: TestWorld) => writeCheckpoints(world.orm, installation, freshTree())

test('I8: the latest checkpoint stands at its public address, byte for byte as it was signed', async ({
  world,
  ask,
}) => {
  expect((await ask(address)).status).toBe(404)
  await cover(world)
  const answer = await ask(address)
  expect(answer.headers.get('content-type')).toBe('application/json')
  const text = await answer.text()
  const { keys } = (await (await ask('/.well-known/ofrecord-keys')).json()) as {
    keys: { id: string; publicKey: string }[]
  }
  const checkpoint = JSON.parse(text) as SignedCheckpoint
  const { size } = checkpoint
  expect([canonicalJson(checkpoint), isSigned(checkpoint, keys)]).toEqual([text, true])
  await makeClaim(world)
  await cover(world)
  expect(await (await ask(`${address}?size=${size}`)).text()).toBe(text)
  expect(((await (await ask(address)).json()) as SignedCheckpoint).previousSize).toBe(size)
})

test('I8: an old checkpoint is shown to be the beginning of a new one', async ({ world, ask }) => {
  await cover(world)
  const first = (await (await ask(address)).json()) as SignedCheckpoint
  await makeClaim(world)
  await cover(world)
  const second = (await (await ask(address)).json()) as SignedCheckpoint
  const answer = await ask(`${address}/consistency?from=${first.size}&to=${second.size}`)
  const proof = (await answer.json()) as { from: SignedCheckpoint; to: SignedCheckpoint; path: string[] }
  expect([canonicalJson(proof.from), canonicalJson(proof.to)]).toEqual([canonicalJson(first), canonicalJson(second)])
  expect(proof.path.length).toBeGreaterThan(0)
  expect((await ask(`${address}/consistency?from=${second.size}&to=${first.size}`)).status).toBe(404)
})

test('I8: the proof of a receipt is a file of its own, and the receipt stays byte for byte as it was', async ({
  world,
  ask,
}) => {
  await openedWindow(world)
  const code = await sayNo(world)
  const before = await (await ask(`/r/${code}.json`)).text()
  expect((await ask(`/r/${code}.proof.json`)).status).toBe(404)
  await cover(world)
  const proof = await ask(`/r/${code}.proof.json`)
  expect(proof.headers.get('content-disposition')).toBe(`attachment; filename="receipt-${code}.proof.json"`)
  const text = await proof.text()
  const given = JSON.parse(text) as { schema: string; receipt: string; path: string[] }
  expect([canonicalJson(given), given.schema, given.receipt]).toEqual([text, 'ofrecord-inclusion/1', code])
  expect(await (await ask(`/r/${code}.json`)).text()).toBe(before)
})

test('a size that is none is a wrong question; one that no checkpoint has is not found', async ({ ask }) => {
  for (const size of ['', '0', '-1', '1e3', '1.5', '%00', '9999999999999999'])
    expect((await ask(`${address}?size=${size}`)).status).toBe(400)
  expect((await ask(`${address}/consistency?from=1`)).status).toBe(400)
  expect((await ask(`${address}?size=999999`)).status).toBe(404)
  expect((await ask(`${address}/consistency?from=1&to=2`)).status).toBe(404)
})
