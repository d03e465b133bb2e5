import { expect } from 'vitest'
import { sayNo, takeBack } from '../../test/customer.ts'
import { presales } from '../../test/inputs.ts'
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
import {
  addEvidence,
  approveClaim,
  goodInput,
  makeClaim,
  openedWindow,
  submitClaim,
  takeClaim,
} from '../../test/story.ts'
import { test } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'

test('C36 CNF-R1: a conflict opens when a partner submits for what another holds; both are told that, and no name', async ({
  contested: { world, held, asked },
}) => {
  expect(await openConflict(world)).toMatchObject({
    status: 'open',
    customerName: 'Orchard Foods',
    parties: [
      { role: 'incumbent', claimId: held.claimId },
      { role: 'challenger', claimId: asked.claimId },
    ],
  })
  expect((await (await world.as('dev')).claims.get({ claimId: asked.claimId })).flags).toEqual(['competing'])
  expect(await standing(world, held)).toMatchObject({ flags: ['competing'], associations: ['active', 'active'] })
})

test('CNF-R2: the incumbent keeps its figures and the clock of the challenger’s claim runs on', async ({
  contested: { world, held, asked },
}) => {
  const { usage } = await (await world.as('ines')).claims.get({ claimId: held.claimId })
  expect(usage.length).toBeGreaterThan(0)
  expect((await (await world.as('dev')).claims.get({ claimId: asked.claimId })).slaDueAt).not.toBeNull()
})

test('CNF-R1: two claims that wait are compared as well, one conflict an item', async ({ world }) => {
  await submittedBy(world, 'ines')
  const { items } = await goodInput(world)
  await submittedBy(world, 'dev', rivalInput({ items }))
  const { rows } = await (await world.as('rosa')).review.conflicts.list({})
  expect(rows.map(({ parties }) => parties.map(({ role }) => role))).toEqual([
    ['challenger', 'challenger'],
    ['challenger', 'challenger'],
  ])
})

test('CNF-R1: a third partner joins the conflict that is open, and a page of two is stale', async ({
  contested: { world, asked },
}) => {
  const { id, version } = await openConflict(world)
  await submittedBy(world, 'conor', rivalInput({ name: 'Third', partnerContact: { name: 'J', email: 'j@x.example' } }))
  expect((await openConflict(world)).parties).toHaveLength(3)
  const decided = (await world.as('rosa')).review.conflicts.decide({
    conflictId: id,
    version,
    winnerClaimId: asked.claimId,
    rationale: 'Newer.',
  })
  expect((await refusalOf(decided)).code).toBe('CONFLICT_STALE')
})

