import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { claimRow, letItElapse, sayNo } from '../../test/customer.ts'
import { placeOf } from '../../test/people.ts'
import { refusalOf } from '../../test/refusals.ts'
import { addEvidence, approveClaim, makeClaim, openedWindow, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import type { ClaimInput } from './claim.rules.ts'
import { checklistPoints } from './evidence.rules.ts'

const underReview = async (world: TestWorld, input: Partial<ClaimInput> = {}): Promise<MadeClaim> => {
  const claim = await makeClaim(world, input)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  return claim
}

const reviewed = async (world: TestWorld, { claimId }: MadeClaim, person = 'rosa') => {
  const { review } = await world.as(person)
  const { version, items } = await review.get({ claimId })
  return { review, of: { claimId, version }, items }
}

/** Sent back by Rosa because of the second item. */
const sentBack = async (world: TestWorld, more: { mayAddItems?: boolean } = {}): Promise<MadeClaim> => {
  const claim = await underReview(world)
  const { review, of, items } = await reviewed(world, claim)
  const marks = [{ itemId: items[1]!.id, reason: 'item_not_covered' as const }]
  await review.return({
    ...of,
    reasons: ['item_not_covered'],
    comment: 'Meetings is not in it.',
    items: marks,
    ...more,
  })
  await world.work()
  return claim
}

const rejected = async (world: TestWorld, input: Partial<ClaimInput> = {}): Promise<MadeClaim> => {
  const claim = await underReview(world, input)
  const { review, of } = await reviewed(world, claim)
  await review.reject({ ...of, reasons: ['evidence_outdated'], comment: 'Signed in 2019.' })
  await world.work()
  return claim
}

const ofClaim = async (world: TestWorld, { claimId }: MadeClaim) => {
  const { claims } = await world.as('ines')
  const { version } = await claims.get({ claimId })
  return { claims, of: { claimId, version } }
}

const resubmit = async (world: TestWorld, claim: MadeClaim) => {
  const { claims, of } = await ofClaim(world, claim)
  return claims.resubmit({ ...of, acknowledged: true })
}

/** Edits through the wizard, as the page does. */
const edit = async (world: TestWorld, { claimId }: MadeClaim, changes: Partial<ClaimInput>): Promise<unknown> => {
  const { claims } = await world.as('ines')
  const { draftId } = await claims.drafts.edit({ claimId })
  const { version, input } = await claims.drafts.get({ draftId })
  const saved = await claims.drafts.save({ draftId, version, step: 'review', input: { ...input, ...changes } })
  return claims.drafts.finish({ draftId, version: saved.version })
}

const letters = (world: TestWorld, template: string) =>
  world.rows<{ recipient: string; params: Record<string, unknown> }>(
    'select recipient, params from letter where template = $1 order by recipient',
    [template],
  )

test('C24 T6: returned because of one item, the claim waits 30 days and the letter names the item', async ({
  world,
}) => {
  const { claimId } = await sentBack(world)
  const page = await (await world.as('ines')).claims.get({ claimId })
  expect(page).toMatchObject({ status: 'action_required', actionDueAt: '2026-12-02T09:00:00Z' })
  expect(page.items.map(({ decision, decisionReason }) => [decision, decisionReason])).toEqual([
    ['pending', null],
    ['pending', 'item_not_covered'],
  ])
  const [letter] = await letters(world, 'claim-action-required')
  expect(letter?.params.reasons).toContain(`It is about: ${page.items[1]!.name}`)
})

test('C25 CLM-R20: after a return the customer and the activity stay, the location changes and the reviewer reads it', async ({
  world,
}) => {
  const claim = await sentBack(world)
  const { rows: locations } = await (await world.as('ines')).hierarchy.choices({ privilege: 'claims.create' })
  const { locationId } = await (await world.as('ines')).claims.get({ claimId: claim.claimId })
  const other = locations.find(({ id, enrolled, status }) => enrolled && status === 'verified' && id !== locationId)!
  const { code, field } = await refusalOf(edit(world, claim, { domain: 'fable.example' }))
  expect(['CLAIM_NOT_EDITABLE', 'DOMAIN_TENANT_MISMATCH']).toContain(code)
  expect(field).toBe('domain')
  await world.rows('delete from claim_draft')
  await edit(world, claim, { locationId: other.id })
  await resubmit(world, claim)
  const { review } = await world.as('rosa')
  const { changes } = await review.get({ claimId: claim.claimId })
  expect(changes?.fields).toMatchObject([{ field: 'location', after: expect.stringContaining(other.name) }])
})

test('C26 CLM-V20 NOTHING_CHANGED: a claim that comes back as it was sent back is refused; a comment is an answer', async ({
  world,
}) => {
  const claim = await sentBack(world)
  expect((await refusalOf(resubmit(world, claim))).code).toBe('NOTHING_CHANGED')
  world.at(secondsAfter(world.now(), 60))
  await (
    await world.as('ines')
  ).claims.comment({ claimId: claim.claimId, body: 'Page 3 names it.', audience: 'shared' })
  await resubmit(world, claim)
  expect(await claimRow(world)).toMatchObject({ status: 'submitted' })
})

test('C26 a new document is an answer too', async ({ world }) => {
  const claim = await sentBack(world)
  await addEvidence(world, claim.claimId)
  await resubmit(world, claim)
  const { review } = await reviewed(world, claim)
  expect((await review.get({ claimId: claim.claimId })).changes?.evidenceAdded).toHaveLength(1)
})

test('C27 CLM-R8: all items removed is no claim; one of two removed is', async ({ world }) => {
  const claim = await sentBack(world)
  expect((await refusalOf(edit(world, claim, { items: [] }))).code).toBe('ITEM_REQUIRED')
  await world.rows('delete from claim_draft')
  await edit(world, claim, { items: [{ code: 'MAIL', subscription: '' }] })
  await resubmit(world, claim)
  const { items, changes } = await (await world.as('rosa')).review.get({ claimId: claim.claimId })
  expect(items).toHaveLength(1)
  expect(changes?.fields.map(({ field }) => field)).toEqual(['itemsRemoved'])
})

test('CLM-R19 ITEM_ADDED_AFTER_RETURN: items come back only where the reviewer allowed it', async ({ world }) => {
  const three = ['MAIL', 'MEET', 'SITE'].map((code) => ({ code, subscription: '' }))
  const claim = await sentBack(world)
  expect(await refusalOf(edit(world, claim, { items: three }))).toMatchObject({
    code: 'ITEM_ADDED_AFTER_RETURN',
    field: 'items',
  })
  await world.rows('update claim set items_may_be_added = true')
  await world.rows('delete from claim_draft')
  await edit(world, claim, { items: three })
  expect((await (await world.as('ines')).claims.get({ claimId: claim.claimId })).items).toHaveLength(3)
})

test('C28 T10 CLM-V22: in time to the second; one second later it is rejected and cannot be disputed', async ({
  world,
}) => {
  const claim = await sentBack(world)
  await addEvidence(world, claim.claimId)
  const due = daysAfter(world.now(), 30)
  world.at(secondsAfter(due, 1))
  expect((await refusalOf(resubmit(world, claim))).code).toBe('DEADLINE_PASSED')
  await world.fire()
  expect(await claimRow(world)).toMatchObject({ status: 'rejected' })
  const { claims, of } = await ofClaim(world, claim)
  expect((await refusalOf(claims.dispute({ ...of, justification: 'We were away.' }))).code).toBe('NOT_DISPUTABLE')
})

test('C28 T9: answered at the due second it goes back to whoever sent it back, and the deadline is gone', async ({
  world,
}) => {
  const claim = await sentBack(world)
  await addEvidence(world, claim.claimId)
  world.at(daysAfter(world.now(), 30))
  await resubmit(world, claim)
  world.at(daysAfter(world.now(), 1))
  expect(await world.fire()).toBe(0)
  const { review } = await reviewed(world, claim)
  const page = await review.get({ claimId: claim.claimId })
  expect(page).toMatchObject({ status: 'submitted', round: 2, reviewKind: 'resubmission', reviewerName: null })
  expect(page.preferredReviewerId).not.toBeNull()
})

test('T13: a claim is withdrawn with its reason from every desk but the maker’s, by an administrator only', async ({
  world,
}) => {
  const claim = await underReview(world)
  const { claims, of } = await ofClaim(world, claim)
  const colleague = await world.as('ugo')
  expect((await refusalOf(colleague.claims.withdraw({ ...of, reason: 'wrong_number' }))).code).toBe('FORBIDDEN')
  await claims.withdraw({ ...of, reason: 'wrong_number', note: 'It belongs to Milan.' })
  expect(await (await world.as('rosa')).review.get({ claimId: claim.claimId })).toMatchObject({
    status: 'withdrawn',
    closeReason: 'wrong_number',
    slaDueAt: null,
  })
})

test('T2: a draft that was never submitted is deleted, its name is free and its number is not', async ({ world }) => {
  const claim = await makeClaim(world)
  const { claims, of } = await ofClaim(world, claim)
  await claims.delete(of)
  expect((await refusalOf(claims.get({ claimId: claim.claimId }))).code).toBe('NOT_FOUND')
  const again = await makeClaim(world)
  expect(again.number).toBe(claim.number + 1)
})

test('T2 CLAIM_NOT_EDITABLE: what the vendor has seen is not deleted', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  const { claims, of } = await ofClaim(world, claim)
  await claims.recall(of)
  const now = await ofClaim(world, claim)
  expect((await refusalOf(now.claims.delete(now.of))).code).toBe('CLAIM_NOT_EDITABLE')
})

