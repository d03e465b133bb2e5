/** The table of all letters, and how one is defined. */
import { contactChanged } from '../access/contact-changed.ts'
import { credentialAsked } from '../access/credential-asked.ts'
import { credentialChecked } from '../access/credential-checked.ts'
import { credentialMoved } from '../access/credential-moved.ts'
import { mailboxTest } from '../access/mailbox-test.ts'
import { privilegeChanged } from '../access/privilege-changed.ts'
import { passwordReset } from '../account/password-reset.ts'
import { securityChanged } from '../account/security-changed.ts'
import { claimActionRequired } from '../claims/claim-action-required.ts'
import { claimActivated } from '../claims/claim-activated.ts'
import { claimApproved } from '../claims/claim-approved.ts'
import { claimConflictDecided } from '../claims/claim-conflict-decided.ts'
import { claimDeniedPartner } from '../claims/claim-denied-partner.ts'
import { claimEndedPartner } from '../claims/claim-ended-partner.ts'
import { claimInReview } from '../claims/claim-in-review.ts'
import { claimNoticeBounced } from '../claims/claim-notice-bounced.ts'
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
import { competencyAtRisk } from '../competencies/competency-at-risk.ts'
import { competencyLapsed } from '../competencies/competency-lapsed.ts'
import { competencyPreapproved } from '../competencies/competency-preapproved.ts'
import { competencyQualified } from '../competencies/competency-qualified.ts'
import { competencyRenewal } from '../competencies/competency-renewal.ts'
import { associationConfirmed } from '../consent/association-confirmed.ts'
import { associationDenied } from '../consent/association-denied.ts'
import { associationEnded } from '../consent/association-ended.ts'
import { associationNewLink } from '../consent/association-new-link.ts'
import { associationNotice } from '../consent/association-notice.ts'
import { associationReminder } from '../consent/association-reminder.ts'
import { clarifyCustomer } from '../consent/clarify-customer.ts'
import { portalCode } from '../consent/portal-code.ts'
import { portalInvitation } from '../consent/portal-invitation.ts'
import { contactCorrection } from '../consent/contact-correction.ts'
import { customerQuestion } from '../consent/customer-question.ts'
import { digestDaily } from '../digest/digest-daily.ts'
import { digestWeekly } from '../digest/digest-weekly.ts'
import { hqChanged } from '../hierarchy/hq-changed.ts'
import { locationDissociated } from '../hierarchy/location-dissociated.ts'
import { locationRestored } from '../hierarchy/location-restored.ts'
import { mergeInvite } from '../hierarchy/merge-invite.ts'
import { mergeResult } from '../hierarchy/merge-result.ts'
import { invoiceReady } from '../memberships/invoice-ready.ts'
import { membershipRenewal } from '../memberships/membership-renewal.ts'
import { orderConfirmation } from '../memberships/order-confirmation.ts'
import { exemptionRefused } from '../memberships/exemption-refused.ts'
import { moneyOwed } from '../memberships/money-owed.ts'
import { refund } from '../memberships/refund.ts'
import { transferInstructions } from '../memberships/transfer-instructions.ts'
import { adminRecovery } from '../people/admin-recovery.ts'
import { adminRecoveryEndedOwn } from '../people/admin-recovery-ended-own.ts'
import { adminRecoveryEnded } from '../people/admin-recovery-ended.ts'
import { adminRecoveryOwn } from '../people/admin-recovery-own.ts'
import { associationRequestDecision } from '../people/association-request-decision.ts'
import { awaitingProfileReminder } from '../people/awaiting-profile-reminder.ts'
import { inviteMulti } from '../people/invite-multi.ts'
import { inviteSingle } from '../people/invite-single.ts'
import { referenceApproved } from '../references/reference-approved.ts'
import { referenceConfirmation } from '../references/reference-confirmation.ts'
import { referenceExpiring } from '../references/reference-expiring.ts'
import { referenceLapsed } from '../references/reference-lapsed.ts'
import { referenceReturned } from '../references/reference-returned.ts'
import { referenceReceipt } from '../references/reference-receipt.ts'
import { referenceRejected } from '../references/reference-rejected.ts'
import { referenceReminder } from '../references/reference-reminder.ts'
import { referenceRevoked } from '../references/reference-revoked.ts'
import { ticketOpened } from '../support/ticket-opened.ts'
import { ticketReplied } from '../support/ticket-replied.ts'
import { ticketResolved } from '../support/ticket-resolved.ts'
import { locales as accountLocales } from '@ofrecord/messages/runtime'
import { locales as customerLocales } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { Letter } from './letter.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'

