import { expect } from 'vitest'
import { addEvidence, approveClaim, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const submitted = async (world: TestWorld): Promise<MadeClaim> => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  return claim
}

const shown = async (world: TestWorld, { claimId }: MadeClaim) => {
  const { flags, status, slaDueAt } = await (await world.as('liam')).review.get({ claimId })
  return { flags, status, slaDueAt }
}

const fireAt = async (world: TestWorld, instant: string): Promise<void> => {
  world.at(new Date(instant))
  await world.fire()
}

test('C23: under review over Christmas and a weekend, the flag over_sla appears on the sixth business day only', async ({
  world,
}) => {
  // A Tuesday. Then: Wednesday, Thursday, Christmas, Saturday, Sunday, the bank holiday for Boxing Day, Tuesday,
  // Wednesday, Thursday; New Year's Day and a weekend; Monday 4 January is the sixth.
  world.at(new Date('2026-12-22T10:00:00Z'))
  const claim = await submitted(world)
  await takeClaim(world, claim)
  const under = { flags: [], status: 'under_review', slaDueAt: '2026-12-31T23:59:59.999Z' }
  for (const day of [
    '2026-12-30T12:00:00Z',
    '2026-12-31T23:59:59.999Z',
    '2027-01-01T12:00:00Z',
    '2027-01-03T23:59:59.999Z',
  ]) {
    await fireAt(world, day)
    expect(await shown(world, claim)).toEqual(under)
  }
  await fireAt(world, '2027-01-04T00:00:00Z')
  expect(await shown(world, claim)).toEqual({ ...under, flags: ['over_sla'] })
})

test('C23: it is told once, as an event, and no status changes', async ({ world }) => {
  const claim = await submitted(world)
  await fireAt(world, '2026-11-10T00:00:00Z')
  await fireAt(world, '2026-11-20T00:00:00Z')
  expect(await shown(world, claim)).toMatchObject({ status: 'submitted', flags: ['over_sla'] })
  expect(await world.rows(`select data from event where type = 'claim.overSla'`)).toEqual([
    { data: { slaDueAt: '2026-11-09T23:59:59.999Z' } },
  ])
})

test('B.17: taking a claim starts five days of its own, without the flag of the queue', async ({ world }) => {
  const claim = await submitted(world)
  await fireAt(world, '2026-11-10T09:00:00Z')
  await takeClaim(world, claim)
  expect(await shown(world, claim)).toEqual({
    flags: [],
    status: 'under_review',
    slaDueAt: '2026-11-17T23:59:59.999Z',
  })
  await fireAt(world, '2026-11-17T23:59:59.999Z')
  expect((await shown(world, claim)).flags).toEqual([])
  await fireAt(world, '2026-11-18T00:00:00Z')
  expect((await shown(world, claim)).flags).toEqual(['over_sla'])
})

test('B.17: what was decided or recalled in time is never flagged, and keeps no timer', async ({ world }) => {
  const claim = await submitted(world)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  expect(
    await world.rows(`select from timer where kind = 'claim.sla' and fired_at is null and cancelled_at is null`),
  ).toEqual([])
  await fireAt(world, '2026-12-24T00:00:00Z')
  expect((await shown(world, claim)).flags).not.toContain('over_sla')
})