test('C32 CLM-R17: approved for one of two items, the other stands rejected with its reason', async ({ world }) => {
  const claim = await underReview(world)
  const { review } = await world.as('rosa')
  const { claimId } = claim
  for (const point of checklistPoints) await review.check({ claimId, point, answer: 'yes' })
  const { of, items } = await reviewed(world, claim)
  const left = { itemId: items[1]!.id, reason: 'item_not_covered' as const }
  await review.approve({ ...of, rejected: [left] })
  await world.work()
  expect(await claimRow(world)).toMatchObject({ status: 'approved', live: ['in_consent_window'] })
  const page = await (await world.as('ines')).claims.get({ claimId })
  expect(page.items.map(({ decision, decisionReason }) => [decision, decisionReason])).toEqual([
    ['approved', null],
    ['rejected', 'item_not_covered'],
  ])
  const [notice] = await letters(world, 'association-notice')
  expect(notice?.params.items).toMatchObject([{ name: items[0]!.name }])
})

test('CLM-R17: with every item left out it is no approval, and an item of another claim is not found', async ({
  world,
}) => {
  const claim = await underReview(world)
  const { review } = await world.as('rosa')
  const { claimId } = claim
  for (const point of checklistPoints) await review.check({ claimId, point, answer: 'yes' })
  const { of, items } = await reviewed(world, claim)
  const all = items.map(({ id }) => ({ itemId: id, reason: 'other' as const }))
  expect((await refusalOf(review.approve({ ...of, rejected: all }))).code).toBe('ITEM_REQUIRED')
  const foreign = { itemId: '01900000-0000-7000-8000-000000000001', reason: 'other' as const }
  expect((await refusalOf(review.approve({ ...of, rejected: [foreign] }))).code).toBe('NOT_FOUND')
  expect((await review.get({ claimId })).items.map(({ decision }) => decision)).toEqual(['pending', 'pending'])
})

