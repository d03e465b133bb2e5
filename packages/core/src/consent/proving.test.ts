import { checkInclusion } from '@ofrecord/verify/verify'
import { expect } from 'vitest'
import { decisions, letItElapse, nora, sayNo } from '../../test/customer.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { disarm } from '../../test/unguarded.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { freshTree, writeCheckpoints } from '../kernel/checkpointing.ts'

const cover = (world: TestWorld) => writeCheckpoints(world.orm, installation, freshTree())

const proofOf = (world: TestWorld, receipt: string) => world.visitor().consent.inclusion({ receipt })

/** What the stand-alone checker says of the only receipt and its proof, as they are downloaded. */
const checked = async (world: TestWorld, receipt: string) => {
  const { json } = await world.visitor().consent.receipt({ receipt })
  return checkInclusion(json, JSON.stringify(await proofOf(world, receipt)), await world.visitor().consent.keys())
}

test('I8 a receipt’s place in the record is proven by the checkpoint after it, by the file and the keys alone', async ({
  opened: { world },
}) => {
  await cover(world)
  const receipt = await sayNo(world)
  const { consent } = world.visitor()
  expect([(await consent.receipt({ receipt })).inRecord, await codesOf([proofOf(world, receipt)])]).toEqual([
    false,
    ['NOT_FOUND'],
  ])
  await cover(world)
  expect((await consent.receipt({ receipt: receipt.toLowerCase() })).inRecord).toBe(true)
  const first = await proofOf(world, receipt)
  expect(await checked(world, receipt)).toMatchObject({ verdict: 'included', leafIndex: first.leafIndex })
  expect(first.leafIndex).toBeGreaterThanOrEqual(first.checkpoint.previousSize)
  // Later checkpoints do not change what somebody downloaded.
  await world.work()
  await cover(world)
  expect(await proofOf(world, receipt.toLowerCase())).toEqual(first)
})

test('REC-R1 I8 a receipt of silence is proven too', async ({ opened: { world } }) => {
  await letItElapse(world)
  await cover(world)
  const [{ receipt } = { receipt: '' }] = await decisions(world)
  expect((await proofOf(world, receipt)).event.personalHash).toBeNull()
  expect((await checked(world, receipt)).verdict).toBe('included')
})

test('GEN-R7 L7 a proof names no person, and not whether a program was suspected', async ({ opened: { world } }) => {
  const receipt = await sayNo(world, { comment: 'Mrs Castellane has never met them.' })
  await cover(world)
  const said = JSON.stringify(await proofOf(world, receipt))
  for (const hidden of [nora, 'Castellane', 'automation']) expect(said).not.toContain(hidden)
  const petra = await world.as('petra')
  await petra.erasures.erase({ address: nora, reason: 'Request of 3 November' })
  expect((await world.visitor().consent.receipt({ receipt })).json).not.toContain(nora)
  expect((await checked(world, receipt)).verdict).toBe('included')
})

test('I8 where the event was rewritten nothing is given out as a proof', async ({ opened: { world } }) => {
  const receipt = await sayNo(world)
  await cover(world)
  await disarm(world, 'event')
  await world.rows(`update event set data = data || '{"kind": "confirm"}' where data ->> 'receipt' = $1`, [receipt])
  await expect(proofOf(world, receipt)).rejects.toThrow('is not the one that the checkpoint')
})

test('NOT_FOUND: the proof of a receipt that nobody issued', async ({ world }) => {
  for (const receipt of ['R7KD-42QM-XW9F', '', 'x\0'])
    expect((await refusalOf(proofOf(world, receipt))).code).toBe('NOT_FOUND')
})
