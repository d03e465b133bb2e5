import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimActivities } from '../catalogue/catalogue.rules.ts'
import type { AreaTerms } from './claim.rules.ts'
import { ClaimInput, problemsOfActivity, problemsOfLocation, wouldPay } from './claim.rules.ts'

const terms = (activity: (typeof claimActivities)[number], pays: boolean) => ({
  activity,
  evidence: true,
  notice: true,
  pays,
  channels: [],
  programme: null,
})
const businessApps: AreaTerms = {
  code: 'business_apps',
  name: 'Business Applications',
  level: 'subscription',
  needsTechnicalContact: true,
  activities: [terms('presales', true), terms('usage_recognition', false), terms('revenue', false)],
}
const workplace: AreaTerms = {
  code: 'workplace',
  name: 'Workplace & Security',
  level: 'workload',
  needsTechnicalContact: false,
  activities: [terms('usage', true)],
}
const designated: AreaTerms = { ...workplace, code: 'cloud_infra', level: null, activities: [] }

const input = (changes: Partial<ClaimInput> = {}): ClaimInput => ({ ...ClaimInput.parse({}), ...changes })
const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code)

test('CLM-R2: the activities of an area are those of the matrix, and any other is ACTIVITY_NOT_IN_AREA (CLM-V18, C3)', () => {
  const allowed = (area: AreaTerms) =>
    claimActivities.filter(
      (activity) => !codes(problemsOfActivity(input({ activity }), area)).includes('ACTIVITY_NOT_IN_AREA'),
    )
  expect(allowed(businessApps)).toEqual(['presales', 'usage_recognition', 'revenue'])
  expect(allowed(workplace)).toEqual(['usage'])
  expect(problemsOfActivity(input({ activity: 'usage' }), businessApps)).toEqual([
    { code: 'ACTIVITY_NOT_IN_AREA', field: 'activity', rule: 'CLM-V18' },
  ])
})

test('CLM-R2: without an area, and in an area that customers designate, nothing can be claimed', () => {
  expect(codes(problemsOfActivity(input(), null))).toEqual(['AREA_REQUIRED'])
  expect(codes(problemsOfActivity(input({ activity: 'usage' }), designated))).toEqual(['AREA_REQUIRED'])
})

test('CLM-R2: an area without an activity asks for the activity', () => {
  expect(codes(problemsOfActivity(input(), workplace))).toEqual(['ACTIVITY_REQUIRED'])
})

test('CLM-R3: a claim has one activity, so revenue cannot be combined with another', () => {
  expect(ClaimInput.safeParse({ activity: ['revenue', 'presales'] }).success).toBe(false)
  expect(ClaimInput.safeParse({ activity: 'revenue' }).success).toBe(true)
})

test('CLM-V17: a revenue claim names each missing one of its three fields with REVENUE_DETAILS_REQUIRED (C18)', () => {
  const details = { solutionSellerName: 'Kestrel', revenueCustomerName: 'Nordmark', isvProductName: 'Shelf' }
  const problems = (changes: Partial<ClaimInput>) =>
    problemsOfActivity(input({ activity: 'revenue', ...details, ...changes }), businessApps)
  expect(problems({})).toEqual([])
  expect(problems({ solutionSellerName: '' })).toEqual([
    { code: 'REVENUE_DETAILS_REQUIRED', field: 'solutionSellerName', rule: 'CLM-V17' },
  ])
  expect(problems({ revenueCustomerName: '', isvProductName: '' }).map(({ field }) => field)).toEqual([
    'revenueCustomerName',
    'isvProductName',
  ])
  expect(problemsOfActivity(input({ activity: 'presales' }), businessApps)).toEqual([])
})

const leeds = { id: '019a0000-0000-7000-8000-000000000001', active: true, enrolled: true }
const chosen = input({ locationId: leeds.id, activity: 'usage' })

test('CLM-R4: a claim needs a location, and one that is active in the person’s scope', () => {
  expect(codes(problemsOfLocation(input(), null, true))).toEqual(['LOCATION_REQUIRED'])
  expect(codes(problemsOfLocation(chosen, null, true))).toEqual(['LOCATION_INACTIVE'])
  expect(codes(problemsOfLocation(chosen, { ...leeds, active: false }, true))).toEqual(['LOCATION_INACTIVE'])
  expect(problemsOfLocation(chosen, leeds, true)).toEqual([])
})