test('C29 T15: disputed on day 30 with words, judged by another reviewer, and the first one is refused', async ({
  world,
}) => {
  const claim = await rejected(world)
  world.at(daysAfter(world.now(), 30))
  const { claims, of } = await ofClaim(world, claim)
  await claims.dispute({ ...of, justification: 'Page 4 is dated this year.' })
  const first = await reviewed(world, claim)
  expect((await refusalOf(first.review.take(first.of))).code).toBe('DISPUTE_OWN_VERDICT')
  await takeClaim(world, claim, 'liam')
  const page = await (await world.as('liam')).review.get({ claimId: claim.claimId })
  expect(page).toMatchObject({
    status: 'under_review',
    reviewKind: 'dispute',
    dispute: { justification: 'Page 4 is dated this year.', outcome: null },
  })
  await approveClaim(world, claim, 'liam')
  expect((await (await world.as('ines')).claims.get({ claimId: claim.claimId })).dispute?.outcome).toBe('approved')
})

test('C29 DEADLINE_PASSED: on day 31 it is too late', async ({ world }) => {
  const claim = await rejected(world)
  world.at(daysAfter(world.now(), 31))
  const { claims, of } = await ofClaim(world, claim)
  expect((await refusalOf(claims.dispute({ ...of, justification: 'Late' }))).code).toBe('DEADLINE_PASSED')
})

