import { expect } from 'vitest'
import { read, sayNo, takeBack } from '../../test/customer.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { addEvidence, approveClaim, makeClaim, openedWindow, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { statementsOf } from '../../test/statements.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { hoursAfter } from '../kernel/time.ts'
import { inReading } from '../kernel/transaction.ts'
import type { Policy } from './catalogue.rules.ts'
import { policyDefaults } from './catalogue.rules.ts'
import { countriesIn } from './country.rules.ts'
import { readPolicy } from './policy.queries.ts'
import { isInRange, policyTerms, refuseOutOfRange } from './policy.rules.ts'

const change = async (world: TestWorld, changes: Partial<Policy>, version = 0, reason = 'Fewer reviewers in August') =>
  (await world.as('petra')).policy.change({ version, settings: { ...policyDefaults, ...changes }, reason })

const returned = async (world: TestWorld): Promise<MadeClaim> => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review.return({ claimId: claim.claimId, version, reasons: ['dates_missing'], comment: 'Which year?' })
  return claim
}

const timers = (world: TestWorld) =>
  world.rows('select aggregate_id, kind, fires_at from timer where cancelled_at is null order by kind, aggregate_id')

test('B.0.4: without a change the defaults hold, as version 0', async ({ world }) => {
  const petra = await world.as('petra')
  expect(await petra.policy.get()).toEqual({
    version: 0,
    settings: policyDefaults,
    defaults: policyDefaults,
    terms: policyTerms,
  })
  expect(await petra.policy.history()).toEqual([])
})

test('GEN-R4: a change names who, when and why, with before and after, and is told as an event', async ({ world }) => {
  expect(await change(world, { reviewSlaBusinessDays: 8, maxItems: 40 })).toEqual({ version: 1 })
  expect(await change(world, { reviewSlaBusinessDays: 3, maxItems: 40 }, 1, 'September')).toEqual({ version: 2 })
  expect(await (await world.as('aiko')).policy.history()).toEqual([
    {
      id: '2',
      version: 2,
      by: 'Petra Novotná',
      at: '2026-11-02T09:00:00Z',
      reason: 'September',
      changes: [{ setting: 'reviewSlaBusinessDays', before: 8, after: 3 }],
    },
    {
      id: '1',
      version: 1,
      by: 'Petra Novotná',
      at: '2026-11-02T09:00:00Z',
      reason: 'Fewer reviewers in August',
      changes: [
        { setting: 'reviewSlaBusinessDays', before: 5, after: 8 },
        { setting: 'maxItems', before: null, after: 40 },
      ],
    },
  ])
  const told = await world.rows(`select data, personal from event where type = 'policy.changed' order by seq`)
  expect(told[1]).toEqual({
    data: { version: 2, before: { reviewSlaBusinessDays: 8 }, after: { reviewSlaBusinessDays: 3 } },
    personal: { reason: 'September' },
  })
})

test('the same settings again write nothing', async ({ world }) => {
  expect(await change(world, {})).toEqual({ version: 0 })
  expect(await world.rows('select from policy_version')).toEqual([])
})

test('GEN-R5: whoever read an older version is CONFLICT_STALE, also within the same second', async ({ world }) => {
  const both = [change(world, { undoHours: 12 }), change(world, { undoHours: 36 })]
  expect((await codesOf(both)).toSorted()).toEqual(['CONFLICT_STALE', 'done'])
  expect(await refusalOf(change(world, { undoHours: 48 }))).toMatchObject({
    code: 'CONFLICT_STALE',
    transport: 'CONFLICT',
  })
  expect(await world.rows('select from policy_version')).toHaveLength(1)
})

test.for([
  ['reviewSlaBusinessDays', 0],
  ['consentWindowDays', 91],
  ['actionRequiredDays', 2.5],
  ['undoHours', Number.MAX_SAFE_INTEGER],
  ['maxItems', 0],
] as const)('B.0.4: %s of %s is POLICY_OUT_OF_RANGE and names the field', async ([field, value], { world }) => {
  const { min, max } = policyTerms[field]
  expect(await refusalOf(change(world, { [field]: value }))).toMatchObject({
    code: 'POLICY_OUT_OF_RANGE',
    field,
    params: { min, max },
  })
  expect(await world.rows('select from policy_version')).toEqual([])
})

test('every default lies within its own range', () => {
  expect(() => refuseOutOfRange(policyDefaults)).not.toThrow()
})

