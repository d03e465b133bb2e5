import { expect } from 'vitest'
import { nora, sayNo, sayYes, takeBack } from '../../test/customer.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import {
  approveWinner,
  conflictEvents,
  decideFor,
  elapse,
  openConflict,
  rivalInput,
  standing,
  submittedBy,
} from '../../test/rivals.ts'
import { addEvidence, goodInput, linkTo, openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { Claim } from './claim.entity.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter, hoursAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'

const templates = (world: TestWorld, address: string): Promise<string[]> =>
  world
    .rows<{ template: string }>('select template from letter where recipient = $1 order by created_at, id', [address])
    .then((rows) => rows.map(({ template }) => template))

test('C37 the challenger wins: reserved while the customer’s window runs, then the incumbent is superseded', async ({
  contested: { world, held, asked },
}) => {
  await decideFor(world, asked)
  expect(await standing(world, asked)).toMatchObject({ status: 'submitted', flags: [] })
  expect(await standing(world, held)).toMatchObject({
    status: 'approved',
    flags: [],
    associations: ['active', 'active'],
  })
  await approveWinner(world, asked)
  expect(await standing(world, asked)).toMatchObject({ status: 'approved', associations: ['reserved'] })
  expect((await standing(world, held)).associations).toEqual(['active', 'active'])
  await elapse(world, asked)
  expect((await standing(world, asked)).associations).toEqual(['active'])
  expect(await standing(world, held)).toMatchObject({ status: 'approved', associations: ['ended', 'active'] })
})

test('C37 T18 with its last item the incumbent’s claim ends as superseded, and its partner is told that', async ({
  world,
}) => {
  const held = await openedWindow(world, { items: [{ code: 'MAIL', subscription: '' }] })
  await elapse(world, held)
  const asked = await submittedBy(world, 'dev', rivalInput())
  await decideFor(world, asked)
  await approveWinner(world, asked)
  await sayYes(world)
  await world.work()
  expect(await standing(world, held)).toMatchObject({ status: 'ended', reason: 'superseded', associations: ['ended'] })
  expect((await standing(world, asked)).associations).toEqual(['active'])
  expect(await templates(world, 'ines.incentive@kestrel.example')).toContain('claim-ended-partner')
})

test('CNF-R8 until the window ends the partner with the reserved item reads that the customer may refuse, and no figures', async ({
  contested: { world, asked },
}) => {
  await decideFor(world, asked)
  await approveWinner(world, asked)
  const page = await (await world.as('dev')).claims.get({ claimId: asked.claimId })
  expect(page.items.map(({ association }) => association)).toEqual(['in_consent_window'])
  expect(page.usage).toEqual([])
})

test('C38 the customer refuses the challenger: the incumbent stays, also when the no is taken back and said again', async ({
  contested: { world, held, asked },
}) => {
  await decideFor(world, asked)
  await approveWinner(world, asked)
  await sayNo(world)
  expect(await standing(world, asked)).toMatchObject({ status: 'consent_denied', associations: ['ended'] })
  expect((await standing(world, held)).associations).toEqual(['active', 'active'])
  world.at(hoursAfter(world.now(), 2))
  await takeBack(world)
  expect((await standing(world, asked)).associations).toEqual(['reserved'])
  expect(await openCount(world)).toBe(0)
  await sayNo(world)
  expect(await standing(world, asked)).toMatchObject({ status: 'consent_denied', associations: ['ended'] })
  expect(await standing(world, held)).toMatchObject({ status: 'approved', associations: ['active', 'active'] })
})

test('C38 a no that is taken back puts the reserved item back, and it is handed over at the end of the window', async ({
  contested: { world, held, asked },
}) => {
  await decideFor(world, asked)
  await approveWinner(world, asked)
  await sayNo(world)
  await takeBack(world)
  await elapse(world, asked)
  expect((await standing(world, asked)).associations).toEqual(['active'])
  expect((await standing(world, held)).associations).toEqual(['ended', 'active'])
})

const openCount = async (world: TestWorld): Promise<number> =>
  (await world.rows(`select from conflict where status <> 'decided'`)).length

test('CNF-R5 the incumbent stays: the challenger’s claim is rejected as other_partner_recorded, whoever had it', async ({
  contested: { world, held, asked },
}) => {
  await decideFor(world, held)
  expect(await standing(world, asked)).toMatchObject({
    status: 'rejected',
    reason: 'other_partner_recorded',
    flags: [],
    items: ['rejected'],
  })
  expect(await standing(world, held)).toMatchObject({ flags: [], associations: ['active', 'active'] })
  expect(await world.rows(`select from review_decision where verdict = 'rejected'`)).toHaveLength(1)
})

test('CNF-R5 split by item: the item is rejected and the claim goes on with the others', async ({ world }) => {
  const ours = await submittedBy(world, 'ines')
  const { items } = await goodInput(world)
  const theirs = await submittedBy(world, 'dev', rivalInput({ items }))
  await decideFor(world, ours)
  expect(await standing(world, theirs)).toMatchObject({
    status: 'submitted',
    flags: ['competing'],
    items: expect.arrayContaining(['pending', 'rejected']) as string[],
  })
  await decideFor(world, theirs)
  expect(await standing(world, theirs)).toMatchObject({ status: 'submitted', flags: [] })
  expect(await standing(world, ours)).toMatchObject({ status: 'submitted', flags: [] })
  await approveWinner(world, theirs)
  await approveWinner(world, ours)
  expect((await standing(world, theirs)).associations).toEqual(['in_consent_window'])
  expect((await standing(world, ours)).associations).toEqual(['in_consent_window'])
})

test('T15 a challenger that lost may object: its item is judged again, and so is the conflict', async ({
  contested: { world, held, asked },
}) => {
  await decideFor(world, held)
  const tara = await world.as('tara')
  const { version } = await tara.claims.get({ claimId: asked.claimId })
  await tara.claims.dispute({ claimId: asked.claimId, version, justification: 'The other work ended in spring.' })
  expect(await standing(world, asked)).toMatchObject({
    status: 'under_review',
    items: ['pending'],
    flags: ['competing'],
  })
  expect((await openConflict(world)).parties).toHaveLength(2)
})

test('CNF-R3 the incumbent is asked once, for 30 days, by a letter that names nobody', async ({
  contested: { world, asked },
}) => {
  const { id, version } = await openConflict(world)
  const { conflicts } = (await world.as('rosa')).review
  const { evidenceDueAt } = await conflicts.askIncumbent({ conflictId: id, version })
  expect(evidenceDueAt).toBe(daysAfter(world.now(), 30).toISOString())
  await world.work()
  const page = await openConflict(world)
  expect(page).toMatchObject({ status: 'awaiting_partners', evidenceDueAt })
  expect(page.parties[0]).toMatchObject({ role: 'incumbent', askedAt: world.now().toISOString() })
  const letter = world.sent.findLast(({ to }) => to.address === 'ines.incentive@kestrel.example')!
  expect(letter.subject).toContain('newer evidence')
  expect(JSON.stringify(letter)).not.toMatch(/tidewater|malhotra/i)
  const again = conflicts.askIncumbent({ conflictId: id, version: page.version })
  expect((await refusalOf(again)).code).toBe('EVIDENCE_ASKED_BEFORE')
  const early = conflicts.decide({
    conflictId: id,
    version: page.version,
    winnerClaimId: asked.claimId,
    rationale: 'Now.',
  })
  expect(await refusalOf(early)).toMatchObject({ code: 'CONFLICT_AWAITS_ANSWER', params: { dueAt: evidenceDueAt } })
})

test('CNF-R3 silence for 30 days is noted, and the challenger may win', async ({ contested: { world, asked } }) => {
  const { id, version } = await openConflict(world)
  const { conflicts } = (await world.as('rosa')).review
  await conflicts.askIncumbent({ conflictId: id, version })
  world.at(new Date(daysAfter(world.now(), 30).getTime() + 1))
  await world.fire()
  expect((await openConflict(world)).status).toBe('open')
  await decideFor(world, asked)
  expect(await conflictEvents(world)).toEqual([
    'conflict.opened',
    'conflict.evidenceRequested',
    'conflict.silent',
    'conflict.decided',
  ])
})

test('CNF-R3 a document that comes to the asked claim is the answer', async ({ contested: { world, held, asked } }) => {
  const { id, version } = await openConflict(world)
  await (await world.as('rosa')).review.conflicts.askIncumbent({ conflictId: id, version })
  await addEvidence(world, held.claimId)
  await inTransaction(world.orm, await world.actor('ines'), async ({ em }) => {
    happened(await em.findOneOrFail(Claim, { id: held.claimId }), 'claim.evidenceAdded')
  })
  await world.work()
  expect(await openConflict(world)).toMatchObject({
    status: 'open',
    parties: [{ answeredAt: world.now().toISOString() }, {}],
  })
  await decideFor(world, asked)
  world.at(daysAfter(world.now(), 31))
  expect(await conflictEvents(world)).not.toContain('conflict.silent')
})

test('NO_INCUMBENT: between two who ask there is nobody to be asked for newer evidence', async ({ world }) => {
  await submittedBy(world, 'ines')
  await submittedBy(world, 'dev', rivalInput())
  const { id, version } = await openConflict(world)
  const ask = (await world.as('rosa')).review.conflicts.askIncumbent({ conflictId: id, version })
  expect((await refusalOf(ask)).code).toBe('NO_INCUMBENT')
})

test('CONFLICT_AWAITS_ANSWER: nobody loses while their claim is back on their desk', async ({
  contested: { world, held, asked },
}) => {
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: asked.claimId })
  await rosa.review.take({ claimId: asked.claimId, version })
  const taken = await rosa.review.get({ claimId: asked.claimId })
  await rosa.review.return({
    claimId: asked.claimId,
    version: taken.version,
    reasons: ['dates_missing'],
    comment: 'When was it signed?',
  })
  expect((await refusalOf(decideFor(world, held))).code).toBe('CONFLICT_AWAITS_ANSWER')
})

