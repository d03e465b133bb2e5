import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { revenue } from '../../test/inputs.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { addEvidence, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const { subscriptions } = tiny

const submitting = async (world: TestWorld, { claimId }: MadeClaim, acknowledged = true, person = 'ines') => {
  const caller = await world.as(person)
  const { version } = await caller.claims.get({ claimId })
  return caller.claims.submit({ claimId, version, acknowledged })
}
const statusOf = async (world: TestWorld, { claimId }: MadeClaim) =>
  (await (await world.as('ines')).claims.get({ claimId })).status

test('T3: a claim with a clean document and the tick goes to the vendor, who means to act within five business days', async ({
  world,
}) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitting(world, claim)
  const page = await (await world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(page).toMatchObject({
    status: 'submitted',
    submittedAt: '2026-11-02T09:00:00Z',
    slaDueAt: '2026-11-09T23:59:59.999Z',
    standing: { waitsOn: 'vendor', until: '2026-11-09T23:59:59.999Z', otherwise: 'flagged' },
  })
})

test('C17: without a document usage is EVIDENCE_REQUIRED and revenue goes through (CLM-V11)', async ({ world }) => {
  const usage = await makeClaim(world)
  expect(await refusalOf(submitting(world, usage))).toMatchObject({
    code: 'EVIDENCE_REQUIRED',
    field: 'evidence',
    rule: 'CLM-V11',
  })
  expect(await statusOf(world, usage)).toBe('draft')
  const claim = await makeClaim(world, revenue())
  await submitting(world, claim)
  expect(await statusOf(world, claim)).toBe('submitted')
})

test('C18: a revenue claim without its seller is REVENUE_DETAILS_REQUIRED (CLM-V17)', async ({ world }) => {
  const claim = await makeClaim(world, revenue())
  await world.rows(`update claim set solution_seller_name = ''`)
  expect(await refusalOf(submitting(world, claim))).toMatchObject({
    code: 'REVENUE_DETAILS_REQUIRED',
    field: 'solutionSellerName',
    rule: 'CLM-V17',
  })
})

test('CLM-V12: a document that waits for the scanner is EVIDENCE_SCANNING, an infected one EVIDENCE_INFECTED (C19)', async ({
  world,
}) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  const pending = await addEvidence(world, claim.claimId, 'pending')
  expect(await refusalOf(submitting(world, claim))).toMatchObject({ code: 'EVIDENCE_SCANNING', rule: 'CLM-V12' })
  const infected = await addEvidence(world, claim.claimId, 'infected')
  expect(await refusalOf(submitting(world, claim))).toMatchObject({ code: 'EVIDENCE_INFECTED', rule: 'CLM-V12' })
  const ines = await world.as('ines')
  for (const evidenceId of [pending, infected]) await ines.claims.removeEvidence({ evidenceId })
  await submitting(world, claim)
  expect(await statusOf(world, claim)).toBe('submitted')
})

test('CLM-V15: without the tick it is ACK_REQUIRED', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  expect(await refusalOf(submitting(world, claim, false))).toMatchObject({
    code: 'ACK_REQUIRED',
    field: 'acknowledged',
    rule: 'CLM-V15',
  })
})

test('CLM-V9: what changed since the claim was made is judged again at submission', async ({ world }) => {
  const claim = await makeClaim(world, revenue())
  await world.rows(`update subscription set state = 'suspended' where subscription_id = $1`, [
    subscriptions.salesShowrooms.subscriptionId,
  ])
  expect(await refusalOf(submitting(world, claim))).toMatchObject({ code: 'SUBSCRIPTION_STATE', rule: 'CLM-V9' })
})

test('CLM-R5: LOCATION_NOT_ENROLLED lets the claim be made and refuses its submission', async ({ world }) => {
  const [galway] = await world.rows<{ id: string }>(`select id from location where name = 'Galway'`)
  const atAlder = { partnerContact: { name: 'Bríd Kavanagh', email: 'b.kavanagh@alder.example' } }
  const claim = await makeClaim(world, { ...atAlder, locationId: galway!.id }, 'conor')
  await addEvidence(world, claim.claimId, 'clean', 'conor')
  expect(await refusalOf(submitting(world, claim, true, 'conor'))).toMatchObject({
    code: 'LOCATION_NOT_ENROLLED',
    field: 'locationId',
    rule: 'CLM-R5',
  })
  const optedOut = await makeClaim(
    world,
    {
      ...atAlder,
      locationId: galway!.id,
      incentiveOptOut: true,
      name: 'Opted out',
      items: [{ code: 'SITE', subscription: '' }],
    },
    'conor',
  )
  await addEvidence(world, optedOut.claimId, 'clean', 'conor')
  await submitting(world, optedOut, true, 'conor')
})

test('GEN-R5: a claim that changed since the page was opened is CONFLICT_STALE', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  const ines = await world.as('ines')
  expect(await refusalOf(ines.claims.submit({ claimId: claim.claimId, version: 0, acknowledged: true }))).toMatchObject(
    { transport: 'CONFLICT', code: 'CONFLICT_STALE', rule: 'GEN-R5' },
  )
  expect(await statusOf(world, claim)).toBe('draft')
})

test('STM-R1: a claim that the vendor has cannot be submitted again: ILLEGAL_TRANSITION', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitting(world, claim)
  expect(await refusalOf(submitting(world, claim))).toMatchObject({
    transport: 'CONFLICT',
    code: 'ILLEGAL_TRANSITION',
    rule: 'STM-R1',
  })
})

