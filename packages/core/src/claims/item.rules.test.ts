import { expect, test } from 'vitest'
import { purchaseChannels } from '../catalogue/catalogue.rules.ts'
import { subscriptionStates } from '../customers/customer.rules.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { KnownSubscription, SubscriptionFacts } from './item.rules.ts'
import { onlySubscription, problemsOfSubscription, publicProblem } from './item.rules.ts'

const now = new Date('2026-11-02T09:00:00Z')
const tenant = '019a0000-0000-7000-8000-000000000001'
const typed = '8d1f0a52-4c3b-4e0f-9a77-2b1c6d5e4f30'

const sales: KnownSubscription = {
  subscriptionId: typed,
  customerTenantId: tenant,
  productCode: 'SALE',
  family: 'customer engagement',
  channel: 'enterprise_agreement',
  state: 'active',
  activatedAt: '2024-11-02T09:00:00.000Z',
}
const facts = (changes: Partial<SubscriptionFacts> = {}): SubscriptionFacts => ({
  productCode: 'SALE',
  productFamily: 'customer engagement',
  channels: ['enterprise_agreement', 'web_direct', 'reseller_managed'],
  onTenant: [sales],
  found: sales,
  own: null,
  waitHours: 48,
  ...changes,
})
const judge = (text: string, changes: Partial<SubscriptionFacts> = {}) =>
  problemsOfSubscription(text, facts(changes), tenant, now, 'items.0.subscription')
const judgeFound = (changes: Partial<KnownSubscription>) => judge(typed, { found: { ...sales, ...changes } })

test('CLM-R12: a running subscription of the product on the tenant has no problem, typed in any shape of a GUID', () => {
  expect(judge(typed)).toEqual([])
  expect(judge(` {${typed.toUpperCase()}} `)).toEqual([])
})

test('CLM-R12: with nothing typed the only one on the tenant counts (C10)', () => {
  expect(onlySubscription([sales])).toBe(typed)
  expect(judge('')).toEqual([])
})

test('CLM-R13: of several the identifier must be typed, and the question says how many there are (C9)', () => {
  expect(onlySubscription([sales, sales])).toBeNull()
  expect(judge('  ', { onTenant: [sales, sales], found: null })).toEqual([
    { code: 'SUBSCRIPTION_ID_REQUIRED', field: 'items.0.subscription', rule: 'CLM-R13', params: { count: 2 } },
  ])
})

test('CLM-V1: what is no GUID, or names nothing while the product is there, is SUBSCRIPTION_ID_MALFORMED (C13)', () => {
  expect(judge('our usual contract', { found: null })).toMatchObject([
    { code: 'SUBSCRIPTION_ID_MALFORMED', rule: 'CLM-V1' },
  ])
  expect(judge('3f6a1c88-09be-4d27-a5f1-6c20e4b97d13', { found: null })).toMatchObject([
    { code: 'SUBSCRIPTION_ID_MALFORMED', rule: 'CLM-V1' },
  ])
})

test('CLM-V2: a tenant without the product is PRODUCT_NOT_ON_TENANT, typed or not', () => {
  for (const text of ['', typed])
    expect(judge(text, { onTenant: [], found: null })).toMatchObject([
      { code: 'PRODUCT_NOT_ON_TENANT', rule: 'CLM-V2' },
    ])
})

test('CLM-V3: a subscription of another family, or of another product in it, is SUBSCRIPTION_WRONG_FAMILY', () => {
  expect(judgeFound({ productCode: 'FINA', family: 'operations' })).toMatchObject([
    { code: 'SUBSCRIPTION_WRONG_FAMILY', rule: 'CLM-V3' },
  ])
  expect(judgeFound({ productCode: 'SERV' })).toMatchObject([{ code: 'SUBSCRIPTION_WRONG_FAMILY', rule: 'CLM-V3' }])
})

test('CLM-V4: what a reseller manages is SUBSCRIPTION_RESELLER_MANAGED, even where the matrix would allow it (C12)', () => {
  expect(judgeFound({ channel: 'reseller_managed' })).toMatchObject([
    { code: 'SUBSCRIPTION_RESELLER_MANAGED', rule: 'CLM-V4' },
  ])
})

