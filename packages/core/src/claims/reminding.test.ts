import { expect } from 'vitest'
import { tiny } from '@ofrecord/world/tiny'
import { addEvidence, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'

/** Sent back at T0: thirty days from then on. */
const returned = async (world: TestWorld): Promise<MadeClaim> => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review.return({ claimId: claim.claimId, version, reasons: ['dates_missing'], comment: 'Which year?' })
  await world.work()
  world.sent.length = 0
  return claim
}

/** Lets the worker look at this moment of the thirty days; what it wrote to whom. */
const workAt = async (world: TestWorld, days: number, seconds = 1): Promise<string[]> => {
  world.sent.length = 0
  world.at(secondsAfter(daysAfter(tiny.t0, days), seconds))
  await world.fire()
  await world.work()
  return world.sent.filter(({ subject }) => subject.includes('still waits')).map(({ to }) => to.address)
}

const ines = 'ines.incentive@kestrel.example'

test('B.17: the partner is reminded on the 20th, the 27th and the 29th day, once each', async ({ world }) => {
  await returned(world)
  expect(await workAt(world, 19)).toEqual([])
  expect(await workAt(world, 20, 0)).toEqual([])
  expect(await workAt(world, 20)).toEqual([ines])
  expect(await workAt(world, 21)).toEqual([])
  expect(await workAt(world, 27)).toEqual([ines])
  expect(await workAt(world, 29)).toEqual([ines])
  expect(await workAt(world, 29, 60)).toEqual([])
})

test('B.17: the letter names the last moment and what is missing', async ({ world }) => {
  await returned(world)
  await workAt(world, 20)
  const { text } = world.sent[0]!
  expect(text).toContain('2 December 2026')
  expect(text).toContain('Dates are missing')
  expect(text).toContain('cannot be disputed')
})

test('B.17: contact and creator of the claim get it, each once', async ({ world }) => {
  const claim = await returned(world)
  await world.rows(
    `update claim_contact set email = 'gwen.global@kestrel.example' where kind = 'partner' and claim_id = $1`,
    [claim.claimId],
  )
  expect((await workAt(world, 20)).toSorted()).toEqual(['gwen.global@kestrel.example', ines])
})

test('GEN-R3: a worker that was away sends the latest reminder that is of use, and no other', async ({ world }) => {
  await returned(world)
  expect(await workAt(world, 28)).toEqual([ines])
  expect(await workAt(world, 29)).toEqual([ines])
})

test('GEN-R3: after the last day there is nothing to remind of', async ({ world }) => {
  const claim = await returned(world)
  expect(await workAt(world, 31)).toEqual([])
  expect((await (await world.as('ines')).claims.get({ claimId: claim.claimId })).status).toBe('rejected')
})

test('B.17: whoever answered is not reminded', async ({ world }) => {
  const claim = await returned(world)
  const caller = await world.as('ines')
  await caller.claims.comment({ claimId: claim.claimId, audience: 'shared', body: 'The year is 2026.' })
  const { version } = await caller.claims.get({ claimId: claim.claimId })
  await caller.claims.resubmit({ claimId: claim.claimId, version, acknowledged: true })
  expect(await world.rows(`select from timer where kind like 'claim.reminder%' and cancelled_at is null`)).toEqual([])
  expect(await workAt(world, 20)).toEqual([])
})

test('POL-R1: of a shorter period only the reminders that lie ahead are set', async ({ world }) => {
  const { settings, version } = await (await world.as('petra')).policy.get()
  await (
    await world.as('petra')
  ).policy.change({ version, settings: { ...settings, actionRequiredDays: 5 }, reason: 'Quick' })
  await returned(world)
  const rows = await world.rows<{ kind: string; at: Date }>(
    `select kind, fires_at as at from timer where kind like 'claim.reminder%' order by fires_at`,
  )
  expect(rows).toEqual([
    { kind: 'claim.reminder3', at: daysAfter(tiny.t0, 2) },
    { kind: 'claim.reminder1', at: daysAfter(tiny.t0, 4) },
  ])
})
