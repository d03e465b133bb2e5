import { sql } from 'kysely'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { changesBetween } from './changes.rules.ts'
import type { Change } from './changes.rules.ts'
import type { ClaimInput } from './claim.rules.ts'
import type { Viewer } from './history.queries.ts'

interface RoundRow {
  round: number
  at: string
  input: ClaimInput
  location: string
  evidenceIds: string[]
}

/** What the last round has that the one before it had not (B.1.6); null while there is one round only. */
export interface RoundChanges {
  since: string
  fields: Change[]
  evidenceAdded: string[]
}

export const readRoundChanges = async (call: Call, claimId: string): Promise<RoundChanges | null> => {
  const { rows } = await sql<RoundRow>`
    select s.round, s.at::text as at, s.input, to_jsonb(s.evidence_ids) as "evidenceIds", coalesce((
      select l.name || ' ' || l.number from location l where l.id = (s.input ->> 'locationId')::uuid), '') as location
    from claim_submission s where s.claim_id = ${claimId} order by s.round desc limit 2
  `.execute(call.em.getKysely())
  const [last, before] = rows
  if (!last || !before) return null
  return {
    since: isoOf(before.at),
    fields: changesBetween(before, last),
    evidenceAdded: last.evidenceIds.filter((id) => !before.evidenceIds.includes(id)),
  }
}

interface DisputeRow {
  justification: string
  filedAt: string
  filedByName: string | null
  /** Whether the reader gave the verdict that is objected to. */
  ownVerdict: boolean
  outcome: 'approved' | 'rejected' | null
  decidedAt: string | null
}

/** The objection to a claim's rejection, if there is one (T15). A partner does not learn who judged first. */
export const readDispute = async (call: Call, viewer: Viewer, claimId: string): Promise<DisputeRow | null> => {
  const me = viewer.side === 'vendor' && 'personId' in call.actor ? call.actor.personId : null
  const { rows } = await sql<DisputeRow>`
    select d.justification, d.filed_at::text as "filedAt", p.name as "filedByName", d.outcome,
      d.decided_at::text as "decidedAt", coalesce(d.first_reviewer_id = ${me}::uuid, false) as "ownVerdict"
    from dispute d left join person p on p.id = d.filed_by where d.claim_id = ${claimId}
  `.execute(call.em.getKysely())
  const [row] = rows
  return row ? { ...row, filedAt: isoOf(row.filedAt), decidedAt: isoOrNull(row.decidedAt) } : null
}
