import type { Problem } from '../kernel/errors.ts'
import { hoursAfter } from '../kernel/time.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import type { PurchaseChannel } from '../catalogue/catalogue.rules.ts'
import type { SubscriptionState } from '../customers/customer.rules.ts'

/** What a subscription claim knows about one typed identifier. */
export interface SubscriptionFacts {
  productCode: string
  productFamily: string
  /** Channels that the activity allows; empty: any. */
  channels: readonly PurchaseChannel[]
  /** Subscriptions of this product on the tenant. */
  onTenant: readonly KnownSubscription[]
  /** What the typed identifier resolves to, anywhere at this vendor; with none typed, the only one on the tenant. */
  found: KnownSubscription | null
  /** The organisation's own live claim or association on it, with the same activity. */
  own: { claimNumber: number | null; locationName: string } | null
  waitHours: number
}

export interface KnownSubscription {
  subscriptionId: string
  customerTenantId: string
  productCode: string
  family: string
  channel: PurchaseChannel
  state: SubscriptionState
  /** ISO instant; null until the customer has activated it. */
  activatedAt: string | null
}

/** Channels, states and waiting time, for one typed subscription (CLM-V1…V10); `field` names the input to mend. */
export const problemsOfSubscription = (
  typed: string,
  facts: SubscriptionFacts,
  customerTenantId: string,
  now: Date,
  field: string,
): Problem[] => {
  const problem = (code: string, rule: string, params?: Problem['params']): Problem[] => [
    { code, field, rule, ...(params && { params }) },
  ]
  if (typed.trim() === '' && !facts.found) return missing(facts, problem)
  if (typed.trim() !== '' && !readGuid(typed))
    return problem('SUBSCRIPTION_ID_MALFORMED', 'CLM-V1', { length: typed.trim().length })
  const { found } = facts
  if (!found)
    return facts.onTenant.length > 0
      ? problem('SUBSCRIPTION_ID_MALFORMED', 'CLM-V1', { length: 36 })
      : problem('PRODUCT_NOT_ON_TENANT', 'CLM-V2')
  if (found.customerTenantId !== customerTenantId) return problem('SUBSCRIPTION_OTHER_TENANT', 'CLM-V10')
  // Within one family, too: a claim for Field Service must not take hold of a Sales Hub (CLM-R12).
  if (found.family !== facts.productFamily || found.productCode !== facts.productCode)
    return problem('SUBSCRIPTION_WRONG_FAMILY', 'CLM-V3')
  return eligibility(found, facts, now, problem)
}

type Say = (code: string, rule: string, params?: Problem['params']) => Problem[]

const missing = (facts: SubscriptionFacts, problem: Say): Problem[] =>
  facts.onTenant.length > 1
    ? problem('SUBSCRIPTION_ID_REQUIRED', 'CLM-R13', { count: facts.onTenant.length })
    : problem('PRODUCT_NOT_ON_TENANT', 'CLM-V2')

const eligibility = (found: KnownSubscription, facts: SubscriptionFacts, now: Date, problem: Say): Problem[] => {
  if (found.channel === 'reseller_managed') return problem('SUBSCRIPTION_RESELLER_MANAGED', 'CLM-V4')
  if (found.state === 'not_activated' || !found.activatedAt)
    return problem('SUBSCRIPTION_NOT_ACTIVATED', 'CLM-V5', { hours: facts.waitHours })
  if (found.state !== 'active' && found.state !== 'grace')
    return problem('SUBSCRIPTION_STATE', 'CLM-V9', { state: found.state })
  const claimableAt = hoursAfter(new Date(found.activatedAt), facts.waitHours)
  if (now < claimableAt)
    return problem('SUBSCRIPTION_TOO_NEW', 'CLM-V6', { claimableAt: claimableAt.toISOString(), hours: facts.waitHours })
  if (facts.channels.length > 0 && !facts.channels.includes(found.channel))
    return problem('CHANNEL_NOT_ELIGIBLE', 'CLM-V19', { channel: found.channel })
  if (facts.own)
    return problem('SUBSCRIPTION_ALREADY_CLAIMED', 'CLM-V7', {
      claim: facts.own.claimNumber ?? '',
      location: facts.own.locationName,
    })
  return []
}

/**
 * What the partner is told of a problem: a subscription on another tenant reads like a product that is not there, in
 * code and in text, so that the form cannot be used to find out who owns what (CLM-V10).
 */
export const publicProblem = (problem: Problem): Problem =>
  problem.code === 'SUBSCRIPTION_OTHER_TENANT' ? { ...problem, code: 'PRODUCT_NOT_ON_TENANT', rule: 'CLM-V2' } : problem

/** The subscription to fill in: the only eligible one of the product on the tenant (CLM-R12); else it must be typed. */
export const onlySubscription = (onTenant: readonly KnownSubscription[]): string | null =>
  onTenant.length === 1 ? onTenant[0]!.subscriptionId : null
