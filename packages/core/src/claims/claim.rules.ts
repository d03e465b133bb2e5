import { z } from 'zod'
import { claimActivities } from '../catalogue/catalogue.rules.ts'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import type { Problem } from '../kernel/errors.ts'
import { defineMoves } from '../kernel/moves.ts'
import { line } from '../kernel/text.rules.ts'
import { customerLanguages } from './language.rules.ts'

export const claimStatuses = [
  'draft',
  'submitted',
  'under_review',
  'action_required',
  'approved',
  'rejected',
  'withdrawn',
  'consent_denied',
  'ended',
  'deleted',
] as const
export type ClaimStatus = (typeof claimStatuses)[number]

/** Where the customer's answer stands (B.2.4). */
export const consentStates = [
  'none',
  'not_applicable',
  'awaiting_delivery',
  'window_open',
  'paused_bounced',
  'elapsed',
  'confirmed',
  'denied',
  'lapsed_unanswered',
] as const
export type ConsentState = (typeof consentStates)[number]

export const claimVerbs = [
  'submit',
  'delete',
  'recall',
  'take',
  'return',
  'resubmit',
  'lapse',
  'approve',
  'approveByRules',
  'reject',
  'dispute',
  'withdraw',
  'activate',
  'deny',
  'undoDenial',
  'end',
  'reinstate',
] as const
export type ClaimVerb = (typeof claimVerbs)[number]