test('the button pressed three times at once submits once', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  const ines = await world.as('ines')
  const { version } = await ines.claims.get({ claimId: claim.claimId })
  const presses = [1, 2, 3].map(() => ines.claims.submit({ claimId: claim.claimId, version, acknowledged: true }))
  expect((await codesOf(presses)).toSorted()).toEqual(['CONFLICT_STALE', 'CONFLICT_STALE', 'done'])
  expect(await world.rows(`select from event where type = 'claim.submitted'`)).toHaveLength(1)
})

test('C20: a draft with comments and documents is not in the reviewers’ queue, and absent for them everywhere', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  await addEvidence(world, claimId)
  await (await world.as('ines')).claims.comment({ claimId, body: 'Signed on Friday.', audience: 'shared' })
  const rosa = await world.as('rosa')
  expect((await rosa.review.queue({})).rows).toEqual([])
  const version = 1
  const asks = [
    () => rosa.review.get({ claimId }),
    () => rosa.review.take({ claimId, version }),
    () => rosa.review.check({ claimId, point: 'E1', answer: 'yes' }),
    () => rosa.review.approve({ claimId, version }),
    () => rosa.review.return({ claimId, version, reasons: ['other'], comment: 'x' }),
    () => rosa.review.reject({ claimId, version, reasons: ['other'], comment: 'x' }),
    () => rosa.review.comment({ claimId, body: 'x', audience: 'shared' }),
  ]
  for (const ask of asks) expect((await refusalOf(ask())).code).toBe('NOT_FOUND')
  expect(await world.rows('select from comment')).toHaveLength(1)
})

test('C21: nobody took it, so the partner recalls it: a draft again, with its number, and the history shows both', async ({
  world,
}) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitting(world, claim)
  const ines = await world.as('ines')
  const { version } = await ines.claims.get({ claimId: claim.claimId })
  await ines.claims.recall({ claimId: claim.claimId, version })
  const page = await ines.claims.get({ claimId: claim.claimId })
  expect(page).toMatchObject({ status: 'draft', number: claim.number, slaDueAt: null })
  expect(page.history.map(({ type }) => type)).toEqual(['claim.recalled', 'claim.submitted', 'claim.created'])
  expect((await (await world.as('rosa')).review.queue({})).rows).toEqual([])
  await submitting(world, claim)
  expect(await statusOf(world, claim)).toBe('submitted')
})

test('C22: a reviewer took it, so the recall is CLAIM_NOT_EDITABLE, also from a page that was opened before (CLM-V21)', async ({
  world,
}) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitting(world, claim)
  const ines = await world.as('ines')
  const { version: before } = await ines.claims.get({ claimId: claim.claimId })
  await takeClaim(world, claim)
  const { version: after } = await ines.claims.get({ claimId: claim.claimId })
  for (const version of [before, after])
    expect(await refusalOf(ines.claims.recall({ claimId: claim.claimId, version }))).toMatchObject({
      transport: 'CONFLICT',
      code: 'CLAIM_NOT_EDITABLE',
      params: { status: 'under_review' },
    })
  expect(await statusOf(world, claim)).toBe('under_review')
})

test('C22: recall and take at the same moment: one of them happens, and the claim is where that one left it', async ({
  world,
}) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  const [ines, rosa] = [await world.as('ines'), await world.as('rosa')]
  const { version } = await ines.claims.get({ claimId: claim.claimId })
  const [recall, take] = await codesOf([
    ines.claims.recall({ claimId: claim.claimId, version }),
    rosa.review.take({ claimId: claim.claimId, version }),
  ])
  expect([
    ['done', 'NOT_FOUND'],
    ['CLAIM_NOT_EDITABLE', 'done'],
  ]).toContainEqual([recall, take])
  expect(await statusOf(world, claim)).toBe(recall === 'done' ? 'draft' : 'under_review')
})

test('CLM-V21: documents of a claim that the vendor has are neither described nor removed', async ({ world }) => {
  const claim = await makeClaim(world)
  const evidenceId = await addEvidence(world, claim.claimId)
  const ines = await world.as('ines')
  await ines.claims.describeEvidence({ evidenceId, kind: 'purchase_order', note: 'Order of May\r\nwith annex' })
  expect((await ines.claims.get({ claimId: claim.claimId })).evidence).toMatchObject([
    { kind: 'purchase_order', note: 'Order of May\nwith annex' },
  ])
  await submitting(world, claim)
  for (const act of [
    () => ines.claims.describeEvidence({ evidenceId, kind: 'other', note: '' }),
    () => ines.claims.removeEvidence({ evidenceId }),
  ])
    expect(await refusalOf(act())).toMatchObject({ transport: 'CONFLICT', code: 'CLAIM_NOT_EDITABLE' })
})

test('a document removed by two colleagues at once is removed once', async ({ world }) => {
  const { claimId } = await makeClaim(world)
  const evidenceId = await addEvidence(world, claimId)
  const [ines, gwen] = [await world.as('ines'), await world.as('gwen')]
  expect(
    (
      await codesOf([ines.claims.removeEvidence({ evidenceId }), gwen.claims.removeEvidence({ evidenceId })])
    ).toSorted(),
  ).toEqual(['NOT_FOUND', 'done'])
  expect(await world.rows(`select from event where type = 'claim.evidenceRemoved'`)).toHaveLength(1)
})
