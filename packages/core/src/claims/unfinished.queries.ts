import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

interface Unfinished {
  id: string
  name: string
  domain: string
  step: string
  savedAt: string
  /** The claim that is being edited; null for a new one. */
  claimId: string | null
}

/** What a person began in the wizard and has not finished, the newest first. */
export const listUnfinished = async (call: Call, { personId, organizationId }: PersonActor): Promise<Unfinished[]> => {
  const { rows } = await sql<Unfinished>`
    select id, input ->> 'name' as name, input ->> 'domain' as domain, step, saved_at::text as "savedAt", claim_id as "claimId"
    from claim_draft where person_id = ${personId} and organization_id = ${organizationId}
    order by saved_at desc, id limit 50
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, savedAt: isoOf(row.savedAt) }))
}