export const letters: { readonly [T in LetterTemplate]: Letter<LetterParams[T]> } = {
  'association-notice': associationNotice,
  'association-denied': associationDenied,
  'association-confirmed': associationConfirmed,
  'association-ended': associationEnded,
  'association-reminder': associationReminder,
  'association-new-link': associationNewLink,
  'contact-correction': contactCorrection,
  'clarify-customer': clarifyCustomer,
  'portal-code': portalCode,
  'portal-invitation': portalInvitation,
  'claim-submitted': claimSubmitted,
  'claim-in-review': claimInReview,
  'claim-approved': claimApproved,
  'claim-notice-bounced': claimNoticeBounced,
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
  'customer-question': customerQuestion,
  'contact-changed': contactChanged,
  'privilege-changed': privilegeChanged,
  'credential-moved': credentialMoved,
  'credential-asked': credentialAsked,
  'credential-checked': credentialChecked,
  'mailbox-test': mailboxTest,
  'password-reset': passwordReset,
  'security-changed': securityChanged,
  'invite-single': inviteSingle,
  'invite-multi': inviteMulti,
  'association-request-decision': associationRequestDecision,
  'awaiting-profile-reminder': awaitingProfileReminder,
  'admin-recovery': adminRecovery,
  'admin-recovery-own': adminRecoveryOwn,
  'admin-recovery-ended': adminRecoveryEnded,
  'admin-recovery-ended-own': adminRecoveryEndedOwn,
  'merge-invite': mergeInvite,
  'merge-result': mergeResult,
  'location-dissociated': locationDissociated,
  'location-restored': locationRestored,
  'hq-changed': hqChanged,
  'order-confirmation': orderConfirmation,
  'transfer-instructions': transferInstructions,
  'invoice-ready': invoiceReady,
  refund,
  'money-owed': moneyOwed,
  'exemption-refused': exemptionRefused,
  'membership-renewal': membershipRenewal,
  'competency-qualified': competencyQualified,
  'competency-at-risk': competencyAtRisk,
  'competency-renewal': competencyRenewal,
  'competency-lapsed': competencyLapsed,
  'competency-preapproved': competencyPreapproved,
  'reference-confirmation': referenceConfirmation,
  'reference-reminder': referenceReminder,
  'reference-receipt': referenceReceipt,
  'reference-approved': referenceApproved,
  'reference-rejected': referenceRejected,
  'reference-expiring': referenceExpiring,
  'reference-lapsed': referenceLapsed,
  'reference-returned': referenceReturned,
  'reference-revoked': referenceRevoked,
  'digest-daily': digestDaily,
  'digest-weekly': digestWeekly,
  'ticket-opened': ticketOpened,
  'ticket-replied': ticketReplied,
  'ticket-resolved': ticketResolved,
}

/** The names of all letters, in the order of their stories. */
export const letterTemplates = Object.keys(letters) as LetterTemplate[]

/** Who reads a letter: somebody at a customer, or somebody with an account at a partner or the vendor. */
const audiences: { readonly [T in LetterTemplate]: 'customer' | 'account' } = {
  'association-notice': 'customer',
  'association-denied': 'customer',
  'association-confirmed': 'customer',
  'association-ended': 'customer',
  'association-reminder': 'customer',
  'association-new-link': 'customer',
  'contact-correction': 'customer',
  'clarify-customer': 'customer',
  'portal-code': 'customer',
  'portal-invitation': 'customer',
  'claim-submitted': 'account',
  'claim-in-review': 'account',
  'claim-approved': 'account',
  'claim-notice-bounced': 'account',
  'claim-activated': 'account',
  'claim-denied-partner': 'account',
  'claim-action-required': 'account',
  'claim-reminder': 'account',
  'claim-rejected': 'account',
  'claim-ended-partner': 'account',
  'evidence-requested': 'account',
  'claim-conflict-decided': 'account',
  'review-due': 'account',
  'dispute-reminder': 'account',
  'subscription-ending': 'account',
  'evidence-infected': 'account',
  'comment-mention': 'account',
  'claim-nudge': 'account',
  'customer-question': 'account',
  'contact-changed': 'customer',
  'privilege-changed': 'customer',
  'credential-moved': 'customer',
  'credential-asked': 'customer',
  'credential-checked': 'customer',
  'mailbox-test': 'customer',
  'password-reset': 'customer',
  'security-changed': 'customer',
  'invite-single': 'customer',
  'invite-multi': 'customer',
  'association-request-decision': 'customer',
  'awaiting-profile-reminder': 'customer',
  'admin-recovery': 'customer',
  'admin-recovery-own': 'customer',
  'admin-recovery-ended': 'customer',
  'admin-recovery-ended-own': 'customer',
  'merge-invite': 'customer',
  'merge-result': 'customer',
  'location-dissociated': 'customer',
  'location-restored': 'customer',
  'hq-changed': 'customer',
  'order-confirmation': 'customer',
  'transfer-instructions': 'customer',
  'invoice-ready': 'customer',
  refund: 'customer',
  'money-owed': 'customer',
  'exemption-refused': 'customer',
  'membership-renewal': 'customer',
  'competency-qualified': 'customer',
  'competency-at-risk': 'customer',
  'competency-renewal': 'customer',
  'competency-lapsed': 'customer',
  'competency-preapproved': 'customer',
  'reference-confirmation': 'customer',
  'reference-reminder': 'customer',
  'reference-receipt': 'customer',
  'reference-approved': 'customer',
  'reference-rejected': 'customer',
  'reference-expiring': 'customer',
  'reference-lapsed': 'customer',
  'reference-returned': 'customer',
  'reference-revoked': 'customer',
  'digest-daily': 'customer',
  'digest-weekly': 'customer',
  'ticket-opened': 'customer',
  'ticket-replied': 'customer',
  'ticket-resolved': 'customer',
}

/** The languages a letter is written in: customers have seven, people with an account two. */
export function localesOf(template: LetterTemplate): readonly Locale[] {
  return audiences[template] === 'customer' ? customerLocales : accountLocales
}