test('CNF-R1 two partners who submit in the same second open one conflict', async ({ world }) => {
  const ours = await makeClaim(world)
  const theirs = await makeClaim(world, rivalInput(), 'dev')
  await addEvidence(world, ours.claimId)
  await addEvidence(world, theirs.claimId, 'clean', 'dev')
  // Both wait before their submissions are written, and go on at once.
  await world.rows('begin')
  await world.rows('lock table claim_submission in exclusive mode')
  const submitting = codesOf([submitClaim(world, ours), submitClaim(world, theirs, 'dev')])
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%claim_submission%'
    and datname = current_database()`
  while ((await world.rows(waiting)).length < 2) await world.rows('select pg_stat_clear_snapshot()')
  await world.rows('commit')
  expect(await submitting).toEqual(['done', 'done'])
  expect(await world.rows('select from conflict')).toHaveLength(1)
  expect(await world.rows('select from conflict_party')).toHaveLength(2)
  expect((await standing(world, ours)).flags).toEqual(['competing'])
  expect((await standing(world, theirs)).flags).toEqual(['competing'])
})

test('C39 two locations of one organisation are no conflict: SUBSCRIPTION_ALREADY_CLAIMED', async ({
  opened: { world },
}) => {
  const { rows: locations } = await (await world.as('ines')).hierarchy.choices({ privilege: 'claims.create' })
  const other = locations.filter(({ status }) => status === 'verified').at(-1)!
  const again = makeClaim(world, { name: 'Again', locationId: other.id })
  expect((await refusalOf(again)).code).toBe('SUBSCRIPTION_ALREADY_CLAIMED')
  expect(await world.rows('select from conflict')).toHaveLength(0)
})

test('C39 one organisation for two activities of one subscription is no conflict either', async ({ world }) => {
  await submittedBy(world, 'ines', presales())
  const usage = await submittedBy(world, 'ines', presales({ activity: 'usage_recognition', name: 'Usage of Nordmark' }))
  expect((await standing(world, usage)).flags).toEqual([])
  expect(await world.rows('select from conflict')).toHaveLength(0)
})

test('CLM-V8 CLM-R21: before it is submitted nothing tells that another partner is recorded', async ({ world }) => {
  const dev = await world.as('dev')
  const input = await goodInput(world, rivalInput(), 'dev')
  const before = [await dev.claims.judge({ input }), await dev.claims.items({ input })]
  await openedWindow(world)
  expect([await dev.claims.judge({ input }), await dev.claims.items({ input })]).toEqual(before)
  const asked = await makeClaim(world, rivalInput(), 'dev')
  expect((await dev.claims.get({ claimId: asked.claimId })).flags).toEqual([])
})

test('T7 CONFLICT_OPEN: nothing is approved while it is compared, and the refusal names the item only', async ({
  contested: { world, asked },
}) => {
  await takeClaim(world, asked)
  expect(await refusalOf(approveClaim(world, asked))).toEqual({
    transport: 'CONFLICT',
    code: 'CONFLICT_OPEN',
    field: null,
    rule: 'T7',
    params: { item: 'Mail and Calendar' },
  })
})

test('CLM-R17: what is compared may be left out and the rest approved; the conflict is dissolved', async ({
  contested: { world, held },
}) => {
  const third = await submittedBy(
    world,
    'conor',
    rivalInput({
      name: 'Two',
      items: [
        { code: 'MAIL', subscription: '' },
        { code: 'SITE', subscription: '' },
      ],
    }),
  )
  await takeClaim(world, third)
  const rosa = await world.as('rosa')
  for (const point of ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] as const)
    await rosa.review.check({ claimId: third.claimId, point, answer: 'yes' })
  const { version, items } = await rosa.review.get({ claimId: third.claimId })
  await rosa.review.approve({
    claimId: third.claimId,
    version,
    rejected: [{ itemId: items[0]!.id, reason: 'item_not_covered' }],
  })
  expect(await standing(world, third)).toMatchObject({
    status: 'approved',
    flags: [],
    associations: ['in_consent_window'],
  })
  expect((await openConflict(world)).parties.filter(({ outcome }) => outcome === null)).toHaveLength(2)
  expect((await standing(world, held)).flags).toEqual(['competing'])
})

test('a challenger that withdraws leaves the conflict: dissolved for the incumbent, without a word of why', async ({
  contested: { world, held, asked },
}) => {
  const { id } = await openConflict(world)
  // Only an administrator of incentives takes a claim back (T13).
  const tara = await world.as('tara')
  const { version } = await tara.claims.get({ claimId: asked.claimId })
  await tara.claims.withdraw({ claimId: asked.claimId, version, reason: 'other' })
  expect(await (await world.as('rosa')).review.conflicts.get({ conflictId: id })).toMatchObject({
    status: 'decided',
    rationale: '',
    winnerClaimId: held.claimId,
    decidedByName: null,
    parties: [{ outcome: 'won' }, { outcome: 'lost' }],
  })
  expect(await conflictEvents(world)).toEqual(['conflict.opened', 'conflict.left', 'conflict.dissolved'])
  expect((await standing(world, held)).flags).toEqual([])
  expect((await standing(world, asked)).flags).toEqual([])
})

test('a recalled claim leaves the conflict and opens another when it is submitted again', async ({
  contested: { world, held, asked },
}) => {
  const dev = await world.as('dev')
  const { version } = await dev.claims.get({ claimId: asked.claimId })
  await dev.claims.recall({ claimId: asked.claimId, version })
  expect((await standing(world, held)).flags).toEqual([])
  await submitClaim(world, asked, 'dev')
  expect(await conflictEvents(world)).toEqual([
    'conflict.opened',
    'conflict.left',
    'conflict.dissolved',
    'conflict.opened',
  ])
})

test('a rejection on other grounds closes the party; the other goes on alone', async ({
  contested: { world, held, asked },
}) => {
  await takeClaim(world, asked)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: asked.claimId })
  await rosa.review.reject({ claimId: asked.claimId, version, reasons: ['party_mismatch'], comment: 'Another name.' })
  expect(await standing(world, asked)).toMatchObject({ status: 'rejected', flags: [] })
  expect((await standing(world, held)).flags).toEqual([])
})

test('an incumbent that the customer refuses leaves; when the no is taken back they are compared again', async ({
  opened: { world },
}) => {
  const asked = await submittedBy(world, 'dev', rivalInput())
  await sayNo(world)
  expect((await standing(world, asked)).flags).toEqual([])
  await takeBack(world)
  expect((await standing(world, asked)).flags).toEqual(['competing'])
  expect((await openConflict(world)).parties.map(({ role }) => role)).toEqual(['incumbent', 'challenger'])
})

test('CNF-R7 CHALLENGE_TOO_SOON: who lost comes again after 90 days, or with a document that is newer', async ({
  contested: { world, held },
}) => {
  await decideFor(world, held)
  const decidedAt = world.now()
  world.at(daysAfter(decidedAt, 1))
  const next = await makeClaim(world, rivalInput({ name: 'Once more' }), 'dev')
  // The same file as before, under another name.
  await addEvidence(world, next.claimId, 'clean', 'dev')
  expect(await refusalOf(submitClaim(world, next, 'dev'))).toMatchObject({
    code: 'CHALLENGE_TOO_SOON',
    rule: 'CNF-R7',
    params: { item: 'Mail and Calendar', allowedAt: daysAfter(decidedAt, 90).toISOString() },
  })
  await world.rows(`update evidence set sha256 = repeat('1', 64) where claim_id = $1`, [next.claimId])
  await submitClaim(world, next, 'dev')
  expect((await openConflict(world)).parties).toHaveLength(2)
})

test('CNF-R7 after 90 days the same documents may be shown again', async ({ contested: { world, held } }) => {
  await decideFor(world, held)
  world.at(daysAfter(world.now(), 91))
  await submittedBy(world, 'dev', rivalInput({ name: 'Once more' }))
  expect((await openConflict(world)).parties).toHaveLength(2)
})

test('CNF-R8 a winner that is submitted again is not compared a second time with whom it won against', async ({
  contested: { world, asked },
}) => {
  await decideFor(world, asked)
  await takeClaim(world, asked)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: asked.claimId })
  await rosa.review.return({ claimId: asked.claimId, version, reasons: ['dates_missing'], comment: 'When was it?' })
  const dev = await world.as('dev')
  await dev.claims.comment({ claimId: asked.claimId, body: 'In May.', audience: 'shared' })
  const page = await dev.claims.get({ claimId: asked.claimId })
  await dev.claims.resubmit({ claimId: asked.claimId, version: page.version, acknowledged: true })
  expect((await rosa.review.conflicts.list({})).rows).toEqual([])
  await approveWinner(world, asked)
  expect((await standing(world, asked)).associations).toEqual(['reserved'])
  await elapse(world, asked)
  expect((await standing(world, asked)).associations).toEqual(['active'])
})
