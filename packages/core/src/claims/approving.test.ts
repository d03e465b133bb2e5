import { expect } from 'vitest'
import { addEvidence, makeClaim, openedWindow, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { elapse, rivalInput } from '../../test/rivals.ts'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { fireDeadlines } from '../kernel/deadlines.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { deadlines } from '../jobs.ts'
import { approveByRules } from './approving.ts'

const raise = (error: unknown): never => {
  throw error
}

const switchOn = async (world: TestWorld, samplePercent = 10): Promise<void> => {
  const petra = await world.as('petra')
  const { version, settings } = await petra.policy.get()
  await petra.policy.change({ version, settings: { ...settings, autoApprove: true, samplePercent }, reason: 'Many' })
}

const found = '{"E1": 1, "E2": 1, "E3": 1, "E4": 1, "E5": 1, "E6": 1}'

/** As the pre-flight leaves a document in which it found these points. */
const read = (world: TestWorld, { claimId }: MadeClaim, points = found) =>
  world.rows(
    `update evidence set sha256 = md5(id::text) || md5(claim_id::text),
      preflight = jsonb_build_object('pages', 2, 'at', $2::timestamptz, 'found', $3::jsonb) where claim_id = $1`,
    [claimId, world.now(), points],
  )

/** A claim whose one document holds all six points, submitted. */
const submitted = async (world: TestWorld, changes: Parameters<typeof makeClaim>[1] = {}): Promise<MadeClaim> => {
  const claim = await makeClaim(world, changes)
  await addEvidence(world, claim.claimId)
  await read(world, claim)
  await submitClaim(world, claim)
  return claim
}

/** The worker's next minute; chance draws this number. */
const aMinuteLater = async (world: TestWorld, drawn = 99, seconds = 62): Promise<void> => {
  world.at(secondsAfter(world.now(), seconds))
  const handlers = {
    ...deadlines,
    'claim.byRules': (call: Parameters<typeof approveByRules>[0], id: string) => approveByRules(call, id, () => drawn),
  }
  await fireDeadlines(world.orm, handlers, installation, raise)
  await world.work()
}

const seenBy = async (world: TestWorld, person: 'ines' | 'rosa', { claimId }: MadeClaim) => {
  const caller = await world.as(person)
  return person === 'ines' ? caller.claims.get({ claimId }) : caller.review.get({ claimId })
}

const reasonsTold = async (world: TestWorld): Promise<unknown> =>
  (await world.rows<{ data: { reasons: string[] } }>(`select data from event where type = 'claim.leftToPerson'`))[0]
    ?.data.reasons

test('AMB-9: by default every claim is looked at by a person, and no timer is set', async ({ world }) => {
  const claim = await submitted(world)
  await aMinuteLater(world)
  expect(await world.rows(`select from timer where kind = 'claim.byRules'`)).toEqual([])
  expect((await seenBy(world, 'ines', claim)).status).toBe('submitted')
})

test('T5: with the rules on, a claim that leaves nothing to ask is approved like by a reviewer, and nobody is named', async ({
  world,
}) => {
  await switchOn(world)
  const claim = await submitted(world)
  await aMinuteLater(world)
  const page = await seenBy(world, 'ines', claim)
  expect(page).toMatchObject({
    status: 'approved',
    consentState: 'window_open',
    flags: ['policy_auto'],
    slaDueAt: null,
  })
  expect(page.items.map(({ decision, association }) => [decision, association])).toEqual([
    ['approved', 'in_consent_window'],
    ['approved', 'in_consent_window'],
  ])
  expect(page.history.find(({ type }) => type === 'claim.approved')).toMatchObject({
    actorSide: 'system',
    actorName: null,
    data: { notice: true, items: 2, rejected: 0, rules: 1 },
  })
  expect(await world.rows('select reviewer_id, verdict, round from review_decision')).toEqual([
    { reviewer_id: null, verdict: 'approved', round: 1 },
  ])
  expect(await world.rows(`select kind from timer where fired_at is null and cancelled_at is null`)).toEqual([
    { kind: 'claim.consentWindow' },
  ])
  const written = world.sent.map(({ to }) => to.address)
  expect(written).toContain('nora.contact@orchardfoods.example')
  expect(world.sent.some(({ to, subject }) => to.address.startsWith('ines') && subject.includes('approved'))).toBe(true)
})

test('T5: the event names the version of the settings that was in force', async ({ world }) => {
  await switchOn(world)
  await switchOn(world, 20)
  await submitted(world)
  await aMinuteLater(world)
  expect(await world.rows(`select data -> 'rules' as rules from event where type = 'claim.approved'`)).toEqual([
    { rules: 2 },
  ])
})

test('AMB-9: what chance draws waits for a person with a mark that the partner does not see, and stays drawn', async ({
  world,
}) => {
  await switchOn(world)
  const claim = await submitted(world)
  await aMinuteLater(world, 9)
  const rosa = await world.as('rosa')
  expect((await rosa.review.queue({ sampled: true })).rows.map(({ flags }) => flags)).toEqual([['audit_sample']])
  expect((await seenBy(world, 'rosa', claim)).flags).toEqual(['audit_sample'])
  const mine = await seenBy(world, 'ines', claim)
  expect(mine).toMatchObject({ status: 'submitted', flags: [] })
  expect(mine.history.map(({ type }) => type)).not.toContain('claim.sampled')
  expect((await (await world.as('ines')).claims.list({})).rows[0]!.flags).toEqual([])
  const ines = await world.as('ines')
  await ines.claims.recall({ claimId: claim.claimId, version: mine.version })
  await submitClaim(world, claim)
  await aMinuteLater(world, 99)
  expect((await seenBy(world, 'ines', claim)).status).toBe('submitted')
})

test('AMB-9: the first number that is not drawn is the percentage itself', async ({ world }) => {
  await switchOn(world)
  const claim = await submitted(world)
  await aMinuteLater(world, 10)
  expect((await seenBy(world, 'ines', claim)).status).toBe('approved')
})

test('T5: a document that is still being read is waited for, an hour at most', async ({ world }) => {
  await switchOn(world)
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await aMinuteLater(world)
  expect((await seenBy(world, 'ines', claim)).status).toBe('submitted')
  expect(await reasonsTold(world)).toBeUndefined()
  await read(world, claim)
  await aMinuteLater(world)
  expect((await seenBy(world, 'ines', claim)).status).toBe('approved')
  const other = await makeClaim(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  await addEvidence(world, other.claimId)
  await submitClaim(world, other)
  await aMinuteLater(world)
  await aMinuteLater(world, 99, 3600)
  expect(await reasonsTold(world)).toContain('not_read')
})

test('T5: what was read before the claim was edited does not count', async ({ world }) => {
  await switchOn(world)
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await read(world, claim)
  world.at(secondsAfter(world.now(), 60))
  const { drafts } = (await world.as('ines')).claims
  const { draftId } = await drafts.edit({ claimId: claim.claimId })
  const { version } = await drafts.get({ draftId })
  await drafts.finish({ draftId, version })
  await submitClaim(world, claim)
  await aMinuteLater(world)
  expect((await seenBy(world, 'ines', claim)).status).toBe('submitted')
  await read(world, claim)
  await aMinuteLater(world)
  expect((await seenBy(world, 'ines', claim)).status).toBe('approved')
})

test('T5: a missing point leaves the claim to a person, whose page says why; the partner is not told', async ({
  world,
}) => {
  await switchOn(world)
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await read(world, claim, '{"E1": 1}')
  await submitClaim(world, claim)
  await aMinuteLater(world)
  expect(await reasonsTold(world)).toEqual(['points_missing'])
  expect((await seenBy(world, 'rosa', claim)).history.map(({ type }) => type)).toContain('claim.leftToPerson')
  expect((await seenBy(world, 'ines', claim)).history.map(({ type }) => type)).not.toContain('claim.leftToPerson')
})

test('T5: the same item again after it was withdrawn is for a person, for ninety days', async ({ world }) => {
  await switchOn(world)
  const first = await makeClaim(world)
  await addEvidence(world, first.claimId)
  await submitClaim(world, first)
  const ines = await world.as('ines')
  const { version } = await ines.claims.get({ claimId: first.claimId })
  await ines.claims.withdraw({ claimId: first.claimId, version, reason: 'other' })
  await submitted(world, { name: 'Again' })
  await aMinuteLater(world)
  expect(await reasonsTold(world)).toEqual(['refused_before'])
})

test('T5 CNF-R1: what another partner holds or asks for is for a person', async ({ world }) => {
  await switchOn(world)
  const held = await openedWindow(world, { items: [{ code: 'MAIL', subscription: '' }] })
  await elapse(world, held)
  const asked = await makeClaim(world, rivalInput(), 'dev')
  await addEvidence(world, asked.claimId, 'clean', 'dev')
  await read(world, asked)
  await submitClaim(world, asked, 'dev')
  await aMinuteLater(world)
  expect(await reasonsTold(world)).toEqual(['competing'])
  expect(await world.rows(`select status from claim where id = $1`, [asked.claimId])).toEqual([{ status: 'submitted' }])
})

test('T5: a public-sector customer, or a document that stands on another claim, is for a person', async ({ world }) => {
  await switchOn(world)
  await world.rows(`update customer_tenant set public_sector = true`)
  const first = await submitted(world)
  await aMinuteLater(world)
  expect(await reasonsTold(world)).toEqual(['public_sector'])
  await world.rows(`update customer_tenant set public_sector = false`)
  const second = await makeClaim(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  await addEvidence(world, second.claimId)
  await read(world, second)
  await world.rows(
    `update evidence set sha256 = (select sha256 from evidence where claim_id = $1) where claim_id = $2`,
    [first.claimId, second.claimId],
  )
  await submitClaim(world, second)
  await aMinuteLater(world)
  const told = await world.rows(
    `select data -> 'reasons' as reasons from event where type = 'claim.leftToPerson' order by seq`,
  )
  expect(told).toContainEqual({ reasons: ['used_elsewhere'] })
})

test('T5: a claim that a reviewer has taken meanwhile stays with that reviewer', async ({ world }) => {
  await switchOn(world)
  const claim = await submitted(world)
  await takeClaim(world, claim)
  await aMinuteLater(world)
  expect(await seenBy(world, 'rosa', claim)).toMatchObject({ status: 'under_review', reviewerName: 'Rosa Lindqvist' })
})

test('T5: switched off between submission and look, nothing is approved', async ({ world }) => {
  await switchOn(world)
  const claim = await submitted(world)
  const petra = await world.as('petra')
  const { version, settings } = await petra.policy.get()
  await petra.policy.change({ version, settings: { ...settings, autoApprove: false }, reason: 'Stop' })
  await aMinuteLater(world)
  expect((await seenBy(world, 'ines', claim)).status).toBe('submitted')
})

test('T5 T9: a claim that comes back after a return is looked at by a person', async ({ world }) => {
  await switchOn(world)
  const claim = await submitted(world)
  await takeClaim(world, claim)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review.return({ claimId: claim.claimId, version, reasons: ['dates_missing'], comment: 'Which year?' })
  const ines = await world.as('ines')
  await ines.claims.comment({ claimId: claim.claimId, audience: 'shared', body: '2026.' })
  const mine = await ines.claims.get({ claimId: claim.claimId })
  await ines.claims.resubmit({ claimId: claim.claimId, version: mine.version, acknowledged: true })
  await aMinuteLater(world)
  expect((await seenBy(world, 'ines', claim)).status).toBe('submitted')
  await inTransaction(world.orm, { side: 'system', name: 'test' }, (call) =>
    approveByRules(call, claim.claimId, () => 99),
  )
  expect(await reasonsTold(world)).toEqual(['resubmitted'])
})
