import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { presales, revenue } from '../../test/inputs.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { addEvidence, approveClaim, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { ClaimInput } from './claim.rules.ts'
import { checklistPoints } from './evidence.rules.ts'

/** Made and submitted; revenue needs no document. */
const submitted = async (world: TestWorld, changes: Partial<ClaimInput> = {}, person = 'ines'): Promise<MadeClaim> => {
  const claim = await makeClaim(world, changes, person)
  if (changes.activity !== 'revenue') await addEvidence(world, claim.claimId, 'clean', person)
  await submitClaim(world, claim, person)
  return claim
}

/** Taken, with every point of the checklist answered: one press away from its verdict. */
const judged = async (world: TestWorld, claim: MadeClaim, person = 'rosa') => {
  await takeClaim(world, claim, person)
  const caller = await world.as(person)
  for (const point of checklistPoints) await caller.review.check({ claimId: claim.claimId, point, answer: 'yes' })
  const { version } = await caller.review.get({ claimId: claim.claimId })
  const { claimId } = claim
  return {
    approve: () => caller.review.approve({ claimId, version }),
    reject: () =>
      caller.review.reject({ claimId, version, reasons: ['evidence_outdated'], comment: 'Signed in 2019.' }),
    return: () => caller.review.return({ claimId, version, reasons: ['dates_missing'], comment: 'No dates.' }),
  }
}
const count = async (world: TestWorld, statement: string): Promise<number> => (await world.rows(statement)).length
const live = `select from association where status in ('in_consent_window', 'active')`

test('T4: of reviewers who take one claim at once, one has it and the others read who (I10)', async ({ world }) => {
  const { claimId } = await submitted(world)
  const callers = await Promise.all(['rosa', 'liam', 'rosa', 'liam'].map((person) => world.as(person)))
  const { version } = await callers[0]!.review.get({ claimId })
  const codes = await codesOf(callers.map((caller) => caller.review.take({ claimId, version })))
  expect(codes.filter((code) => code === 'done')).toHaveLength(1)
  expect(codes.filter((code) => code === 'CLAIM_TAKEN_BY_OTHER')).toHaveLength(2)
  const winner = codes.indexOf('done') % 2 === 0 ? 'Rosa Lindqvist' : 'Liam Achterberg'
  const late = await refusalOf(callers[winner === 'Rosa Lindqvist' ? 1 : 0]!.review.take({ claimId, version }))
  expect(late).toMatchObject({ transport: 'CONFLICT', code: 'CLAIM_TAKEN_BY_OTHER', params: { reviewer: winner } })
  expect(await count(world, `select from event where type = 'claim.taken'`)).toBe(1)
})

test('T4: the reviewer’s five business days start when it is taken; the partner sees who has it', async ({ world }) => {
  const claim = await submitted(world)
  world.at(new Date('2026-11-06T22:00:00Z'))
  await takeClaim(world, claim)
  expect(await (await world.as('ines')).claims.get({ claimId: claim.claimId })).toMatchObject({
    status: 'under_review',
    reviewerName: 'Rosa Lindqvist',
    slaDueAt: '2026-11-13T23:59:59.999Z',
  })
})

test('I10: a verdict pressed twice at once, or two different ones, leave exactly one', async ({ world }) => {
  const verdicts = await judged(world, await submitted(world))
  const codes = await codesOf([verdicts.approve(), verdicts.reject(), verdicts.approve(), verdicts.return()])
  expect(codes.toSorted()).toEqual(['CLAIM_ALREADY_DECIDED', 'CLAIM_ALREADY_DECIDED', 'CLAIM_ALREADY_DECIDED', 'done'])
  expect(await count(world, 'select from review_decision')).toBe(1)
  expect(
    await count(world, `select from event where type in ('claim.approved', 'claim.rejected', 'claim.returned')`),
  ).toBe(1)
})

