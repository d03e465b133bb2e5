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
  CompetencyAtRisk,
  CompetencyLapsed,
  CompetencyPreapproved,
  CompetencyQualified,
  CompetencyRenewal,
} from './competencies.ts'
import type { Digest } from './digest.ts'
import type { HqChanged, LocationDissociated, MergeInvite, MergeResult } from './hierarchy.ts'
import type {
  ExemptionRefused,
  InvoiceReady,
  MembershipRenewal,
  MoneyOwed,
  OrderConfirmation,
  Refund,
  TransferInstructions,
} from './memberships.ts'
import type { AdminRecovery, AssociationRequestDecision, AwaitingProfileReminder, Invitation } from './people.ts'
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
  'merge-invite': MergeInvite
  'merge-result': MergeResult
  'location-dissociated': LocationDissociated
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

/** One workload or one subscription the association is about (NOT-R3: all items of a claim are in one letter). */
export interface LetterItem {
  /** Name of the workload or product. */
  name: string
  /** Short code of the workload, `MAIL`. */
  code?: string | undefined
  /** GUID of the subscription, where the area works by subscription. */
  subscriptionId?: string | undefined
  /** ISO 3166 code of the subscription's country, `IE`. */
  country?: string | undefined
}

/** A letter to somebody at the customer. The partner never gets one of these, not even as a copy. */
export interface CustomerLetter extends AnyLetter {
  /** Claim number, hyphen, running number of the letter: `1000388-1`. It can be typed into the verify page. */
  letterNumber: string
  /** Why this person gets it: named by the partner, or administrator of the tenant. */
  recipientKind: 'customer' | 'tenant_admin'
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  partnerName: string
  customerName: string
  /** The verified domain the claim names. */
  domain: string
  /** GUID of the tenant. */
  tenantId: string
  items: readonly LetterItem[]
  /** The page where a letter is checked by its number. Shown as text to type, never as a link (B.2.6). */
  verifyUrl: string
  /** The phrase the tenant's administrators chose, if they did (B.2.6). */
  codePhrase?: string | undefined
  privacyUrl: string
}

/**
 * Tells a customer that a partner asks to see two figures, and that silence means yes, or that only a yes counts (B.2.1).
 * Sent after approval: the text says that documents were looked at.
 */
export interface AssociationNotice extends CustomerLetter {
  /** City of the partner's location. */
  locationCity: string
  partnerContactName: string
  /** Printed in the body, never in a header or in the subject. */
  partnerContactEmail: string
  /** How many people got the same letter beside this one. 0 is said too (NOT-R4). */
  otherRecipients: number
  /** Length of the window in calendar days. */
  windowDays: number
  /**
   * From when silence counts: `sentAt` plus the window. The true window starts when the relay accepts the letter, so
   * it never ends before the moment printed here.
   */
  silenceFrom: string
  /** The customer wants to be asked first: silence means no (B.2.4). */
  onlyYes?: true | undefined
  /** The recipient's own page of the notice. The one button. */
  noticeUrl: string
  /** Where whoever has no working link writes; absent in letters that were stored before there was one (L15). */
  askUrl?: string | undefined
  /** Where the vendor asks what customers think of partners (NOT-R1): the same page for everybody, with no token in it. */
  surveyUrl?: string | undefined
}

/** Writes to the contact once more while nobody has answered (B.2.1): short, with the link of the notice. */
export interface AssociationReminder extends CustomerLetter {
  /** When the notice was written. */
  noticedAt: string
  /** From when silence counts; where only a yes counts, until when it can be said. */
  dueAt: string
  onlyYes?: true | undefined
  noticeUrl: string
  askUrl?: string | undefined
}

/** Brings a new link to a customer's page; the older ones say so, and take no more than a no (L14). */
export interface AssociationNewLink extends CustomerLetter {
  noticeUrl: string
}

/** Receipt of a no (T12), to whoever answered and to every administrator of the tenant. */
export interface AssociationDenied extends CustomerLetter {
  deniedAt: string
  /** The mailbox whose link was used (MIC-R6). */
  deniedBy: string
  /** Whether this recipient is the one who answered. */
  recipientActed: boolean
  /** Code of the receipt, `R7KD-42QM-XW9F`. */
  receiptCode: string
  receiptUrl: string
  /** When the undo stops working, 24 hours after the answer. */
  undoUntil: string
  /** Only for the recipient who answered. */
  undoUrl?: string | undefined
  /** It was stopped on the customer's own page, where it cannot be undone (ACC-R1). */
  revoked?: true | undefined
}

