import type {
  ContactChanged,
  CredentialAsked,
  CredentialChecked,
  CredentialMoved,
  MailboxTest,
  PrivilegeChanged,
} from './access.ts'
import type { PasswordReset, SecurityChanged } from './account.ts'
import type {
  ClaimActionRequired,
  ClaimActivated,
  ClaimApproved,
  ClaimConflictDecided,
  ClaimDeniedPartner,
  ClaimEndedPartner,
  ClaimInReview,
  ClaimNoticeBounced,
  ClaimNudge,
  ClaimRejected,
  ClaimReminder,
  ClaimSubmitted,
  CommentMention,
  DisputeReminder,
  EvidenceInfected,
  EvidenceRequested,
  ReviewDue,
  SubscriptionEnding,
} from './claims.ts'
import type {
  CompetencyAtRisk,
  CompetencyLapsed,
  CompetencyPreapproved,
  CompetencyQualified,
  CompetencyRenewal,
} from './competencies.ts'
import type {
  AssociationConfirmed,
  AssociationDenied,
  AssociationEnded,
  AssociationNotice,
  AssociationNewLink,
  AssociationReminder,
  ClarifyCustomer,
  CustomerQuestion,
  PortalCode,
  PortalInvitation,
} from './consent.ts'
import type { Digest } from './digest.ts'
import type { HqChanged, LocationDissociated, LocationRestored, MergeInvite, MergeResult } from './hierarchy.ts'
import type {
  ExemptionRefused,
  InvoiceReady,
  MembershipRenewal,
  MoneyOwed,
  OrderConfirmation,
  Refund,
  TransferInstructions,
} from './memberships.ts'
import type {
  AdminRecovery,
  AdminRecoveryEnded,
  AdminRecoveryEndedOwn,
  AdminRecoveryOwn,
  AssociationRequestDecision,
  AwaitingProfileReminder,
  Invitation,
} from './people.ts'
import type {
  ReferenceApproved,
  ReferenceConfirmation,
  ReferenceExpiring,
  ReferencePartnerLetter,
  ReferenceReceipt,
  ReferenceRejected,
} from './references.ts'
import type { TicketOpened, TicketReplied, TicketResolved } from './support.ts'

/**
 * What each letter needs to know. One entry of `LetterParams` per template; the caller stores it as JSON beside the
 * letter and hands it back when the letter is rendered.
 *
 * Common to all of them:
 * - moments are ISO strings in UTC (`2026-11-02T09:14:00Z`) and are shown in `timeZone`, an IANA name;
 * - links are whole `http(s)` URLs and come out byte for byte, so a URL may carry a placeholder such as `__link__…__`
 *   that is replaced after rendering (the stored letter then holds no secret);
 * - names and comments may come from a partner or a customer: they are made harmless while rendering, so pass them raw;
 * - every URL of one letter is on one host (B.2.6).
 */
export interface LetterParams {
  'association-notice': AssociationNotice
  'association-denied': AssociationDenied
  'association-confirmed': AssociationConfirmed
  'association-ended': AssociationEnded
  'association-reminder': AssociationReminder
  'association-new-link': AssociationNewLink
  /** The notice, to whoever was named after it came back (T19). */
  'contact-correction': AssociationNotice
  'clarify-customer': ClarifyCustomer
  'portal-code': PortalCode
  'portal-invitation': PortalInvitation
  'claim-submitted': ClaimSubmitted
  'claim-in-review': ClaimInReview
  'claim-approved': ClaimApproved
  'claim-notice-bounced': ClaimNoticeBounced
  'claim-activated': ClaimActivated
  'claim-denied-partner': ClaimDeniedPartner
  'claim-action-required': ClaimActionRequired
  'claim-reminder': ClaimReminder
  'claim-rejected': ClaimRejected
  'claim-ended-partner': ClaimEndedPartner
  'evidence-requested': EvidenceRequested
  'claim-conflict-decided': ClaimConflictDecided
  'review-due': ReviewDue
  'dispute-reminder': DisputeReminder
  'subscription-ending': SubscriptionEnding
  'evidence-infected': EvidenceInfected
  'comment-mention': CommentMention
  'claim-nudge': ClaimNudge
  'customer-question': CustomerQuestion
  'contact-changed': ContactChanged
  'privilege-changed': PrivilegeChanged
  'credential-moved': CredentialMoved
  'credential-asked': CredentialAsked
  'credential-checked': CredentialChecked
  'mailbox-test': MailboxTest
  'password-reset': PasswordReset
  'security-changed': SecurityChanged
  'invite-single': Invitation
  'invite-multi': Invitation
  'association-request-decision': AssociationRequestDecision
  'awaiting-profile-reminder': AwaitingProfileReminder
  'admin-recovery': AdminRecovery
  'admin-recovery-own': AdminRecoveryOwn
  'admin-recovery-ended': AdminRecoveryEnded
  'admin-recovery-ended-own': AdminRecoveryEndedOwn
  'merge-invite': MergeInvite
  'merge-result': MergeResult
  'location-dissociated': LocationDissociated
  'location-restored': LocationRestored
  'hq-changed': HqChanged
  'order-confirmation': OrderConfirmation
  'transfer-instructions': TransferInstructions
  'invoice-ready': InvoiceReady
  refund: Refund
  'money-owed': MoneyOwed
  'exemption-refused': ExemptionRefused
  'membership-renewal': MembershipRenewal
  'competency-qualified': CompetencyQualified
  'competency-at-risk': CompetencyAtRisk
  'competency-renewal': CompetencyRenewal
  'competency-lapsed': CompetencyLapsed
  'competency-preapproved': CompetencyPreapproved
  'reference-confirmation': ReferenceConfirmation
  'reference-reminder': ReferenceConfirmation
  'reference-receipt': ReferenceReceipt
  'reference-approved': ReferenceApproved
  'reference-rejected': ReferenceRejected
  'reference-expiring': ReferenceExpiring
  'reference-lapsed': ReferencePartnerLetter
  'reference-returned': ReferencePartnerLetter
  'reference-revoked': ReferencePartnerLetter
  'digest-daily': Digest
  'digest-weekly': Digest
  'ticket-opened': TicketOpened
  'ticket-replied': TicketReplied
  'ticket-resolved': TicketResolved
}

/** The name of a letter (B.14.1). */
export type LetterTemplate = keyof LetterParams

/** How a program writes letters out: in English where a letter is not written in the language. */
export type RenderLetter = <T extends LetterTemplate>(
  template: T,
  language: string,
  params: LetterParams[T],
) => Promise<{ subject: string; html: string; text: string }>

export interface AnyLetter {
  /** The vendor as it signs, `Halcyon Software`. */
  vendorName: string
  /** Its postal address on one line, for the footer. */
  vendorAddress?: string | undefined
  /** IANA zone in which the recipient reads times, `Europe/London`. An unknown zone falls back to UTC. */
  timeZone: string
  /** When the letter was written. */
  sentAt: string
}
