/** Letters about a claim: to the partner, its colleagues and the vendor's own people. */
import type { EndedReason } from './consent.ts'
import type { AnyLetter } from './letters.ts'
import type { PartnerLetter } from './partner.ts'

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