/** What both letters about the customer's own page say. */
interface PortalLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  customerName: string
  /** The phrase the tenant's administrators chose, if they did (B.2.6). */
  codePhrase?: string | undefined
  privacyUrl: string
}

/** The six digits with which an administrator signs in to the customer's own page (B.2.7). */
export interface PortalCode extends PortalLetter {
  /** Six digits, or the placeholder that they take the place of when the letter leaves. */
  code: string
  /** Until when it is good. */
  untilAt: string
  /** The network it was asked for from, without its last part: `203.0.113.0`. */
  network?: string | undefined
}

/** Somebody was named to act for a customer on its own page (B.2.7). */
export interface PortalInvitation extends PortalLetter {
  invitedByName: string
  /** The mailbox that was named, which is the way in. */
  recipientAddress: string
  /** Sees and stops, and sets no rules. */
  isDelegate: boolean
  portalUrl: string
}

/** Receipt of an explicit yes (T11), to whoever answered and to every administrator of the tenant. */
export interface AssociationConfirmed extends CustomerLetter {
  confirmedAt: string
  confirmedBy: string
  recipientActed: boolean
  receiptCode: string
  receiptUrl: string
  /** The recipient's own page of the notice, where a no is possible at any time. */
  noticeUrl: string
}

/** Why an association ended, as far as both sides may know it. */
export type EndedReason =
  | 'partner_disassociated'
  | 'superseded'
  | 'subscription_ended'
  | 'location_dissociated'
  | 'vendor_revoked'
  | 'no_consent'

/** Tells the customer that an association ended without them (T14, T17, T18). */
export interface AssociationEnded extends CustomerLetter {
  endedAt: string
  reason: EndedReason
  /** The recipient's own page of the notice, now read only. */
  noticeUrl: string
}

/**
 * Asks somebody at the customer which of two partners does the work (CNF-R4, POR-R13); also as a reminder. Both are
 * named, by name alone and in the order of the alphabet; who holds the item is not said.
 */
export interface ClarifyCustomer extends AnyLetter {
  /** Number of the question, `7KD4-2QMX`. */
  letterNumber: string
  recipientKind: 'customer' | 'tenant_admin'
  recipientName?: string | undefined
  customerName: string
  domain: string
  tenantId: string
  /** Name of the workload or product. */
  item: string
  firstPartnerName: string
  secondPartnerName: string
  askedAt: string
  /** Fourteen days later; then it is decided by the documents there are. */
  dueAt: string
  isReminder: boolean
  /** The recipient's own page of the question. The one button. */
  questionUrl: string
  verifyUrl: string
  codePhrase?: string | undefined
  privacyUrl: string
}

/** A letter to a partner: contact and creator of the claim, and who follows it. */
export interface PartnerLetter extends AnyLetter {
  /** `1000388` */
  claimNumber: string
  /** The partner's own name for the claim. */
  claimName: string
  customerName: string
  /** Area and activity in the words of the catalogue, in the letter's language. */
  activity: string
  /** Name of the location, with its number if wanted. */
  location: string
  /** The claim in the dashboard. */
  claimUrl: string
}

/** The claim arrived (T3). */
export interface ClaimSubmitted extends PartnerLetter {
  submittedAt: string
  /** End of the queue's five business days. */
  dueAt: string
}

/** A reviewer took the claim (T4). */
export interface ClaimInReview extends PartnerLetter {
  takenAt: string
  /** End of the review's five business days. */
  dueAt: string
}

/** The claim was approved and the customer is being told (T7). Revenue claims get `claim-activated` instead. */
export interface ClaimApproved extends PartnerLetter {
  approvedAt: string
  /** Length of the customer's window in calendar days. It starts when the customer's letter is accepted. */
  windowDays: number
  /** The customer wants to be asked first: only a yes makes it active (B.2.4). */
  onlyYes?: true | undefined
}

/** No mailbox of the customer takes the notice: the partner is asked for another contact (T19). */
export interface ClaimNoticeBounced extends PartnerLetter {
  bouncedAt: string
  /** The contact was corrected before, and that works once. */
  again?: true | undefined
}

/** The association is active (T11), or was from the start because no consent is needed (T7r). */
export interface ClaimActivated extends PartnerLetter {
  activatedAt: string
  basis: 'silence' | 'confirmed' | 'not_applicable'
}

/** The customer said no (T12). Says the reason's category, never who answered. */
export interface ClaimDeniedPartner extends PartnerLetter {
  deniedAt: string
  /** When the customer's undo stops working. */
  undoUntil: string
  /** Categories in words, in the letter's language. At least one. */
  reasons: readonly string[]
  /** Only when the customer ticked that it may be shared. */
  comment?: string | undefined
}

