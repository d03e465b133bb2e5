import { sql } from 'kysely'
import type { Witness } from '../kernel/audit.queries.ts'
import type { Call } from '../kernel/transaction.ts'

/**
 * Rows that stand only where an event stands too, and whose event is not there: a letter names the event it was written
 * for, a receipt's code is told with it; a verdict, a submission and an answer happen in the same instant as theirs.
 */
export const findWitnesses = async (call: Call): Promise<Witness[]> => {
  const { rows } = await sql<Witness>`
    select l.aggregate_id as "aggregateId", 'letter ' || l.id as "namedBy" from letter l
      where not exists (select from event e where e.id = l.event_id)
    union all
    select r.claim_id, 'receipt ' || r.code from consent_receipt r
      where not exists (select from event e where e.aggregate_id = r.claim_id and e.type = 'claim.consentRecorded'
        and e.data ->> 'receipt' = r.code)
    union all
    select d.claim_id, 'verdict of round ' || d.round from review_decision d
      where not exists (select from event e where e.aggregate_id = d.claim_id and e.at = d.at)
    union all
    select s.claim_id, 'submission of round ' || s.round from claim_submission s
      where not exists (select from event e where e.aggregate_id = s.claim_id and e.at = s.at)
    union all
    select q.id, 'answer to question ' || q.id from clarification q where q.answered_at is not null
      and not exists (select from event e where e.aggregate_id = q.id and e.type = 'clarification.answered' and e.at = q.answered_at)
    union all
    select c.id, 'claim ' || c.number from claim c where not exists (select from event e where e.aggregate_id = c.id)
  `.execute(call.em.getKysely())
  return rows
}
