/** Letters to a customer about an association, about its own page, and what it asks its partner. */
import type { CustomerLetter } from './customer.ts'
import type { AnyLetter } from './letters.ts'
import type { PartnerLetter } from './partner.ts'

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

/** Somebody who got the customer's letter asks the partner something through the system (B.2.3). */
export interface CustomerQuestion extends PartnerLetter {
  askedAt: string
  /** The whole question. */
  question: string
  /** The mailbox that asks, only where it ticked that it may be shown. */
  replyTo?: string | undefined
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
