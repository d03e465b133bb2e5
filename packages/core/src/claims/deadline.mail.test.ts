import { expect } from 'vitest'
import { tiny } from '@ofrecord/world/tiny'
import { addEvidence, approveClaim, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import { reminderOf } from './sla.ts'

const rosa = 'rosa.reviewer@halcyon.example'
const liam = 'liam.lead@halcyon.example'
const ines = 'ines.incentive@kestrel.example'

const submitted = async (world: TestWorld): Promise<MadeClaim> => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  return claim
}

const rejected = async (world: TestWorld): Promise<MadeClaim> => {
  const claim = await submitted(world)
  await takeClaim(world, claim)
  const caller = await world.as('rosa')
  const { version } = await caller.review.get({ claimId: claim.claimId })
  await caller.review.reject({ claimId: claim.claimId, version, reasons: ['wrong_activity'], comment: 'No.' })
  return claim
}

/** Lets the worker look at this instant; to whom it wrote a letter of this kind. */
const workAt = async (world: TestWorld, instant: Date | string, subject: string): Promise<string[]> => {
  world.at(new Date(instant))
  await world.fire()
  await world.work()
  const found = world.sent.filter((letter) => letter.subject.includes(subject)).map(({ to }) => to.address)
  world.sent.length = 0
  return found.toSorted()
}

const due = (world: TestWorld, instant: string) => workAt(world, instant, 'due by')

// T0 is Monday, 2 November. Five business days end with Monday the 9th; four of them with Friday the 6th.

test('B.17: of five business days the fourth fifth is over as the fifth begins, also across Christmas', () => {
  const at = (from: string, dueAt: string) => reminderOf(new Date(from), new Date(dueAt), 'Europe/London').toISOString()
  expect(at('2026-11-02T09:00:00Z', '2026-11-09T23:59:59.999Z')).toBe('2026-11-08T23:59:59.999Z')
  expect(at('2026-12-22T10:00:00Z', '2026-12-31T23:59:59.999Z')).toBe('2026-12-30T23:59:59.999Z')
  expect(at('2026-11-02T09:00:00Z', '2026-11-03T23:59:59.999Z')).toBe('2026-11-02T23:59:59.999Z')
  expect(at('2026-11-02T09:00:00Z', '2026-11-13T23:59:59.999Z')).toBe('2026-11-11T23:59:59.999Z')
})

test('B.17: nobody has taken it by the fifth business day: the lead is told, once', async ({ world }) => {
  const { number, claimId } = await submitted(world)
  expect(await due(world, '2026-11-08T23:59:59.999Z')).toEqual([])
  world.at(new Date('2026-11-09T00:00:00Z'))
  await world.fire()
  await world.work()
  const letter = world.sent.find(({ to }) => to.address === liam)!
  expect(letter.subject).toContain(String(number))
  expect(letter.text).toContain('Orchard Foods')
  expect(letter.text).toContain('9 November 2026')
  expect(letter.text).toContain('Nobody has it')
  expect(letter.text).toContain(`/review/${claimId}`)
  world.sent.length = 0
  expect(await due(world, '2026-11-09T12:00:00Z')).toEqual([])
})

test('B.17: under review the reviewer is told, on the fifth day of the review', async ({ world }) => {
  const claim = await submitted(world)
  world.at(new Date('2026-11-04T09:00:00Z'))
  await takeClaim(world, claim)
  expect(await due(world, '2026-11-10T23:59:59.999Z')).toEqual([])
  expect(await due(world, '2026-11-11T00:00:00Z')).toEqual([rosa])
})

test('B.17: a claim that was given to somebody else is due with whoever holds it now', async ({ world }) => {
  const claim = await submitted(world)
  await takeClaim(world, claim)
  const lead = await world.as('liam')
  const reviewers = await lead.review.reviewers()
  const { personId } = reviewers.find(({ name }) => name.startsWith('Liam'))!
  await lead.review.assign({ claimIds: [claim.claimId], reviewerId: personId })
  expect(await due(world, '2026-11-09T09:00:00Z')).toEqual([liam])
})

test('B.17: in a dispute lead and reviewer are told; nobody else than the lead while it is free', async ({ world }) => {
  const { claimId } = await rejected(world)
  const caller = await world.as('ines')
  const { version } = await caller.claims.get({ claimId })
  await caller.claims.dispute({ claimId, version, justification: 'The work is usage.' })
  expect(await due(world, '2026-11-09T09:00:00Z')).toEqual([liam])
  const lead = await world.as('liam')
  await lead.review.take({ claimId, version: (await lead.review.get({ claimId })).version })
  expect(await due(world, '2026-11-16T09:00:00Z')).toEqual([liam])
})

test('B.17: a verdict cancels the reminder, and the partner never reads of one', async ({ world }) => {
  const claim = await submitted(world)
  await due(world, '2026-11-09T09:00:00Z')
  const { history, deliveries } = await (await world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(history.map(({ type }) => type)).not.toContain('claim.reviewDue')
  expect(deliveries.map(({ template }) => template)).not.toContain('review-due')
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  const waiting = `select from timer where kind = 'claim.slaReminder' and fired_at is null and cancelled_at is null`
  expect(await world.rows(waiting)).toEqual([])
  expect(await due(world, '2026-11-16T12:00:00Z')).toEqual([])
})

test('GEN-R3: a worker that was away until the days were over reminds nobody', async ({ world }) => {
  await submitted(world)
  expect(await due(world, '2026-11-10T09:00:00Z')).toEqual([])
  expect(await world.rows(`select flags from claim`)).toEqual([{ flags: ['over_sla'] }])
})

test('POL-R1: the reminder is a stored instant; another promise moves it only for what starts later', async ({
  world,
}) => {
  await submitted(world)
  const stored = () =>
    world.rows(`select fires_at from timer where kind = 'claim.slaReminder' and cancelled_at is null`)
  const before = await stored()
  const petra = await world.as('petra')
  const { version, settings } = await petra.policy.get()
  await petra.policy.change({ version, settings: { ...settings, queueSlaBusinessDays: 20 }, reason: 'Winter' })
  expect(await stored()).toEqual(before)
})

const disputable = (world: TestWorld, days: number, seconds = 1) =>
  workAt(world, secondsAfter(daysAfter(tiny.t0, days), seconds), 'can be disputed')

test('B.17: on day 23 the partner is told until when the rejection can be disputed, once', async ({ world }) => {
  await rejected(world)
  expect(await disputable(world, 23, 0)).toEqual([])
  world.at(secondsAfter(daysAfter(tiny.t0, 23), 1))
  await world.fire()
  await world.work()
  const letter = world.sent.find(({ to }) => to.address === ines)!
  expect(letter.subject).toContain('2 December 2026')
  expect(letter.text).toContain('activity')
  world.sent.length = 0
  expect(await disputable(world, 24)).toEqual([])
})

test('B.17 T15: whoever disputed is not reminded, and after the last day nobody is', async ({ world }) => {
  const { claimId } = await rejected(world)
  const caller = await world.as('ines')
  const { version } = await caller.claims.get({ claimId })
  await caller.claims.dispute({ claimId, version, justification: 'The work is usage.' })
  expect(await world.rows(`select from timer where kind = 'claim.disputeReminder' and cancelled_at is null`)).toEqual(
    [],
  )
  expect(await disputable(world, 23)).toEqual([])
})

test('GEN-R3: a worker that was away until the rejection was final reminds nobody of it', async ({ world }) => {
  await rejected(world)
  expect(await disputable(world, 31)).toEqual([])
})
