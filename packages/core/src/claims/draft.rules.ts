import type { ConsentMode } from '../customers/customer.rules.ts'
import type { Problem } from '../kernel/errors.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import type { AreaTerms, ClaimInput, LocationFacts, WizardStep } from './claim.rules.ts'
import { problemsOfActivity, problemsOfLocation, wouldPay } from './claim.rules.ts'
import { problemsOfContacts } from './contact.rules.ts'
import type { SubscriptionFacts } from './item.rules.ts'
import { problemsOfSubscription, publicProblem } from './item.rules.ts'

/** What is known about the tenant and the domain that were typed. */
export interface TenantFacts {
  tenant: { id: string; name: string } | null
  /** How the customer answers partners in general. */
  consentMode: ConsentMode | null
  /** The typed domain is verified on that tenant. */
  domainVerified: boolean
  /** The domain is one of the claiming organisation's own. */
  own: boolean
}

/** What is known about one chosen item. */
export interface ItemFacts {
  code: string
  known: boolean
  designation: boolean
  /** Held by the reader's own organisation with the same activity. */
  own: { claimNumber: number | null; locationName: string } | null
  subscription: SubscriptionFacts | null
}

export interface DraftFacts {
  area: AreaTerms | null
  location: LocationFacts | null
  tenant: TenantFacts
  items: readonly ItemFacts[]
  /** The programme's limit of items in one claim; null or absent: none (AMB-8). */
  maxItems?: number | null
  organizationDomains: readonly string[]
}

/** Everything that keeps a draft from being a claim, in the order of the wizard (CLM-R2…R15, CLM-V1…V10, V16…V19). */
export const problemsOfDraft = (input: ClaimInput, facts: DraftFacts, now: Date): Problem[] => [
  ...problemsOfActivity(input, facts.area),
  ...problemsOfLocation(input, facts.location, wouldPay(input, facts.area)),
  ...problemsOfTenant(input, facts.tenant),
  ...problemsOfItems(input, facts, now),
  ...problemsOfContacts(input, facts.organizationDomains, facts.area?.needsTechnicalContact ?? false),
]

/** Step 3, the customer. One text for a wrong pair, whichever of the two is wrong (CLM-R6). */
export const problemsOfTenant = (input: ClaimInput, facts: TenantFacts): Problem[] => {
  if (input.domain.trim() === '') return [{ code: 'DOMAIN_REQUIRED', field: 'domain', rule: 'CLM-R6' }]
  if (input.tenantId.trim() === '') return [{ code: 'TENANT_ID_REQUIRED', field: 'tenantId', rule: 'CLM-R6' }]
  if (!readGuid(input.tenantId))
    return [
      {
        code: 'TENANT_ID_MALFORMED',
        field: 'tenantId',
        rule: 'CLM-R6',
        params: { length: input.tenantId.trim().length },
      },
    ]
  if (!facts.tenant) return [{ code: 'TENANT_NOT_FOUND', field: 'tenantId', rule: 'CLM-R6' }]
  if (!facts.domainVerified) return [{ code: 'DOMAIN_TENANT_MISMATCH', field: 'domain', rule: 'CLM-R6' }]
  return facts.own ? [{ code: 'SELF_TENANT', field: 'domain', rule: 'CLM-R7' }] : []
}

/**
 * Tenant and domain fit together. Before they do, items are not judged: there is no catalogue to judge by, and what a
 * tenant has bought is nobody's business who has only its GUID.
 */
export const isSettled = (facts: TenantFacts): boolean => facts.tenant !== null && facts.domainVerified

/** Steps 4 and 5: at least one item, each choosable, each with its subscription where the area works by subscription. */
export const problemsOfItems = (input: ClaimInput, facts: DraftFacts, now: Date): Problem[] => {
  if (input.items.length === 0) return [{ code: 'ITEM_REQUIRED', field: 'items', rule: 'CLM-R8' }]
  if (facts.maxItems != null && input.items.length > facts.maxItems)
    return [{ code: 'ITEMS_TOO_MANY', field: 'items', rule: 'AMB-8', params: { max: facts.maxItems } }]
  if (!facts.area || !isSettled(facts.tenant)) return []
  return input.items.flatMap((item, at) => {
    const known = facts.items[at]
    return known ? problemsOfItem(item, at, known, facts, now) : [unknownItem(at)]
  })
}

const unknownItem = (at: number): Problem => ({ code: 'ITEM_UNKNOWN', field: `items.${at}`, rule: 'CLM-R8' })

const problemsOfItem = (
  item: { code: string; subscription: string },
  at: number,
  known: ItemFacts,
  facts: DraftFacts,
  now: Date,
): Problem[] => {
  if (!known.known) return [unknownItem(at)]
  if (known.designation) return [{ code: 'PRODUCT_USES_DESIGNATION', field: `items.${at}`, rule: 'CLM-R11' }]
  if (known.own && !known.subscription)
    return [
      {
        code: 'SUBSCRIPTION_ALREADY_CLAIMED',
        field: `items.${at}`,
        rule: 'CLM-R9',
        params: { claim: known.own.claimNumber ?? '', location: known.own.locationName },
      },
    ]
  if (!known.subscription || !facts.tenant.tenant) return []
  return problemsOfSubscription(
    item.subscription,
    known.subscription,
    facts.tenant.tenant.id,
    now,
    `items.${at}.subscription`,
  ).map(publicProblem)
}

const stepOfField: readonly (readonly [RegExp, WizardStep])[] = [
  [/^(areaCode|activity|solutionSellerName|revenueCustomerName|isvProductName)/, 'activity'],
  [/^(locationId|tenantId|domain)/, 'customer'],
  [/^items\.\d+\.subscription/, 'subscriptions'],
  [/^items/, 'items'],
  [/^(name|customerContact|technicalContact|partnerContact)/, 'contacts'],
]

/** The step where a problem is mended. */
export const stepOf = (problem: Problem): WizardStep =>
  stepOfField.find(([pattern]) => pattern.test(problem.field))?.[1] ?? 'review'