test('CLM-V5: before the customer activated it, it is SUBSCRIPTION_NOT_ACTIVATED', () => {
  for (const changes of [{ state: 'not_activated' as const }, { activatedAt: null }])
    expect(judgeFound(changes)).toMatchObject([{ code: 'SUBSCRIPTION_NOT_ACTIVATED', rule: 'CLM-V5' }])
})

test('CLM-V6: in the first 48 hours it is SUBSCRIPTION_TOO_NEW and says from when; at 48 hours to the second it is not (C11)', () => {
  const activated = (ago: number) => ({ activatedAt: new Date(now.getTime() - ago).toISOString() })
  const hour = 3_600_000
  expect(judgeFound(activated(48 * hour - 60_000))).toEqual([
    {
      code: 'SUBSCRIPTION_TOO_NEW',
      field: 'items.0.subscription',
      rule: 'CLM-V6',
      params: { claimableAt: '2026-11-02T09:01:00.000Z', hours: 48 },
    },
  ])
  expect(judgeFound(activated(48 * hour - 1))).toHaveLength(1)
  expect(judgeFound(activated(48 * hour))).toEqual([])
  expect(
    problemsOfSubscription(
      typed,
      facts({ found: { ...sales, ...activated(47 * hour) } }),
      tenant,
      hoursAfter(now, 1),
      'f',
    ),
  ).toEqual([])
})

test('CLM-V7: what the own organisation holds with this activity names the claim and the place that hold it', () => {
  expect(judge(typed, { own: { claimNumber: 1000004, locationName: 'Leeds' } })).toMatchObject([
    { code: 'SUBSCRIPTION_ALREADY_CLAIMED', rule: 'CLM-V7', params: { claim: 1000004, location: 'Leeds' } },
  ])
})

test('CLM-V9: active and in grace may be claimed; every other state says which it is (C15)', () => {
  const verdicts = subscriptionStates.map((state) => [state, judgeFound({ state })[0]?.code ?? 'accepted'])
  expect(Object.fromEntries(verdicts)).toEqual({
    active: 'accepted',
    grace: 'accepted',
    suspended: 'SUBSCRIPTION_STATE',
    ended: 'SUBSCRIPTION_STATE',
    not_activated: 'SUBSCRIPTION_NOT_ACTIVATED',
  })
  expect(judgeFound({ state: 'suspended' })).toMatchObject([{ rule: 'CLM-V9', params: { state: 'suspended' } }])
})

test('CLM-V10: one on another tenant is known as SUBSCRIPTION_OTHER_TENANT, whatever its state', () => {
  for (const changes of [
    {},
    { state: 'ended' as const },
    { family: 'operations' },
    { channel: 'reseller_managed' as const },
  ])
    expect(judgeFound({ ...changes, customerTenantId: '019a0000-0000-7000-8000-000000000002' })).toMatchObject([
      { code: 'SUBSCRIPTION_OTHER_TENANT', rule: 'CLM-V10' },
    ])
})

test('CLM-V10: the partner is told exactly what a product that is not there would say (C14)', () => {
  const elsewhere = judgeFound({ customerTenantId: '019a0000-0000-7000-8000-000000000002' }).map(publicProblem)
  expect(elsewhere).toEqual(judge(typed, { onTenant: [], found: null }).map(publicProblem))
})

test('CLM-V19: a channel outside the matrix is CHANNEL_NOT_ELIGIBLE; an empty list allows every channel', () => {
  const channels = ['enterprise_agreement', 'web_direct'] as const
  const eligible = purchaseChannels.filter(
    (channel) => judge(typed, { channels, found: { ...sales, channel } }).length === 0,
  )
  expect(eligible).toEqual(channels)
  expect(judge(typed, { channels, found: { ...sales, channel: 'online_agreement' } })).toMatchObject([
    { code: 'CHANNEL_NOT_ELIGIBLE', rule: 'CLM-V19', params: { channel: 'online_agreement' } },
  ])
  expect(judge(typed, { channels: [], found: { ...sales, channel: 'online_agreement' } })).toEqual([])
})