test('I10: a colleague can neither check nor decide what another reviewer has, the lead included', async ({
  world,
}) => {
  const claim = await submitted(world)
  await judged(world, claim)
  const liam = await world.as('liam')
  const { version } = await liam.review.get({ claimId: claim.claimId })
  const { claimId } = claim
  const acts = [
    () => liam.review.check({ claimId, point: 'E1', answer: 'no' }),
    () => liam.review.approve({ claimId, version }),
    () => liam.review.reject({ claimId, version, reasons: ['other'], comment: 'x' }),
    () => liam.review.return({ claimId, version, reasons: ['other'], comment: 'x' }),
  ]
  for (const act of acts)
    expect(await refusalOf(act())).toMatchObject({
      transport: 'CONFLICT',
      code: 'CLAIM_TAKEN_BY_OTHER',
      params: { reviewer: 'Rosa Lindqvist' },
    })
})

test('T7: an unanswered point of the checklist refuses the approval', async ({ world }) => {
  const claim = await submitted(world)
  const { approve } = await judged(world, claim)
  const rosa = await world.as('rosa')
  await rosa.review.check({ claimId: claim.claimId, point: 'E3', answer: null })
  expect((await refusalOf(approve())).code).toBe('CONFLICT_STALE')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  expect(await refusalOf(rosa.review.approve({ claimId: claim.claimId, version }))).toMatchObject({
    code: 'CHECKLIST_INCOMPLETE',
    field: 'checklist',
  })
  expect(await count(world, live)).toBe(0)
})

/** As if nobody had compared the claims (CNF-R1): then the database itself keeps an item from having two holders. */
const forgetConflicts = (world: TestWorld) => world.rows(`update conflict set status = 'decided'`)

test('I1: two organisations claim the same items and both are approved at once: exactly one is, the other is ITEM_HELD_BY_OTHER and learns no name', async ({
  world,
}) => {
  const [mine, rival] = [await submitted(world), await submitted(world, { name: 'Rival' }, 'theo')]
  const [ours, theirs] = [await judged(world, mine), await judged(world, rival, 'liam')]
  await forgetConflicts(world)
  const codes = await codesOf([ours.approve(), theirs.approve()])
  expect(codes.toSorted()).toEqual(['ITEM_HELD_BY_OTHER', 'done'])
  expect(await count(world, live)).toBe(2)
  expect(await world.rows(`select distinct organization_id from association`)).toHaveLength(1)
  const loser = codes[0] === 'done' ? theirs : ours
  expect(await refusalOf(loser.approve())).toEqual({
    transport: 'CONFLICT',
    code: 'ITEM_HELD_BY_OTHER',
    field: null,
    rule: 'CNF-R1',
    params: {},
  })
  expect(await count(world, 'select from review_decision')).toBe(1)
})

test('I1: rivals whose items overlap in the opposite order are no deadlock for the reviewers', async ({ world }) => {
  const items = ['MAIL', 'MEET', 'SITE', 'SYNC'].map((code) => ({ code, subscription: '' }))
  const mine = await submitted(world, { items })
  const rival = await submitted(world, { name: 'Rival', items: items.toReversed() }, 'theo')
  const [ours, theirs] = [await judged(world, mine), await judged(world, rival, 'liam')]
  await forgetConflicts(world)
  expect((await codesOf([ours.approve(), theirs.approve()])).toSorted()).toEqual(['ITEM_HELD_BY_OTHER', 'done'])
})

test('CNF-R1: once the one has ended, the other can be approved', async ({ opened: { world, claim: first } }) => {
  const rival = await submitted(world, { name: 'Rival' }, 'theo')
  const { approve } = await judged(world, rival)
  await forgetConflicts(world)
  expect((await refusalOf(approve())).code).toBe('ITEM_HELD_BY_OTHER')
  await world.rows(`update association set status = 'ended' where claim_id = $1`, [first.claimId])
  await approve()
})

test('AMB-3: the same organisation may hold one subscription for another activity, but not twice for one (CLM-V7)', async ({
  world,
}) => {
  const one = await judged(world, await submitted(world, presales()))
  const other = await judged(
    world,
    await submitted(world, presales({ activity: 'usage_recognition', name: 'Usage of Nordmark' })),
  )
  await one.approve()
  await other.approve()
  expect(await count(world, live)).toBe(2)
})