test('CNF-R3 a challenger that never answers lapses, and the conflict is dissolved', async ({
  contested: { world, held, asked },
}) => {
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: asked.claimId })
  await rosa.review.take({ claimId: asked.claimId, version })
  const taken = await rosa.review.get({ claimId: asked.claimId })
  await rosa.review.return({
    claimId: asked.claimId,
    version: taken.version,
    reasons: ['dates_missing'],
    comment: 'When?',
  })
  world.at(daysAfter(world.now(), 31))
  await world.fire()
  expect(await standing(world, asked)).toMatchObject({ status: 'rejected', reason: 'no_response', flags: [] })
  expect((await standing(world, held)).flags).toEqual([])
})

test('CONFLICT_DECIDED: two reviewers decide at once, and one decision stands', async ({
  contested: { world, held, asked },
}) => {
  const { id: conflictId, version } = await openConflict(world)
  const [rosa, liam] = [await world.as('rosa'), await world.as('liam')]
  const rationale = 'Compared.'
  const codes = await codesOf([
    rosa.review.conflicts.decide({ conflictId, version, rationale, winnerClaimId: held.claimId }),
    liam.review.conflicts.decide({ conflictId, version, rationale, winnerClaimId: asked.claimId }),
  ])
  expect(codes.toSorted()).toEqual(['CONFLICT_DECIDED', 'done'])
})