test('AMB-9: approving by rule is on or off and off by default; the sample is 0 to 100 per cent', async ({ world }) => {
  expect(policyDefaults).toMatchObject({ autoApprove: false, samplePercent: 10 })
  expect(await refusalOf(change(world, { samplePercent: 101 }))).toMatchObject({ field: 'samplePercent' })
  expect(isInRange('autoApprove', 1)).toBe(false)
  expect(isInRange('samplePercent', true)).toBe(false)
  expect(await change(world, { autoApprove: true, samplePercent: 0 })).toEqual({ version: 1 })
  expect((await (await world.as('aiko')).policy.history())[0]!.changes).toEqual([
    { setting: 'autoApprove', before: false, after: true },
    { setting: 'samplePercent', before: 10, after: 0 },
  ])
})

test('NOT-R1 AMB-28: a survey is off by default, needs an https address, and POLICY_ADDRESS names the field', async ({
  world,
}) => {
  expect(policyDefaults).toMatchObject({ survey: false, surveyAddress: null })
  const wrong = [
    'http://surveys.example',
    'surveys.example',
    'https://',
    'https://nora@surveys.example',
    'javascript:1',
  ]
  for (const surveyAddress of [null, ...wrong, `https://surveys.example/${'x'.repeat(300)}`])
    expect(await refusalOf(change(world, { survey: true, surveyAddress }))).toMatchObject({
      code: 'POLICY_ADDRESS',
      field: 'surveyAddress',
    })
  expect(isInRange('surveyAddress', 5)).toBe(false)
  expect(isInRange('undoHours', '24')).toBe(false)
  expect(await change(world, { survey: true, surveyAddress: 'https://surveys.halcyon.example/partners?v=2' })).toEqual({
    version: 1,
  })
})

test('AMB-9: what the rules approve and what is drawn is told to nobody but who keeps the settings', async ({
  world,
}) => {
  for (const person of ['ines', 'rosa']) {
    const { policy } = await (await world.as(person)).session.me()
    expect(Object.keys(policy)).not.toContain('samplePercent')
    expect(Object.keys(policy)).not.toContain('autoApprove')
  }
})

test('a reason is asked for', async ({ world }) => {
  expect(await refusalOf(change(world, { undoHours: 12 }, 0, ' '))).toMatchObject({
    code: 'INPUT_SHAPE',
    field: 'reason',
  })
})

test('the auditor reads the settings and changes none; reviewers and partners do neither', async ({ world }) => {
  const aiko = await world.as('aiko')
  expect((await aiko.policy.get()).version).toBe(0)
  const [rosa, ines] = [await world.as('rosa'), await world.as('ines')]
  const changed = aiko.policy.change({ version: 0, settings: policyDefaults, reason: 'x' })
  expect(await codesOf([changed, rosa.policy.get(), ines.policy.get()])).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
    'FORBIDDEN',
  ])
})

test('everybody who is signed in learns the numbers that pages name', async ({ world }) => {
  await change(world, { consentWindowDays: 10 })
  const hidden = ['autoApprove', 'samplePercent', 'survey', 'surveyAddress']
  const numbers = Object.fromEntries(Object.entries(policyDefaults).filter(([setting]) => !hidden.includes(setting)))
  expect((await (await world.as('ines')).session.me()).policy).toEqual({ ...numbers, consentWindowDays: 10 })
})

test('the settings in force are one statement', async ({ world }) => {
  await change(world, { undoHours: 12 })
  const actor = await world.actor('ines')
  const vendorId = 'vendorId' in actor ? actor.vendorId : ''
  let read: Policy | undefined
  const statements = await statementsOf(() =>
    inReading(world.reader, actor, async (call) => {
      read = await readPolicy(call, vendorId)
    }),
  )
  expect(read?.undoHours).toBe(12)
  expect(statements.filter((statement) => statement.includes('policy_version'))).toHaveLength(1)
})

test('a version from before a setting existed is read with its default', async ({ world }) => {
  await world.rows(`insert into policy_version (vendor_id, version, settings, reason, changed_at, changed_by)
    select id, 1, '{"undoHours": 12}', 'old', now(), gen_random_uuid() from vendor`)
  expect((await (await world.as('petra')).policy.get()).settings).toEqual({ ...policyDefaults, undoHours: 12 })
})

