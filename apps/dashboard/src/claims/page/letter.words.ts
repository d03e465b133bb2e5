import type { LetterState } from '@ofrecord/core/letters/letter.rules'
import { shownPerson } from '../../lib/erased.ts'
import {
  claims_page_letter_accepted,
  claims_page_letter_association_confirmed,
  claims_page_letter_association_denied,
  claims_page_letter_association_ended,
  claims_page_letter_association_notice,
  claims_page_letter_association_reminder,
  claims_page_letter_customer_question,
  claims_page_letter_bounced,
  claims_page_letter_claim_action_required,
  claims_page_letter_claim_reminder,
  claims_page_letter_claim_activated,
  claims_page_letter_claim_approved,
  claims_page_letter_claim_denied_partner,
  claims_page_letter_claim_ended_partner,
  claims_page_letter_claim_in_review,
  claims_page_letter_claim_rejected,
  claims_page_letter_claim_submitted,
  claims_page_letter_failed,
  claims_page_letter_other,
  claims_page_letter_queued,
  claims_page_letter_retry,
  claims_page_letter_sending,
  claims_page_letter_unknown,
  conflicts_letter_decided,
  conflicts_letter_requested,
  delivery_kind_association_confirmed,
  delivery_kind_association_denied,
  delivery_kind_association_ended,
  delivery_kind_association_notice,
  delivery_kind_association_reminder,
  delivery_kind_contact_correction,
  delivery_letter_claim_notice_bounced,
  delivery_letter_contact_correction,
  delivery_letter_new_link,
  review_letter_dispute_reminder,
  review_letter_evidence_infected,
  review_letter_review_due,
  review_letter_subscription_ending,
} from '@ofrecord/messages/messages'
import type { Delivery } from './claim.ts'

const letterNames: Record<string, () => string> = {
  'association-notice': claims_page_letter_association_notice,
  'association-denied': claims_page_letter_association_denied,
  'association-confirmed': claims_page_letter_association_confirmed,
  'association-ended': claims_page_letter_association_ended,
  'association-reminder': claims_page_letter_association_reminder,
  'customer-question': claims_page_letter_customer_question,
  'contact-correction': delivery_letter_contact_correction,
  'association-new-link': delivery_letter_new_link,
  'claim-notice-bounced': delivery_letter_claim_notice_bounced,
  'claim-submitted': claims_page_letter_claim_submitted,
  'claim-in-review': claims_page_letter_claim_in_review,
  'claim-approved': claims_page_letter_claim_approved,
  'claim-activated': claims_page_letter_claim_activated,
  'claim-denied-partner': claims_page_letter_claim_denied_partner,
  'claim-action-required': claims_page_letter_claim_action_required,
  'claim-reminder': claims_page_letter_claim_reminder,
  'claim-rejected': claims_page_letter_claim_rejected,
  'claim-ended-partner': claims_page_letter_claim_ended_partner,
  'evidence-requested': conflicts_letter_requested,
  'claim-conflict-decided': conflicts_letter_decided,
  'review-due': review_letter_review_due,
  'dispute-reminder': review_letter_dispute_reminder,
  'subscription-ending': review_letter_subscription_ending,
  'evidence-infected': review_letter_evidence_infected,
}

const stateWords: Record<LetterState, (to: { to: string }) => string> = {
  queued: claims_page_letter_queued,
  sending: claims_page_letter_sending,
  accepted: claims_page_letter_accepted,
  retry: claims_page_letter_retry,
  failed: claims_page_letter_failed,
  unknown: claims_page_letter_unknown,
  bounced: claims_page_letter_bounced,
}

export const letterName = ({ template }: Delivery): string => (letterNames[template] ?? claims_page_letter_other)()

const kinds: Record<string, () => string> = {
  'association-notice': delivery_kind_association_notice,
  'contact-correction': delivery_kind_contact_correction,
  'association-reminder': delivery_kind_association_reminder,
  'association-denied': delivery_kind_association_denied,
  'association-confirmed': delivery_kind_association_confirmed,
  'association-ended': delivery_kind_association_ended,
}

/** What a letter to the customer is, where it is plain that it is a letter. */
export const letterKind = (letter: Delivery): string => kinds[letter.template]?.() ?? letterName(letter)

/** To whom, and how far it got. Of mailboxes at the customer a partner is told the domain. */
export const letterFate = ({ recipient, state }: Delivery): string => stateWords[state]({ to: shownPerson(recipient) })
