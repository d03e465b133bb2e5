import { checkReceipt } from '@ofrecord/verify/verify'
import type { Json, Reason } from '@ofrecord/verify/verify'
import { sql } from 'kysely'
import { isoOf } from '../kernel/instants.ts'
import { readKeys } from '../kernel/signing.ts'
import { inHand } from '../kernel/transaction.ts'
import type { Call } from '../kernel/transaction.ts'
import { questionIdEnd } from './clarification.rules.ts'
import type { ConsentDecision } from './notice.entity.ts'

/** What a genuine receipt says, for whoever holds a copy beside it. */
export interface ShownReceipt {
  code: string
  vendorName: string
  /** Where the vendor's times are told. */
  timeZone: string
  decision: ConsentDecision['kind']
  decidedAt: string
  customerName: string
  partnerName: string
  items: readonly string[]
  /** The address of whoever decided was in it and was removed (REC-R3). */
  erased: boolean
}

export type VerifiedReceipt =
  | { verdict: 'genuine'; receipt: ShownReceipt }
  /** Genuine, but a later decision about the same services stands: the code of its receipt. */
  | { verdict: 'superseded'; receipt: ShownReceipt; by: string }
  | { verdict: 'not_genuine'; reason: Reason }

/** Whether a receipt is byte for byte what was signed here, and whether it is what holds now (C55). Keeps nothing. */
export const verifyReceipt = async (call: Call, document: string): Promise<VerifiedReceipt> => {
  const check = checkReceipt(document, await readKeys(call.em.getKysely()))
  if (check.verdict === 'not_genuine') return { verdict: check.verdict, reason: check.reason }
  const signed = check.receipt as unknown as SignedReceipt
  const { timeZone, by } = await standingOf(call, signed.receipt)
  const receipt = shown(signed, timeZone)
  return by === null ? { verdict: 'genuine', receipt } : { verdict: 'superseded', receipt, by }
}

/** What the signature stands for, so that its shape need not be checked again. */
interface SignedReceipt {
  receipt: string
  issuer: string
  decision: ConsentDecision['kind']
  decidedAt: string
  decidedBy: Json
  disclosed: Json
  customer: { name: string }
  partner: { name: string }
  items: { name: string; code: string | null }[]
}

const shown = (signed: SignedReceipt, timeZone: string): ShownReceipt => ({
  code: signed.receipt,
  vendorName: signed.issuer,
  timeZone,
  decision: signed.decision,
  decidedAt: signed.decidedAt,
  customerName: signed.customer.name,
  partnerName: signed.partner.name,
  items: signed.items.map(({ name }) => name),
  erased: signed.decidedBy !== null && signed.disclosed === null,
})

/** The last receipt that follows this one and is about one of its services. */
const standingOf = async (call: Call, code: string): Promise<{ timeZone: string; by: string | null }> => {
  const { rows } = await sql<{ timeZone: string; by: string | null }>`
    select found.* from ${inHand('receipt', code)} held cross join lateral (with recursive chain as (
      select r.id, r.claim_id, r.vendor_id, r.code, d.item_ids, d.item_ids as of, 0 as step
      from consent_receipt r join consent_decision d on d.id = r.decision_id where r.code = held.key
      union all
      select x.id, x.claim_id, x.vendor_id, x.code, d.item_ids, c.of, c.step + 1 from chain c
        join consent_receipt x on x.claim_id = c.claim_id and x.previous_id = c.id join consent_decision d on d.id = x.decision_id)
    select v.time_zone as "timeZone",
      (select code from chain where step > 0 and item_ids && of order by step desc limit 1) as by
    from chain c join vendor v on v.id = c.vendor_id where c.step = 0 offset 0) found
  `.execute(call.em.getKysely())
  return rows[0] ?? { timeZone: 'UTC', by: null }
}

/** A letter that was written, as far as a stranger may know: neither people, nor the partner, nor a whole domain. */
export interface CheckedLetter {
  vendorName: string
  timeZone: string
  writtenAt: string
  mailboxes: readonly { domain: string; count: number }[]
}

export interface VerifiedLetter {
  /** More than one where two vendors count alike; none: nobody here wrote it. */
  letters: readonly CheckedLetter[]
  /** Whether what was typed is the phrase that the administrators of that letter's customer chose; null: none was typed. */
  phrase: 'right' | 'wrong' | null
}

interface LetterRow {
  vendorName: string
  timeZone: string
  writtenAt: string
  mailboxes: { domain: string; count: number }[]
  phraseRight: boolean
}

/**
 * Whether a letter with this number was written (B.2.6), and whether the code phrase is its customer's. A function of the
 * database's owner answers, and says no more than the page: `or…ds.example` of a mailbox, which whoever knows the domain
 * recognises, and of the phrase only whether it was typed, whatever its capitals and spaces.
 */
export const verifyLetter = async (call: Call, number: string, phrase: string | null): Promise<VerifiedLetter> => {
  const { claim, sequence, question } = partsOf(number)
  const { rows } = await sql<LetterRow>`
    select vendor_name as "vendorName", time_zone as "timeZone", written_at::text as "writtenAt", mailboxes, phrase_right as "phraseRight"
    from letter_by_number(${claim}::int, ${sequence}::int, ${question}::text, ${phrase}::text)
  `.execute(call.em.getKysely())
  return {
    letters: rows.map(({ writtenAt, phraseRight: _phraseRight, ...letter }) => ({
      ...letter,
      writtenAt: isoOf(writtenAt),
    })),
    phrase: phrase === null ? null : rows.some(({ phraseRight }) => phraseRight) ? 'right' : 'wrong',
  }
}

/** 1000388-1 is the first letter about a claim; 7KD4-2QMX is a question, the last forty bits of its id. */
const partsOf = (typed: string) => {
  const number = typed.toUpperCase().replaceAll(/[\s\u200e\u200f\u2066-\u2069]/g, '')
  const [, claim = null, sequence = null] = /^(\d{1,9})[-–](\d{1,4})$/.exec(number) ?? []
  return { claim, sequence, question: questionIdEnd(number) }
}