test('POL-R1: a change moves no deadline that runs, in the queue, in review, at the partner or at the customer', async ({
  world,
}) => {
  const queued = await makeClaim(world, { name: 'queued', items: [{ code: 'SITE', subscription: '' }] })
  await addEvidence(world, queued.claimId)
  await submitClaim(world, queued)
  await returned(world)
  const before = {
    timers: await timers(world),
    claims: await world.rows('select id, sla_due_at, action_due_at, consent_due_at from claim order by id'),
  }
  expect(before.timers.length).toBeGreaterThan(3)
  await change(world, {
    queueSlaBusinessDays: 1,
    reviewSlaBusinessDays: 1,
    actionRequiredDays: 5,
    consentWindowDays: 1,
  })
  await world.work()
  expect(await timers(world)).toEqual(before.timers)
  expect(await world.rows('select id, sla_due_at, action_due_at, consent_due_at from claim order by id')).toEqual(
    before.claims,
  )
})

test('POL-R1: what starts after a change runs by it', async ({ world }) => {
  await change(world, { queueSlaBusinessDays: 1, reviewSlaBusinessDays: 2, actionRequiredDays: 14 })
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  const due = async () =>
    (await world.rows<{ sla: Date; action: Date }>(`select sla_due_at as sla, action_due_at as action from claim`))[0]!
  expect((await due()).sla.toISOString()).toBe('2026-11-03T23:59:59.999Z')
  await takeClaim(world, claim)
  expect((await due()).sla.toISOString()).toBe('2026-11-04T23:59:59.999Z')
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review.return({ claimId: claim.claimId, version, reasons: ['dates_missing'], comment: 'Which year?' })
  expect((await due()).action.toISOString()).toBe('2026-11-16T09:00:00.000Z')
})

test('POL-R1: the customer’s window is the one that was in force at the approval, in letters and in fact', async ({
  world,
}) => {
  await change(world, { consentWindowDays: 10 })
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  // Changed while the letters wait to be written.
  world.at(hoursAfter(world.now(), 1))
  await change(world, { consentWindowDays: 3 }, 1)
  await world.work()
  const [row] = await world.rows<{ days: number }>(
    `select extract(day from consent_due_at - consent_starts_at)::int as days from claim`,
  )
  expect(row?.days).toBe(10)
  expect(world.sent.find(({ subject }) => subject.includes('approved'))?.text).toContain('10 days')
})

test('POL-R1: the hours to take a no back are those of the moment it was said', async ({ world }) => {
  await change(world, { undoHours: 36 })
  await openedWindow(world)
  await sayNo(world)
  const until = hoursAfter(world.now(), 36).toISOString()
  world.at(hoursAfter(world.now(), 1))
  await change(world, { undoHours: 2 }, 1)
  await world.work()
  world.at(hoursAfter(world.now(), 30))
  const { notice } = await read(world)
  expect(notice).toMatchObject({ undoHours: 2, denial: { undoUntil: until } })
  await takeBack(world)
  expect(await world.rows('select status from claim')).toEqual([{ status: 'approved' }])
})

test('AMB-8: a claim may not have more items than the programme allows', async ({ world }) => {
  await change(world, { maxItems: 1 })
  expect(await refusalOf(makeClaim(world))).toMatchObject({
    code: 'ITEMS_TOO_MANY',
    field: 'items',
    params: { max: 1 },
  })
})

test('B.7.2: where a registration number is asked is a setting, and POLICY_COUNTRIES names a list that is none', async ({
  world,
}) => {
  for (const registrationCountries of ['GERMANY', 'de', 'IT DE', 'DE DE', 'DE,IT', ' '])
    expect(await refusalOf(change(world, { registrationCountries }))).toMatchObject({
      code: 'POLICY_COUNTRIES',
      field: 'registrationCountries',
    })
  expect(countriesIn(' it, de;DE ')).toBe('DE IT')
  const fields = {
    name: 'Oslo',
    legalName: 'Oslo AS',
    street: 'Gate 1',
    postalCode: '0150',
    city: 'Oslo',
    country: 'NO',
  }
  const check = async () => (await (await world.as('gwen')).hierarchy.check(fields)).map(({ code }) => code)
  expect(await check()).toEqual([])
  expect(await change(world, { registrationCountries: 'DE NO' })).toEqual({ version: 1 })
  expect(await check()).toEqual(['REGISTRATION_NUMBER_REQUIRED'])
  expect(await change(world, { registrationCountries: '' }, 1)).toEqual({ version: 2 })
  expect(await check()).toEqual([])
})
