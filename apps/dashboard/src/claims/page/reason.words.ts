import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import {
  answers_end_location_dissociated,
  answers_end_no_consent,
  answers_end_partner_disassociated,
  answers_end_subscription_ended,
  answers_end_superseded,
  answers_end_vendor_revoked,
  claims_denial_data,
  claims_denial_other,
  claims_denial_unknown,
  claims_page_activity_incentive,
  claims_page_activity_opted_out,
  claims_page_end_consent_denied,
  claims_page_end_other,
  claims_reason_activity_not_described,
  claims_reason_customer_not_found,
  claims_reason_dates_missing,
  claims_reason_evidence_outdated,
  claims_reason_evidence_unrelated,
  claims_reason_item_not_covered,
  claims_reason_no_customer_acknowledgement,
  claims_reason_other,
  claims_reason_other_partner_recorded,
  claims_reason_party_mismatch,
  claims_reason_public_sector_disclosure,
  claims_reason_wrong_activity,
  claims_reason_wrong_location,
} from '@ofrecord/messages/messages'
import { formatList } from '../../lib/format.ts'
import { activityTitle } from '../activity.ts'
import type { ClaimPage } from './claim.ts'

/** Why a reviewer sent a claim back or refused it (F.4.5). */
export const reasonWords: Record<ReviewReason, () => string> = {
  evidence_unrelated: claims_reason_evidence_unrelated,
  no_customer_acknowledgement: claims_reason_no_customer_acknowledgement,
  item_not_covered: claims_reason_item_not_covered,
  activity_not_described: claims_reason_activity_not_described,
  party_mismatch: claims_reason_party_mismatch,
  dates_missing: claims_reason_dates_missing,
  evidence_outdated: claims_reason_evidence_outdated,
  public_sector_disclosure: claims_reason_public_sector_disclosure,
  other_partner_recorded: claims_reason_other_partner_recorded,
  wrong_activity: claims_reason_wrong_activity,
  wrong_location: claims_reason_wrong_location,
  customer_not_found: claims_reason_customer_not_found,
  other: claims_reason_other,
}

const denialWords: Record<string, () => string> = {
  data: claims_denial_data,
  unknown: claims_denial_unknown,
  other: claims_denial_other,
}

/** Reasons inside a sentence: "the documents do not say what you do, and dates are missing". */
export const reasonList = (reasons: readonly string[]): string =>
  formatList(reasons.map((code) => lower(reasonOf(code))))

export const denialList = (reasons: readonly string[]): string =>
  formatList(reasons.map((code) => lower(denialWords[code]?.() ?? code)))

const reasonOf = (code: string): string => reasonWords[code as ReviewReason]?.() ?? code

const lower = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1)

export const activityName = (claim: Pick<ClaimPage, 'activity'>): string => lower(activityTitle(claim.activity))

/** The activity with what it earns: only usage claims can be opted out of payment. */
export const activityTerms = (claim: Pick<ClaimPage, 'activity' | 'incentiveOptOut'>): string => {
  const activity = activityTitle(claim.activity)
  if (claim.activity !== 'usage') return activity
  return claim.incentiveOptOut
    ? claims_page_activity_opted_out({ activity })
    : claims_page_activity_incentive({ activity })
}

/** Why an association ended. A rival is never named, not even that there is one (CNF-R6). */
export const endWord = (reason: string): string => endWords[reason]?.() ?? claims_page_end_other()

const endWords: Record<string, () => string> = {
  consent_denied: claims_page_end_consent_denied,
  partner_disassociated: answers_end_partner_disassociated,
  superseded: answers_end_superseded,
  subscription_ended: answers_end_subscription_ended,
  location_dissociated: answers_end_location_dissociated,
  vendor_revoked: answers_end_vendor_revoked,
  no_consent: answers_end_no_consent,
}
