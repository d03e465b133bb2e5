import { sql } from 'kysely'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

interface QuestionRow {
  id: string
  text: string
  /** The mailbox that asks, where it ticked that it may be shown. */
  replyTo: string | null
  at: string
}

/** What people who got a notice asked the partner, newest first. Who of them asked is not told (B.2.3). */
export const readQuestions = async (call: Call, claimId: string): Promise<QuestionRow[]> => {
  const { rows } = await sql<QuestionRow>`
    select id, body as text, reply_to as "replyTo", at::text as at from customer_question
    where claim_id = ${claimId} order by at desc, id desc
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}
