import { createHash, timingSafeEqual } from 'node:crypto'
import { checkReceipt } from '@ofrecord/verify/verify'
import type { Json, Reason } from '@ofrecord/verify/verify'
import { sql } from 'kysely'
import { isoOf } from '../kernel/instants.ts'
import { readKeys } from '../kernel/signing.ts'
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
    with recursive chain as (
      select r.id, r.claim_id, r.vendor_id, r.code, d.item_ids, d.item_ids as of, 0 as step
      from consent_receipt r join consent_decision d on d.id = r.decision_id where r.code = ${code}
      union all
      select x.id, x.claim_id, x.vendor_id, x.code, d.item_ids, c.of, c.step + 1 from chain c
        join consent_receipt x on x.claim_id = c.claim_id and x.previous_id = c.id join consent_decision d on d.id = x.decision_id)
    select v.time_zone as "timeZone",
      (select code from chain where step > 0 and item_ids && of order by step desc limit 1) as by
    from chain c join vendor v on v.id = c.vendor_id where c.step = 0
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
  codePhrase: string | null
  mailboxes: { domain: string; count: number }[] | null
}

/**
 * Whether a letter with this number was written (B.2.6), and whether the code phrase is its customer's. Known or not,
 * it is the same statement and the same comparison: a wrong phrase, an unset one and an unknown number take as long.
 */
export const verifyLetter = async (call: Call, number: string, phrase: string | null): Promise<VerifiedLetter> => {
  const { claim, sequence, question } = partsOf(number)
  const { rows } = await sql<LetterRow>`
    select v.name as "vendorName", v.time_zone as "timeZone", n.created_at::text as "writtenAt", t.code_phrase as "codePhrase",
      (${mailboxesOf(sql`select address from notice_recipient where notice_id = n.id`)}) as mailboxes
    from vendor v join claim c on c.vendor_id = v.id and c.number = ${claim}::int
      join consent_notice n on n.claim_id = c.id and n.sequence = ${sequence}::int
      join customer_tenant t on t.id = c.customer_tenant_id
    union all
    select v.name, v.time_zone, q.asked_at::text, t.code_phrase,
      (${mailboxesOf(sql`select address from clarification_recipient where clarification_id = q.id`)})
    from clarification q join vendor v on v.id = q.vendor_id join customer_tenant t on t.id = q.customer_tenant_id
    where right(q.id::text, 10) = ${question}
  `.execute(call.em.getKysely())
  const right = (rows.length > 0 ? rows : [null]).filter((row) => isPhrase(row?.codePhrase ?? null, phrase ?? ''))
  return {
    letters: rows.map(({ vendorName, timeZone, writtenAt, mailboxes }) => ({
      vendorName,
      timeZone,
      writtenAt: isoOf(writtenAt),
      mailboxes: (mailboxes ?? []).map(({ domain, count }) => ({ domain: masked(domain), count })),
    })),
    phrase: phrase === null ? null : right.length > 0 ? 'right' : 'wrong',
  }
}

/** After an erasure an address may have no domain any more. */
const mailboxesOf = (addresses: ReturnType<typeof sql>) => sql`
  select jsonb_agg(jsonb_build_object('domain', domain, 'count', count) order by domain) from (
    select lower(split_part(address, '@', 2)) as domain, count(*)::int as count from (${addresses}) a
    where address like '%_@_%' group by 1) d`

/** 1000388-1 is the first letter about a claim; 7KD4-2QMX is a question, the last forty bits of its id. */
const partsOf = (typed: string) => {
  const number = typed.toUpperCase().replaceAll(/[\s\u200e\u200f\u2066-\u2069]/g, '')
  const [, claim = null, sequence = null] = /^(\d{1,9})[-–](\d{1,4})$/.exec(number) ?? []
  return { claim, sequence, question: questionIdEnd(number) }
}

/** `or…ds.example`: whoever knows the domain recognises it, and typing numbers makes no list of customers. */
const masked = (domain: string): string => {
  const [label = '', ...rest] = domain.split('.')
  return [label.length > 4 ? `${label.slice(0, 2)}…${label.slice(-2)}` : `${label.slice(0, 1)}…`, ...rest].join('.')
}

/** People type a phrase with other capitals and spaces than it was chosen with. */
const isPhrase = (chosen: string | null, typed: string): boolean =>
  timingSafeEqual(digestOf(chosen ?? ''), digestOf(typed)) && chosen !== null && typed.trim() !== ''

const digestOf = (phrase: string): Buffer =>
  createHash('sha256').update(phrase.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()).digest()