/** A reviewer sent the claim back (T6). */
export interface ClaimActionRequired extends PartnerLetter {
  returnedAt: string
  /** Thirty days later; then the claim is rejected without dispute (T10). */
  dueAt: string
  reviewerName?: string | undefined
  /** What is missing, in words, in the letter's language. At least one. */
  reasons: readonly string[]
  /** The reviewer's shared comment. */
  comment?: string | undefined
}

/** A claim that was sent back still waits for its answer (B.17): on the 20th, 27th and 29th of thirty days. */
export interface ClaimReminder extends PartnerLetter {
  returnedAt: string
  dueAt: string
  /** What is missing, in words, in the letter's language. */
  reasons: readonly string[]
}

/** The claim was rejected, on grounds (T8) or because nobody answered (T10: no reasons, no dispute). */
export interface ClaimRejected extends PartnerLetter {
  rejectedAt: string
  /** True after thirty days of silence (T10). */
  noResponse: boolean
  /** Grounds in words, in the letter's language. Empty when `noResponse`. */
  reasons: readonly string[]
  comment?: string | undefined
  /** Until when it can be disputed; absent when it cannot. */
  disputeUntil?: string | undefined
}

/** The association ended for another reason than a customer's no (T14, T17, T18). */
export interface ClaimEndedPartner extends PartnerLetter {
  endedAt: string
  reason: EndedReason | 'customer_revoked'
}

/** Newer evidence is asked of whoever is recorded for an item (CNF-R3). Says of what and by when, never why or for whom. */
export interface EvidenceRequested extends PartnerLetter {
  requestedAt: string
  /** Thirty days later; then it is decided by what there is. */
  dueAt: string
  /** Name of the workload or product. */
  item: string
}

/** What a comparison of two partners came to, as far as one side may know it: `CNF-R6` allows the category. */
export type ConflictOutcome = 'recorded' | 'continues' | 'refused' | 'replaced'

/** Two partners claimed one item, and it is decided (CNF-R5). */
export interface ClaimConflictDecided extends PartnerLetter {
  decidedAt: string
  /** Name of the workload or product. */
  item: string
  outcome: ConflictOutcome
}

/** To the vendor's own people: most of the business days in which the vendor means to act are over (B.17). */
export interface ReviewDue extends PartnerLetter {
  dueAt: string
  /** What is waited for: somebody to take it, a verdict, or the second verdict on a dispute. */
  phase: 'queue' | 'review' | 'dispute'
  /** Who holds it; absent while nobody does. */
  reviewerName?: string | undefined
}

/** A rejection can still be disputed, for seven of thirty days (B.17, T15). */
export interface DisputeReminder extends PartnerLetter {
  rejectedAt: string
  dueAt: string
  /** Grounds in words, in the letter's language. */
  reasons: readonly string[]
}

/** Thirty days before a subscription ends, and its association with it (T17). */
export interface SubscriptionEnding extends PartnerLetter {
  endsAt: string
  /** Names of the products. At least one. */
  items: readonly string[]
}

/** A scan found a virus after the document was taken in (C19); its bytes are gone. */
export interface EvidenceInfected extends PartnerLetter {
  foundAt: string
  fileName: string
}

/** Somebody was mentioned in a comment on a claim: a colleague at the partner, or one of the vendor's staff (B.1.2). */
export interface CommentMention extends PartnerLetter {
  authorName: string
  writtenAt: string
  /** The whole comment. */
  comment: string
}

/** A colleague asks somebody of their own organisation to look at claims (B.1.9). One letter names them all. */
export interface ClaimNudge extends AnyLetter {
  authorName: string
  /** What the colleague adds in their own words. */
  comment?: string | undefined
  /** The first of the claims, and where it is opened. */
  claimNumber: string
  claimUrl: string
  /** 1 to 25, in the order of their numbers. */
  claims: readonly {
    claimNumber: string
    claimName: string
    customerName: string
    /** Whom it waits for, in words, in the letter's language. */
    waits: string
    /** Until when; absent where there is no limit. */
    dueAt?: string | undefined
    claimUrl: string
  }[]
}

/** Somebody who got the customer's letter asks the partner something through the system (B.2.3). */
export interface CustomerQuestion extends PartnerLetter {
  askedAt: string
  /** The whole question. */
  question: string
  /** The mailbox that asks, only where it ticked that it may be shown. */
  replyTo?: string | undefined
}