test('DIS-R3 LOCATION_INACTIVE: nothing is objected at a location that has closed, by whatever way', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'leeds')
  const claim = await rejected(world, { locationId })
  const confirmation = String(tiny.locations.leeds.number)
  await (await world.as('gwen')).hierarchy.dissociate({ locationId, confirmation, reason: 'Sold' })
  const { claims, of } = await ofClaim(world, claim)
  expect((await refusalOf(claims.dispute({ ...of, justification: 'Look again.' }))).code).toBe('LOCATION_INACTIVE')
  await expect(world.rows(`update claim set status = 'under_review'`)).rejects.toThrow('has closed')
})

test('C30 T16: the second verdict is final', async ({ world }) => {
  const claim = await rejected(world)
  const filed = await ofClaim(world, claim)
  await filed.claims.dispute({ ...filed.of, justification: 'Look again.' })
  await takeClaim(world, claim, 'liam')
  const { review, of } = await reviewed(world, claim, 'liam')
  await review.reject({ ...of, reasons: ['evidence_outdated'], comment: 'Still from 2019.' })
  const again = await ofClaim(world, claim)
  expect((await refusalOf(again.claims.dispute({ ...again.of, justification: 'Again' }))).code).toBe('NOT_DISPUTABLE')
})

test('T15 DISPUTE_EMPTY: without words or a new document nothing is objected', async ({ world }) => {
  const claim = await rejected(world)
  const { claims, of } = await ofClaim(world, claim)
  expect((await refusalOf(claims.dispute({ ...of, justification: '  ' }))).code).toBe('DISPUTE_EMPTY')
  expect(await claimRow(world)).toMatchObject({ status: 'rejected' })
})

test('C34 T14: without a reason nothing ends; with one it ends, and customer and administrators are told', async ({
  opened: { world, claim },
}) => {
  await letItElapse(world)
  const { claims, of } = await ofClaim(world, claim)
  const unreasoned = claims.disassociate({ ...of, reason: '' as 'other' })
  expect(await refusalOf(unreasoned)).toMatchObject({ code: 'INPUT_SHAPE', field: 'reason' })
  await claims.disassociate({ ...of, reason: 'no_longer_working' })
  await world.work()
  expect(await claimRow(world)).toMatchObject({
    status: 'ended',
    live: [],
    ended: Array(2).fill('partner_disassociated'),
  })
  expect((await letters(world, 'association-ended')).map(({ recipient }) => recipient)).toEqual([
    'i.falconer@orchardfoods.example',
    'nora.contact@orchardfoods.example',
    'tess.tenant@orchardfoods.example',
  ])
  expect(await letters(world, 'claim-ended-partner')).not.toEqual([])
})

