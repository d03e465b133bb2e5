import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { EnquiryWish } from '@ofrecord/core/consent/enquiry.rules'
import type { InclusionProof } from '@ofrecord/core/consent/proving'
import type { VerifiedLetter, VerifiedReceipt } from '@ofrecord/core/consent/verifying'
import { Refusal } from '@ofrecord/core/kernel/errors'
import type { SignedCheckpoint } from '@ofrecord/core/kernel/checkpoint'
import type { PublishedKey } from '@ofrecord/core/kernel/signing'

export type DenyReason = 'data' | 'unknown' | 'other'
export type DecisionKind = 'deny' | 'confirm' | 'undo_deny' | 'silence' | 'revoke'
export type RecipientKind = 'customer' | 'tenant_admin'

export interface NoticeItem {
  id: string
  name: string
  /** Short code of a workload; null for a subscription. */
  code: string | null
  subscriptionId: string | null
  /** Of a subscription, e.g. IT: two of one name are told apart by it. */
  country?: string | null
  state: 'live' | 'denied' | 'ended'
}

/** What the holder of a link may read about one notice. Reading it changes nothing (MIC-R1). */
export interface NoticeView {
  /** Claim number and letter number, e.g. 1000388-1. */
  letterNumber: string
  /** `waiting`: no notice has been accepted by a mail server yet, so no window runs (CON-R1). */
  state: 'window' | 'waiting' | 'active' | 'denied' | 'confirmed' | 'ended'
  /** What silence means: `opt_in`, where only a yes counts (B.2.4). */
  consentMode: 'opt_out' | 'opt_in'
  /** Why it ended, by its category; null while it has not, and after a no. */
  endReason: string | null
  /** A letter about the same request that was sent after this link's, with its masked mailbox (T19, L14). */
  newer: { address: string; at: string } | null
  /** The token is that of an older letter to the same mailbox: it takes a no, and no other answer (L14). */
  onlyNo: boolean
  /** When a question was sent through this link last. */
  askedAt: string | null
  vendorName: string
  locale: Locale
  /** IANA zone in which the page writes its times. */
  timeZone: string
  partner: { name: string; city: string; contactName: string; contactEmail: string }
  customer: { name: string; domain: string; tenantId: string }
  items: readonly NoticeItem[]
  /** ISO instant, UTC; null while no window runs. */
  consentDueAt: string | null
  windowDays: number
  /** Hours in which a denial can be undone (`consent.undoHours`). */
  undoHours: number
  recipient: { address: string; kind: RecipientKind }
  /** How many other people got this notice. */
  otherRecipients: number
  /** True when the tenant's administrators chose a code phrase, so that the letter prints it. */
  codePhraseHint: boolean
  /** Bound to this link, valid for 24 hours; carries the time it was issued. */
  nonce: string
  decision: {
    kind: 'deny' | 'confirm' | 'silence'
    at: string
    /** Whose link it was; null when nobody answered or the address was erased. */
    address: string | null
    receipt: string
    /** True when it was made through the link at hand. */
    mine: boolean
  } | null
  /**
   * The no given through the link at hand, while it stands: until when it can be taken back; null once that is over, by
   * the database's clock. It may have been about one service, with a decision about the others after it.
   */
  denial: { undoUntil: string | null } | null
}

/** One decision, as its receipt shows it (B.2.5). */
export interface ReceiptView {
  /** E.g. R7KD-42QM-XW9F; also its place in the URL. */
  code: string
  kind: DecisionKind
  at: string
  vendorName: string
  locale: Locale
  timeZone: string
  partnerName: string
  /** The scope of the decision. */
  items: readonly { name: string; code: string | null }[]
  /** False when services of the same claim were left untouched. */
  wholeClaim: boolean
  /** For a denial: whether it came before the window ended. */
  withinWindow: boolean
  windowDays: number
  reasons: readonly DenyReason[]
  comment: string | null
  commentShared: boolean
  /** Null for silence; `address` is null after an erasure (REC-R3). */
  decidedBy: { address: string | null; kind: RecipientKind } | null
  /** Whether tenant administrators are told as well. */
  administratorsTold: boolean
  /** Null once it can no longer be undone, and for every kind but `deny`. */
  undoUntil: string | null
  /** Code of the receipt that replaced this one, e.g. after an undo. */
  replacedBy: string | null
  /** Whether its place in the record can be proven by now. */
  inRecord: boolean
  /** The canonical receipt document, as it is downloaded. */
  json: string
}

/** What the holder of a link may read about the question who does the work (CNF-R4). Reading it changes nothing. */
export interface QuestionView {
  /** E.g. 7KD4-2QMX; stands in the letter too. */
  letterNumber: string
  /** `over`: the last day has passed; `moot`: the item was decided meanwhile. */
  state: 'open' | 'answered' | 'over' | 'moot'
  vendorName: string
  locale: Locale
  timeZone: string
  customerName: string
  itemName: string
  /** Two, by name: who holds the item stands in no place of honour. */
  partners: readonly { id: string; name: string }[]
  askedAt: string
  dueAt: string
  recipient: { address: string; kind: RecipientKind }
  otherRecipients: number
  codePhraseHint: boolean
  nonce: string
  answer: {
    /** Null: neither of the two. */
    partner: string | null
    at: string
    /** Whose link it was; null after an erasure. */
    address: string | null
    /** Shown to whoever wrote it. */
    comment: string
    mine: boolean
  } | null
}

