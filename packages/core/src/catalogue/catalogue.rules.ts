/** How a customer bought a subscription (glossary A.3). */
export const purchaseChannels = [
  'enterprise_agreement',
  'enterprise_subscription',
  'education_agreement',
  'online_agreement',
  'open_license',
  'web_direct',
  'reseller_managed',
] as const
export type PurchaseChannel = (typeof purchaseChannels)[number]

export const claimActivities = ['presales', 'usage', 'usage_recognition', 'revenue'] as const
export type ClaimActivity = (typeof claimActivities)[number]

/** What an area's claims are about: services of a suite, or a product with its subscription. */
export type AreaLevel = 'workload' | 'subscription'

/** One row of the area × activity matrix (B.1.3). */
export interface ActivityTerms {
  activity: ClaimActivity
  evidence: boolean
  notice: boolean
  pays: boolean
  /** Channels a subscription may have been bought through; empty: any. */
  channels: readonly PurchaseChannel[]
}

/** Programme settings that concern claims and consent, with the defaults of B.0.4. */
export const policyDefaults = {
  queueSlaBusinessDays: 5,
  reviewSlaBusinessDays: 5,
  actionRequiredDays: 30,
  consentWindowDays: 7,
  activationWaitHours: 48,
  disputeDays: 30,
  undoHours: 24,
  linkReadOnlyDays: 90,
} as const

export type Policy = { readonly [Key in keyof typeof policyDefaults]: number }
