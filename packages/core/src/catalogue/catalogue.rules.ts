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

/** Programme settings that concern claims, consent and credentials (B.0.4). */
export interface Policy {
  readonly queueSlaBusinessDays: number
  readonly reviewSlaBusinessDays: number
  readonly actionRequiredDays: number
  readonly consentWindowDays: number
  readonly activationWaitHours: number
  readonly evidenceMaxAgeMonths: number
  readonly disputeDays: number
  readonly disputeSlaBusinessDays: number
  /** Whether the contact is written to once more on the fourth day of the window (B.2.1). */
  readonly consentReminder: boolean
  /** Whether customers are asked what they think of a partner, in the letter about a claim for a subscription (NOT-R1). */
  readonly survey: boolean
  /** Where that is asked; https. */
  readonly surveyAddress: string | null
  readonly undoHours: number
  readonly linkReadOnlyDays: number
  /** null: a claim may have as many items as the catalogue offers. */
  readonly maxItems: number | null
  /** Whether the rules approve by themselves what leaves nothing to ask (T5). */
  readonly autoApprove: boolean
  /** Of 100 claims that the rules would approve, how many a person looks at all the same (AMB-9). */
  readonly samplePercent: number
  /** How long an invitation is good (AF12). */
  readonly inviteDays: number
  /** Whether a proven mailbox on a domain of the organisation lets somebody in without a word of an administrator (AF7). */
  readonly autoAuthorizeMatchingDomain: boolean
  /** How often in a rolling year a person may link a credential, and the days between two links (CP-R3). */
  readonly credentialLinksPerYear: number
  readonly credentialCooldownDays: number
  /** How long before its anniversary a membership can be renewed, and after it benefits go on (B.16.5). */
  readonly membershipReenrolWindowDays: number
  readonly membershipGraceDays: number
  /** How long a transfer may take (MEM-R5), and the money of an order can be asked back (MEM-R6). */
  readonly bankTransferDays: number
  readonly refundDays: number
  /** What a silver member pays less for gold, and whether gold then begins a year of its own (CMP-R4). */
  readonly goldUpgradeDiscountPercent: number
  readonly goldUpgradeStartsYear: boolean
  /** How long a customer's reference is good from their word on (REF-R4). */
  readonly referenceValidMonths: number
  /** Days between two letters about one reference (REF-R6), and how long the customer may answer. */
  readonly referenceResendAfterDays: number
  readonly referenceRequestDays: number
  /** How long ago a project may have ended when its customer is asked (REF-R7). */
  readonly referenceProjectMaxAgeMonths: number
  /** The hour of the reader's clock at which digests come. */
  readonly digestHour: number
  /** Where a company is verified by its number in a register (B.7.2): ISO 3166 codes, sorted, a space between two. */
  readonly registrationCountries: string
  /** Business days in which the service desk means to have a ticket solved, by its priority (SUP-R3). */
  readonly ticketUrgentBusinessDays: number
  readonly ticketHighBusinessDays: number
  readonly ticketNormalBusinessDays: number
  readonly ticketLowBusinessDays: number
}

/** What holds until a programme administrator changes it. */
export const policyDefaults: Policy = {
  queueSlaBusinessDays: 5,
  reviewSlaBusinessDays: 5,
  actionRequiredDays: 30,
  consentWindowDays: 7,
  consentReminder: false,
  survey: false,
  surveyAddress: null,
  activationWaitHours: 48,
  evidenceMaxAgeMonths: 12,
  disputeDays: 30,
  disputeSlaBusinessDays: 5,
  undoHours: 24,
  linkReadOnlyDays: 90,
  maxItems: null,
  autoApprove: false,
  samplePercent: 10,
  inviteDays: 30,
  autoAuthorizeMatchingDomain: true,
  credentialLinksPerYear: 3,
  credentialCooldownDays: 30,
  membershipReenrolWindowDays: 90,
  membershipGraceDays: 30,
  bankTransferDays: 30,
  refundDays: 30,
  goldUpgradeDiscountPercent: 25,
  goldUpgradeStartsYear: false,
  referenceValidMonths: 24,
  referenceResendAfterDays: 7,
  referenceRequestDays: 60,
  referenceProjectMaxAgeMonths: 12,
  digestHour: 7,
  registrationCountries: 'AT AU BR CH DE ES FR GB IE IN IT NL PL SE',
  ticketUrgentBusinessDays: 1,
  ticketHighBusinessDays: 2,
  ticketNormalBusinessDays: 3,
  ticketLowBusinessDays: 5,
}

export const skillKinds = ['training', 'assessment', 'exam', 'certification'] as const
/** What the skill feed and the catalogue of certifications speak of. */
export type SkillKind = (typeof skillKinds)[number]
