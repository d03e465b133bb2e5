import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import type { EnquireInput } from './enquiry.rules.ts'

/** The form's nonce is bound to the page, since there is no link to bind it to. */
export const enquiryPage = 'enquiry'

/**
 * Puts what somebody wrote without a link before the service desk (L15). The same happens whether a letter has that number
 * or not, and nothing is answered: a function of the database's owner finds the letter, and the site never learns which.
 * Refuses with `TOO_MANY_REQUESTS` when more come in within an hour than people can read.
 */
export const keepEnquiry = async (call: Call, enquiry: Omit<EnquireInput, 'nonce'>): Promise<void> => {
  const { claim, sequence } = partsOf(enquiry.number)
  const { number, address, name, wish, words, trap } = enquiry
  const { rows } = await sql<{ kept: boolean }>`
    select keep_enquiry(${claim}::int, ${sequence}::int, ${number}, ${address}, ${name}, ${wish}, ${words}, ${trap !== ''}, ${call.now}::timestamptz) as kept
  `.execute(call.em.getKysely())
  if (!rows[0]!.kept) refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true, rule: 'L15' })
}

/** `1000388-1`, whatever stands around it: people copy a subject line, and a dash has many forms. */
const partsOf = (typed: string): { claim: number | null; sequence: number | null } => {
  const [, claim, sequence] = /(\d{1,9})\s*[-‐-―−]\s*(\d{1,4})/.exec(typed.normalize('NFKC')) ?? []
  return claim && sequence ? { claim: Number(claim), sequence: Number(sequence) } : { claim: null, sequence: null }
}
