import { expect, test } from 'vitest'
import type { AreaTerms } from './claim.rules.ts'
import { ClaimInput, wizardSteps } from './claim.rules.ts'
import type { DraftFacts, ItemFacts, TenantFacts } from './draft.rules.ts'
import { problemsOfItems, problemsOfTenant, stepOf } from './draft.rules.ts'

const now = new Date('2026-11-02T09:00:00Z')
const guid = '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13'
const orchard: TenantFacts = {
  tenant: { id: guid, name: 'Orchard Foods' },
  consentMode: 'opt_out',
  domainVerified: true,
  own: false,
}
const input = (changes: Partial<ClaimInput> = {}): ClaimInput => ({
  ...ClaimInput.parse({}),
  tenantId: guid,
  domain: 'orchardfoods.example',
  ...changes,
})
const tenant = (changes: Partial<ClaimInput>, facts: Partial<TenantFacts> = {}) =>
  problemsOfTenant(input(changes), { ...orchard, ...facts })

test('CLM-R6: domain and tenant are both needed, and a malformed GUID says how long it is', () => {
  expect(tenant({ domain: ' ' })).toMatchObject([{ code: 'DOMAIN_REQUIRED', field: 'domain' }])
  expect(tenant({ tenantId: '' })).toMatchObject([{ code: 'TENANT_ID_REQUIRED', field: 'tenantId' }])
  expect(tenant({ tenantId: ' 3f6a1c88 ' })).toEqual([
    { code: 'TENANT_ID_MALFORMED', field: 'tenantId', rule: 'CLM-R6', params: { length: 8 } },
  ])
})

test('CLM-R6: a GUID of nobody is TENANT_NOT_FOUND, a pair that does not fit is DOMAIN_TENANT_MISMATCH', () => {
  expect(tenant({}, { tenant: null })).toMatchObject([{ code: 'TENANT_NOT_FOUND', field: 'tenantId', rule: 'CLM-R6' }])
  expect(tenant({}, { domainVerified: false })).toEqual([
    { code: 'DOMAIN_TENANT_MISMATCH', field: 'domain', rule: 'CLM-R6' },
  ])
})

test('CLM-R7: the own organisation’s tenant is SELF_TENANT, and only once the pair fits', () => {
  expect(tenant({}, { own: true })).toMatchObject([{ code: 'SELF_TENANT', rule: 'CLM-R7' }])
  expect(tenant({}, { own: true, domainVerified: false })).toMatchObject([{ code: 'DOMAIN_TENANT_MISMATCH' }])
  expect(tenant({})).toEqual([])
})

const mail: ItemFacts = { code: 'MAIL', known: true, designation: false, own: null, subscription: null }
const area: AreaTerms = {
  code: 'workplace',
  name: 'Workplace',
  level: 'workload',
  needsTechnicalContact: false,
  activities: [],
}
const facts = (items: readonly ItemFacts[]): DraftFacts => ({
  area,
  location: null,
  tenant: orchard,
  items,
  organizationDomains: [],
})
const items = (...of: ItemFacts[]) =>
  problemsOfItems(input({ items: of.map(({ code }) => ({ code, subscription: '' })) }), facts(of), now)

test('CLM-R8: at least one item, and each from the area’s catalogue', () => {
  expect(problemsOfItems(input(), facts([]), now)).toMatchObject([
    { code: 'ITEM_REQUIRED', field: 'items', rule: 'CLM-R8' },
  ])
  expect(items(mail, { ...mail, code: 'NOPE', known: false })).toMatchObject([
    { code: 'ITEM_UNKNOWN', field: 'items.1' },
  ])
  expect(items(mail)).toEqual([])
})

test('CLM-R9: what the organisation has with this activity cannot be chosen again', () => {
  expect(items({ ...mail, own: { claimNumber: 1000001, locationName: 'Leeds' } })).toEqual([
    {
      code: 'SUBSCRIPTION_ALREADY_CLAIMED',
      field: 'items.0',
      rule: 'CLM-R9',
      params: { claim: 1000001, location: 'Leeds' },
    },
  ])
})

test('CLM-R11: a product whose partner the customer designates is PRODUCT_USES_DESIGNATION (C8)', () => {
  expect(items({ ...mail, code: 'INSI', designation: true })).toEqual([
    { code: 'PRODUCT_USES_DESIGNATION', field: 'items.0', rule: 'CLM-R11' },
  ])
})

test('CLM-R6: items are judged only for who knows a domain of the tenant; its GUID alone tells nothing of what it bought', () => {
  const chosen = input({ items: [{ code: 'MAIL', subscription: '' }] })
  const held = [{ ...mail, own: { claimNumber: 1000001, locationName: 'Leeds' } }]
  expect(problemsOfItems(chosen, facts(held), now)).toHaveLength(1)
  expect(problemsOfItems(chosen, { ...facts(held), tenant: { ...orchard, domainVerified: false } }, now)).toEqual([])
  expect(problemsOfItems(chosen, { ...facts(held), tenant: { ...orchard, tenant: null } }, now)).toEqual([])
  expect(problemsOfItems(chosen, { ...facts(held), area: null }, now)).toEqual([])
})

test('every problem of several items names its own place', () => {
  const designated = { ...mail, designation: true }
  expect(items(designated, mail, designated).map(({ field }) => field)).toEqual(['items.0', 'items.2'])
})

test.each([
  ['areaCode', 'activity'],
  ['solutionSellerName', 'activity'],
  ['locationId', 'customer'],
  ['tenantId', 'customer'],
  ['domain', 'customer'],
  ['items', 'items'],
  ['items.11', 'items'],
  ['items.3.subscription', 'subscriptions'],
  ['customerContact.email', 'contacts'],
  ['technicalContact.name', 'contacts'],
  ['partnerContact.email', 'contacts'],
  ['name', 'contacts'],
  ['evidence', 'review'],
] as const)('a problem of %s is mended in the step %s', (field, step) => {
  expect(stepOf({ code: 'X', field, rule: 'X' })).toBe(step)
  expect(wizardSteps).toContain(step)
})