test('CNF-R5 a decision says why, and is for one of the sides', async ({ contested: { world, held } }) => {
  const { id: conflictId, version } = await openConflict(world)
  const { conflicts } = (await world.as('rosa')).review
  const wordless = conflicts.decide({ conflictId, version, winnerClaimId: held.claimId, rationale: ' ' })
  expect(await refusalOf(wordless)).toMatchObject({ code: 'INPUT_SHAPE', field: 'rationale' })
  const stranger = conflicts.decide({ conflictId, version, winnerClaimId: conflictId, rationale: 'Why not.' })
  expect((await refusalOf(stranger)).code).toBe('NOT_FOUND')
})

test('a reviewer who is excluded from one side sees no such conflict: NOT_FOUND; a partner has no door: FORBIDDEN', async ({
  contested: { world },
}) => {
  const { id: conflictId, version } = await openConflict(world)
  await world.rows(`insert into reviewer_exclusion (person_id, organization_id, vendor_id, added_at, added_by)
    select p.id, o.id, o.vendor_id, now(), p.id from person p, organization o where p.name like 'Liam%'
    and o.name like 'Tidewater%'`)
  const liam = (await world.as('liam')).review.conflicts
  expect((await liam.list({})).rows).toEqual([])
  expect((await refusalOf(liam.get({ conflictId }))).code).toBe('NOT_FOUND')
  expect((await refusalOf(liam.askIncumbent({ conflictId, version }))).code).toBe('NOT_FOUND')
  expect((await refusalOf((await world.as('ines')).review.conflicts.get({ conflictId }))).code).toBe('FORBIDDEN')
})

test('UNDO_ITEM_TAKEN: a winner’s no is not taken back once somebody else has the item', async ({
  contested: { world, held, asked },
}) => {
  await decideFor(world, asked)
  await approveWinner(world, asked)
  const link = linkTo(world, nora)
  await sayNo(world)
  const gwen = await world.as('gwen')
  const { version } = await gwen.claims.get({ claimId: held.claimId })
  await gwen.claims.disassociate({ claimId: held.claimId, version, reason: 'no_longer_working' })
  const third = await submittedBy(world, 'conor', rivalInput({ name: 'Third' }))
  await approveWinner(world, third)
  expect((await refusalOf(takeBack(world, { link }))).code).toBe('UNDO_ITEM_TAKEN')
})