/** The state machine of a claim (B.1.5). Pages draw their buttons from it; the verbs move by it. */
export const claimMoves = defineMoves<ClaimStatus, ClaimVerb>()({
  draft: { submit: 'submitted', delete: 'deleted' },
  submitted: { recall: 'draft', take: 'under_review', approveByRules: 'approved', withdraw: 'withdrawn' },
  // A disputed claim is under review before anybody has taken it.
  under_review: {
    take: 'under_review',
    return: 'action_required',
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  action_required: { resubmit: 'submitted', lapse: 'rejected', withdraw: 'withdrawn' },
  approved: { activate: 'approved', deny: 'consent_denied', end: 'ended' },
  rejected: { dispute: 'under_review' },
  withdrawn: {},
  consent_denied: { undoDenial: 'approved' },
  // Only what ended with a location that the vendor restores within 30 days (DIS-R5); everything else is final (I2).
  ended: { reinstate: 'approved' },
  deleted: {},
})

/** Why what was approved is no longer in force; the category is all that the other side is told (CNF-R6). */
export type EndReason =
  | 'partner_disassociated'
  | 'superseded'
  | 'subscription_ended'
  | 'location_dissociated'
  | 'vendor_revoked'
  | 'no_consent'
  | 'merged_duplicate'

export const associationStatuses = ['reserved', 'in_consent_window', 'active', 'ended'] as const
export type AssociationStatus = (typeof associationStatuses)[number]

/** One contact as typed; empty strings are allowed in a draft and are problems on the way out. */
export const ContactInput = z.strictObject({
  name: line(120).default(''),
  title: line(120).default(''),
  email: line(254).default(''),
  language: z
    .string()
    .refine((language) => customerLanguages.includes(language))
    .default('en'),
  phone: line(40).default(''),
})
export type ContactInput = z.infer<typeof ContactInput>

export const PartnerContactInput = z.strictObject({ name: line(120).default(''), email: line(254).default('') })

/** One chosen item: a workload by its code, or a product with the subscription as typed. */
export const ItemInput = z.strictObject({ code: line(20), subscription: line(80).default('') })
export type ItemInput = z.infer<typeof ItemInput>

/**
 * A claim as the wizard holds it: everything optional, nothing judged. A draft keeps what was typed, right or wrong,
 * so that coming back loses nothing; `problemsOf…` judge it.
 */
export const ClaimInput = z.strictObject({
  areaCode: line(40).default(''),
  activity: z.enum(claimActivities).nullable().default(null),
  incentiveOptOut: z.boolean().default(false),
  locationId: z.uuid().nullable().default(null),
  tenantId: line(80).default(''),
  domain: line(254).default(''),
  items: z.array(ItemInput).max(200).default([]),
  name: line(120).default(''),
  customerContact: ContactInput.prefault({}),
  technicalContact: ContactInput.prefault({}),
  partnerContact: PartnerContactInput.prefault({}),
  solutionSellerName: line(120).default(''),
  revenueCustomerName: line(120).default(''),
  isvProductName: line(120).default(''),
})
export type ClaimInput = z.infer<typeof ClaimInput>

/** The wizard's steps, in order; a problem belongs to the step where it is mended. */
export const wizardSteps = ['activity', 'customer', 'items', 'subscriptions', 'contacts', 'review'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** What one area allows, as the catalogue says it. */
export interface AreaTerms {
  code: string
  name: string
  level: 'workload' | 'subscription' | null
  needsTechnicalContact: boolean
  activities: readonly {
    activity: ClaimActivity
    evidence: boolean
    notice: boolean
    pays: boolean
    channels: readonly string[]
    /** The incentive programme that area and activity belong to, if any. */
    programme: { code: string; name: string } | null
  }[]
}

/** Facts about the location that was picked; null when it does not exist in the person's scope. */
export interface LocationFacts {
  id: string
  active: boolean
  enrolled: boolean
  /** What was picked is the organisation as a whole, which has the global number and is no location. */
  isGlobal?: true
}

/** Step 2: area and activity (CLM-R2, CLM-V18). */
export const problemsOfActivity = (input: ClaimInput, area: AreaTerms | null): Problem[] => {
  if (!area || area.level === null) return [{ code: 'AREA_REQUIRED', field: 'areaCode', rule: 'CLM-R2' }]
  if (!input.activity) return [{ code: 'ACTIVITY_REQUIRED', field: 'activity', rule: 'CLM-R2' }]
  const terms = area.activities.find(({ activity }) => activity === input.activity)
  return terms ? problemsOfRevenue(input) : [{ code: 'ACTIVITY_NOT_IN_AREA', field: 'activity', rule: 'CLM-V18' }]
}

const problemsOfRevenue = (input: ClaimInput): Problem[] => {
  if (input.activity !== 'revenue') return []
  const fields = ['solutionSellerName', 'revenueCustomerName', 'isvProductName'] as const
  return fields
    .filter((field) => input[field] === '')
    .map((field) => ({ code: 'REVENUE_DETAILS_REQUIRED', field, rule: 'CLM-V17' }))
}

/** Step 3, the location: active, in scope, and enrolled if the claim is to pay (CLM-R4, CLM-R5). */
export const problemsOfLocation = (input: ClaimInput, location: LocationFacts | null, pays: boolean): Problem[] => {
  if (!input.locationId) return [{ code: 'LOCATION_REQUIRED', field: 'locationId', rule: 'CLM-R4' }]
  if (location?.isGlobal) return [{ code: 'GLOBAL_NUMBER_NOT_ALLOWED', field: 'locationId', rule: 'CLM-R4' }]
  if (!location?.active) return [{ code: 'LOCATION_INACTIVE', field: 'locationId', rule: 'CLM-R4' }]
  // Opting out exists for `usage` only; a tick that was left over when the activity changed excuses nothing.
  const optedOut = input.activity === 'usage' && input.incentiveOptOut
  if (!location.enrolled && pays && !optedOut)
    return [{ code: 'LOCATION_NOT_ENROLLED', field: 'locationId', rule: 'CLM-R5', warning: true }]
  return []
}

/** What an association counts for: always for recognition and competencies, for earnings unless opted out (C31). */
export const countsFor = ({ pays, incentiveOptOut }: { pays: boolean; incentiveOptOut: boolean }) => ({
  recognition: true,
  earnings: pays && !incentiveOptOut,
})

/** Whether a claim of these terms would be paid: decides CLM-R5. */
export const wouldPay = (input: ClaimInput, area: AreaTerms | null): boolean =>
  area?.activities.find(({ activity }) => activity === input.activity)?.pays ?? false