test('CLM-V9: a subscription that was suspended since is refused at the approval', async ({ world }) => {
  const claim = await submitted(world, presales())
  const { approve } = await judged(world, claim)
  const { subscriptionId } = tiny.subscriptions.salesShowrooms
  await world.rows(`update subscription set state = 'suspended' where subscription_id = $1`, [subscriptionId])
  expect(await refusalOf(approve())).toMatchObject({
    transport: 'BAD_REQUEST',
    code: 'SUBSCRIPTION_STATE',
    rule: 'CLM-V9',
    params: { state: 'suspended' },
  })
  expect((await (await world.as('rosa')).review.get({ claimId: claim.claimId })).status).toBe('under_review')
  await world.rows(`update subscription set state = 'grace' where subscription_id = $1`, [subscriptionId])
  await approve()
})

test('CLM-R6: a domain that left the tenant since is refused at the approval', async ({ world }) => {
  const { approve } = await judged(world, await submitted(world))
  await world.rows(`delete from tenant_domain where domain = 'orchardfoods.example'`)
  expect(await refusalOf(approve())).toMatchObject({ code: 'DOMAIN_TENANT_MISMATCH' })
})

test('T7r: a revenue claim is active at once, has no consent, and no notice goes to the customer (C17, C42)', async ({
  world,
}) => {
  const claim = await submitted(world, revenue())
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  const page = await (await world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(page).toMatchObject({
    status: 'approved',
    shownStatus: 'active',
    consentState: 'not_applicable',
    consentDueAt: null,
    standing: { waitsOn: 'nobody', otherwise: 'final' },
    items: [{ association: 'active', decision: 'approved' }],
  })
  expect(page.activatedAt).toBe('2026-11-02T09:00:00Z')
  expect(new Set(world.sent.map(({ to }) => to.address))).toEqual(new Set(['ines.incentive@kestrel.example']))
  expect(await count(world, 'select from consent_notice')).toBe(0)
  expect(await count(world, 'select from link')).toBe(0)
  expect(await count(world, `select from timer where kind = 'claim.consentWindow'`)).toBe(0)
})

test('T6: returned with reasons and a comment, the claim is the partner’s for thirty days, then it is rejected as of the due instant (T10)', async ({
  world,
}) => {
  const claim = await submitted(world)
  await (await judged(world, claim)).return()
  const ines = await world.as('ines')
  expect(await ines.claims.get({ claimId: claim.claimId })).toMatchObject({
    status: 'action_required',
    actionDueAt: '2026-12-02T09:00:00Z',
    slaDueAt: null,
    standing: { waitsOn: 'partner', otherwise: 'rejected' },
    comments: [{ body: 'No dates.', authorSide: 'vendor' }],
  })
  world.at(new Date('2026-12-02T09:00:00.000Z'))
  // The three reminders of B.17, and not the end: the due second itself is in time.
  expect(await world.fire()).toBe(3)
  world.at(new Date('2026-12-04T12:00:00Z'))
  expect(await world.fire()).toBe(1)
  expect(await ines.claims.get({ claimId: claim.claimId })).toMatchObject({
    status: 'rejected',
    closeReason: 'no_response',
    closedAt: '2026-12-02T09:00:00Z',
  })
})

test('T8: rejected with a reason and a comment it can only be disputed, and its name and items are free again', async ({
  world,
}) => {
  const claim = await submitted(world)
  await (await judged(world, claim)).reject()
  expect(await (await world.as('ines')).claims.get({ claimId: claim.claimId })).toMatchObject({
    status: 'rejected',
    closeReason: 'evidence_outdated',
    moves: ['dispute'],
  })
  await makeClaim(world)
})

test('a verdict without a reason or without a word to the partner is refused', async ({ world }) => {
  const claim = await submitted(world)
  await judged(world, claim)
  const rosa = await world.as('rosa')
  const { claimId } = claim
  const { version } = await rosa.review.get({ claimId })
  for (const wrong of [
    { reasons: [], comment: 'x' },
    { reasons: ['other' as const], comment: '   ' },
    { reasons: ['because' as never], comment: 'x' },
    { reasons: ['other' as const], comment: 'a\0b' },
  ]) {
    expect(await refusalOf(rosa.review.reject({ claimId, version, ...wrong }))).toMatchObject({
      transport: 'BAD_REQUEST',
      code: 'INPUT_SHAPE',
    })
    expect((await refusalOf(rosa.review.return({ claimId, version, ...wrong }))).code).toBe('INPUT_SHAPE')
  }
})