/** What is recorded about the sender of an answer besides the link. */
export interface Sender {
  /** What a person never fills in: the content of the hidden field. */
  trap?: string | undefined
  userAgent?: string | undefined
  /** Network address only: IPv4 to /24, IPv6 to /56. */
  ip?: string | undefined
}

export interface DenyAnswer extends Sender {
  link: string
  nonce: string
  reasons: DenyReason[]
  /** Absent: every service that is still live. */
  itemIds?: string[] | undefined
  comment?: string | undefined
  shareComment: boolean
}

export interface ConfirmAnswer extends Sender {
  link: string
  nonce: string
  agree: boolean
}

export interface UndoAnswer extends Sender {
  link: string
  nonce: string
}

/** A question to the partner, which answers nothing. */
export interface AskInput extends Sender {
  link: string
  nonce: string
  text: string
  /** Whether the partner learns the mailbox that asks. */
  showAddress: boolean
}

export interface QuestionAnswer extends Sender {
  link: string
  nonce: string
  /** The id of a partner, or `neither`. */
  choice: string
  comment: string
}

/** What somebody without a working link writes (L15). */
export interface Enquiry {
  nonce: string
  number: string
  address: string
  name: string
  wish: EnquiryWish
  words: string
  trap: string | undefined
}

/** That the record of one checkpoint is the beginning of that of another one (RFC 9162, 2.1.4). */
export type ConsistencyProof = {
  from: SignedCheckpoint
  to: SignedCheckpoint
  path: string[]
}

/**
 * The consent room's door, as the microsite needs it. `notice`, `receipt` and `question` change nothing.
 * Links that are unknown, malformed, foreign or of another purpose are refused as absent by every call.
 * Answers are refused with FORM_NONCE_INVALID, FORM_TOO_SOON (detail.params.nonce: a fresh nonce; 2 s),
 * DENY_REASON_REQUIRED, UNDO_EXPIRED, UNDO_ITEM_TAKEN, NOTICE_READ_ONLY; `ask` also with
 * QUESTION_REQUIRED and QUESTION_LIMIT; `clarify` also with
 * CLARIFICATION_CHOICE_REQUIRED, CLARIFICATION_ANSWERED, CLARIFICATION_OVER, CLARIFICATION_MOOT.
 * The same answer given twice returns the same receipt (MIC-R3).
 */
export interface ConsentDoor {
  notice(input: { link: string }): Promise<NoticeView>
  deny(input: DenyAnswer): Promise<{ receipt: string }>
  confirm(input: ConfirmAnswer): Promise<{ receipt: string }>
  undo(input: UndoAnswer): Promise<{ receipt: string }>
  ask(input: AskInput): Promise<void>
  receipt(input: { receipt: string }): Promise<ReceiptView>
  /** Absent until a checkpoint covers the receipt. */
  inclusion(input: { receipt: string }): Promise<InclusionProof>
  /** Absent while the vendor runs none. */
  survey(input: { vendor: string }): Promise<{ vendorName: string; address: string }>
  question(input: { link: string }): Promise<QuestionView>
  clarify(input: QuestionAnswer): Promise<void>
  verifyReceipt(input: { document: string }): Promise<VerifiedReceipt>
  verifyLetter(input: { number: string; phrase: string | null }): Promise<VerifiedLetter>
  keys(): Promise<PublishedKey[]>
  enquiryForm(): Promise<{ nonce: string }>
  /** The same whatever the number is of; refused only for its nonce, or as too many. */
  enquire(input: Enquiry): Promise<void>
  /** The latest, or the one of that size; absent where there is none. */
  checkpoint(input: { size: number | undefined }): Promise<SignedCheckpoint>
  consistency(input: { from: number; to: number }): Promise<ConsistencyProof>
}

/** Why a call did not go through, in the few ways a page can tell apart. */
export type Failure =
  | { kind: 'absent' }
  | { kind: 'throttled' }
  | { kind: 'invalid' }
  | { kind: 'fault' }
  | { kind: 'refused'; code: string; nonce: string | undefined }

/** Reads a refusal out of what the door threw; tRPC wraps it as the cause of an error with a transport code. */
export const failureOf = (error: unknown): Failure => {
  const refusal = error instanceof Refusal ? error : error instanceof Error ? error.cause : undefined
  if (refusal instanceof Refusal) return failureOfRefusal(refusal)
  const transport = error instanceof Error && 'code' in error ? error.code : undefined
  if (transport === 'NOT_FOUND') return { kind: 'absent' }
  if (transport === 'TOO_MANY_REQUESTS') return { kind: 'throttled' }
  if (transport === 'BAD_REQUEST') return { kind: 'invalid' }
  return { kind: 'fault' }
}

const failureOfRefusal = ({ kind, code, detail }: Refusal): Failure => {
  if (kind === 'absent') return { kind }
  if (kind === 'throttled') return { kind }
  const nonce = detail.params?.['nonce']
  return { kind: 'refused', code, nonce: typeof nonce === 'string' ? nonce : undefined }
}
