/** The table of all letters, and how one is defined. */
import { claimActionRequired } from '../claims/claim-action-required.ts'
import { claimActivated } from '../claims/claim-activated.ts'
import { claimApproved } from '../claims/claim-approved.ts'
import { claimConflictDecided } from '../claims/claim-conflict-decided.ts'
import { claimDeniedPartner } from '../claims/claim-denied-partner.ts'
import { claimEndedPartner } from '../claims/claim-ended-partner.ts'
import { claimInReview } from '../claims/claim-in-review.ts'
import { claimNudge } from '../claims/claim-nudge.ts'
import { claimRejected } from '../claims/claim-rejected.ts'
import { claimReminder } from '../claims/claim-reminder.ts'
import { claimSubmitted } from '../claims/claim-submitted.ts'
import { commentMention } from '../claims/comment-mention.ts'
import { disputeReminder } from '../claims/dispute-reminder.ts'
import { evidenceInfected } from '../claims/evidence-infected.ts'
import { evidenceRequested } from '../claims/evidence-requested.ts'
import { reviewDue } from '../claims/review-due.ts'
import { subscriptionEnding } from '../claims/subscription-ending.ts'
import { associationConfirmed } from '../consent/association-confirmed.ts'
import { associationDenied } from '../consent/association-denied.ts'
import { associationEnded } from '../consent/association-ended.ts'
import { associationNotice } from '../consent/association-notice.ts'
import { clarifyCustomer } from '../consent/clarify-customer.ts'
import type { Letter } from './letter.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'

export const letters: { readonly [T in LetterTemplate]: Letter<LetterParams[T]> } = {
  'association-notice': associationNotice,
  'association-denied': associationDenied,
  'association-confirmed': associationConfirmed,
  'association-ended': associationEnded,
  'clarify-customer': clarifyCustomer,
  'claim-submitted': claimSubmitted,
  'claim-in-review': claimInReview,
  'claim-approved': claimApproved,
  'claim-activated': claimActivated,
  'claim-denied-partner': claimDeniedPartner,
  'claim-action-required': claimActionRequired,
  'claim-reminder': claimReminder,
  'claim-rejected': claimRejected,
  'claim-ended-partner': claimEndedPartner,
  'evidence-requested': evidenceRequested,
  'claim-conflict-decided': claimConflictDecided,
  'review-due': reviewDue,
  'dispute-reminder': disputeReminder,
  'subscription-ending': subscriptionEnding,
  'evidence-infected': evidenceInfected,
  'comment-mention': commentMention,
  'claim-nudge': claimNudge,
}

/** The names of all letters, in the order of their stories. */
export const letterTemplates = Object.keys(letters) as LetterTemplate[]