test('T14: one item ends, the other goes on, and the letter names the one', async ({ opened: { world, claim } }) => {
  await letItElapse(world)
  const { claims, of } = await ofClaim(world, claim)
  const { items } = await claims.get({ claimId: claim.claimId })
  await claims.disassociate({ ...of, reason: 'other', itemIds: [items[0]!.id] })
  await world.work()
  expect(await claimRow(world)).toMatchObject({ status: 'approved', live: ['active'] })
  const [letter] = await letters(world, 'association-ended')
  expect(letter?.params.items).toMatchObject([{ name: items[0]!.name }])
  const again = await ofClaim(world, claim)
  const twice = again.claims.disassociate({ ...again.of, reason: 'other', itemIds: [items[0]!.id] })
  expect((await refusalOf(twice)).code).toBe('NOTHING_TO_END')
})

test('C52 T19: every mailbox gone, another contact gets a new notice and a full new window, once', async ({
  world,
}) => {
  world.relay.answer = () => ({ kind: 'refused', code: 550, response: '550 5.1.1 No such mailbox' })
  const claim = await openedWindow(world)
  expect((await (await world.as('ines')).claims.get({ claimId: claim.claimId })).consentState).toBe('paused_bounced')
  world.relay.answer = () => ({ kind: 'accepted', response: '250 queued' })
  world.at(daysAfter(world.now(), 5))
  const { claims, of } = await ofClaim(world, claim)
  const contact = {
    name: 'Otto New',
    title: 'Head of IT',
    email: 'otto.new@orchardfoods.example',
    language: 'en',
    phone: '',
  }
  const own = { ...contact, email: 'ines.incentive@kestrel.example' }
  expect((await refusalOf(claims.correctContact({ ...of, contact: own }))).field).toBe('customerContact.email')
  await claims.correctContact({ ...of, contact })
  await world.work()
  const page = await claims.get({ claimId: claim.claimId })
  expect(page).toMatchObject({
    consentState: 'window_open',
    consentDueAt: daysAfter(world.now(), 7).toISOString().replace('.000Z', 'Z'),
  })
  expect(page.flags).not.toContain('notice_bounced')
  expect(world.sent.map(({ to }) => to.address)).toContain('otto.new@orchardfoods.example')
  await sayNo(world, { of: 'otto.new@orchardfoods.example' })
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied' })
})

test('GEN-R5 CONFLICT_STALE: two colleagues edit one claim; the second to save is told by whom it was saved', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  const [ines, gwen, theo] = [await world.as('ines'), await world.as('gwen'), await world.as('theo')]
  const { draftId } = await ines.claims.drafts.edit({ claimId })
  expect(await gwen.claims.drafts.edit({ claimId })).toEqual({ draftId })
  const { version, input } = await ines.claims.drafts.get({ draftId })
  const save = (caller: typeof ines, name: string) =>
    caller.claims.drafts.save({ draftId, version, step: 'review', input: { ...input, name } })
  await save(gwen, 'Gwen’s name')
  expect((await refusalOf(save(ines, 'Ines’s name'))).code).toBe('CONFLICT_STALE')
  expect(await ines.claims.drafts.get({ draftId })).toMatchObject({
    savedBy: expect.stringContaining('Gwen'),
    input: { name: 'Gwen’s name' },
  })
  expect((await refusalOf(theo.claims.drafts.get({ draftId }))).code).toBe('NOT_FOUND')
})

test('C31 with the payment opted out an association in force counts for competencies and not for earnings', async ({
  opened: { world, claim: paid },
}) => {
  await letItElapse(world)
  const { claims } = await world.as('ines')
  expect((await claims.get({ claimId: paid.claimId })).counts).toEqual({ recognition: true, earnings: true })
  const unpaid = await makeClaim(world, {
    name: 'Sites, unpaid',
    incentiveOptOut: true,
    items: [{ code: 'SITE', subscription: '' }],
  })
  await addEvidence(world, unpaid.claimId)
  await submitClaim(world, unpaid)
  await takeClaim(world, unpaid)
  await approveClaim(world, unpaid)
  expect((await claims.get({ claimId: unpaid.claimId })).counts).toEqual({ recognition: true, earnings: false })
})