test('CLM-R4 GLOBAL_NUMBER_NOT_ALLOWED: a claim hangs on a location, never on the organisation with its global number', () => {
  const whole = { ...leeds, active: false, isGlobal: true } as const
  expect(problemsOfLocation(chosen, whole, true)).toEqual([
    { code: 'GLOBAL_NUMBER_NOT_ALLOWED', field: 'locationId', rule: 'CLM-R4' },
  ])
})

test('CLM-R5: LOCATION_NOT_ENROLLED is a warning while the claim would be paid, and nothing else', () => {
  const elsewhere = { ...leeds, enrolled: false }
  expect(problemsOfLocation(chosen, elsewhere, true)).toEqual([
    { code: 'LOCATION_NOT_ENROLLED', field: 'locationId', rule: 'CLM-R5', warning: true },
  ])
  expect(problemsOfLocation(chosen, elsewhere, false)).toEqual([])
  expect(problemsOfLocation({ ...chosen, incentiveOptOut: true }, elsewhere, true)).toEqual([])
})

test('CLM-R5: opting out exists for usage only, so a tick left over from it excuses no other activity', () => {
  const leftOver = { ...chosen, activity: 'presales' as const, incentiveOptOut: true }
  expect(codes(problemsOfLocation(leftOver, { ...leeds, enrolled: false }, true))).toEqual(['LOCATION_NOT_ENROLLED'])
})

test('CLM-R5: what pays is in the matrix', () => {
  expect(wouldPay(input({ activity: 'presales' }), businessApps)).toBe(true)
  expect(wouldPay(input({ activity: 'revenue' }), businessApps)).toBe(false)
  expect(wouldPay(input({ activity: 'usage' }), businessApps)).toBe(false)
  expect(wouldPay(input({ activity: 'usage' }), null)).toBe(false)
})

test('a draft may be empty: every field has its place in the shape', () => {
  expect(ClaimInput.parse({})).toMatchObject({
    areaCode: '',
    activity: null,
    items: [],
    customerContact: { language: 'en' },
  })
})

test('GEN-R4: an unknown field is refused, so nothing that was not asked for reaches the record', () => {
  for (const extra of [{ status: 'approved' }, { __raw: '1=1' }, { organizationId: leeds.id }, { constructor: {} }])
    expect(ClaimInput.safeParse(extra).success).toBe(false)
  expect(ClaimInput.safeParse({ customerContact: { admin: true } }).success).toBe(false)
})

test('names are at most 120 characters, without the spaces around them', () => {
  expect(ClaimInput.parse({ name: `  ${'n'.repeat(120)} ` }).name).toHaveLength(120)
  expect(ClaimInput.safeParse({ name: 'n'.repeat(121) }).success).toBe(false)
})

test('what the database cannot hold is not typed text: NUL, control characters and lone surrogates are refused', () => {
  for (const bad of ['a\0b', 'a\u0007b', 'a\u001b[31m', '\ud800', 'x\udc00'])
    expect(ClaimInput.safeParse({ name: bad }).success, JSON.stringify(bad)).toBe(false)
  expect(ClaimInput.safeParse({ customerContact: { name: 'Nora\0' } }).success).toBe(false)
  expect(ClaimInput.safeParse({ items: [{ code: 'MA\0IL' }] }).success).toBe(false)
})

test('one line of text stays one: pasted line breaks and tabs are spaces', () => {
  expect(ClaimInput.parse({ name: 'Mail\r\nfor\tOrchard' }).name).toBe('Mail for Orchard')
})

test('the same letters are the same text: NFC is stored, and direction overrides are left out of names', () => {
  expect(ClaimInput.parse({ name: 'Mo\u0308bel' }).name).toBe('M\u00f6bel')
  expect(ClaimInput.parse({ name: 'invoice\u202efdp.exe' }).name).toBe('invoicefdp.exe')
})

test('names of people everywhere are kept as they were typed', () => {
  for (const name of [
    'مريم الحسن',
    'Nguyễn Thị Hồng Ánh',
    '田中 葵',
    'Séan Ó Ruairc',
    'İpek',
    '👩‍💻 Ada',
    '"; drop table claim; --',
    '<b>x</b>',
  ])
    expect(ClaimInput.parse({ name }).name).toBe(name.normalize('NFC'))
})

test('whatever is typed either has the shape of a draft or is refused; the shape itself never throws', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 2 }), fc.string({ unit: 'binary' }), (anything, text) => {
      ClaimInput.safeParse(anything)
      const read = ClaimInput.safeParse({ name: text, domain: text })
      if (read.success) expect(read.data.name.isWellFormed() && !/\p{Cc}/u.test(read.data.name)).toBe(true)
    }),
  )
})
