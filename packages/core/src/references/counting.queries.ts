import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'

/** A reference that counts, at one location for one competency. */
export interface CountedReference {
  referenceId: string
  locationId: string
  competency: string
  /** Until when it counts. */
  expiresAt: string
}

/**
 * The references of an organisation that count now: confirmed by a customer, good still, and assigned, each to one
 * location and one competency (REF-R4, REF-R5). One that is approved and assigned nowhere is not among them.
 */
export const countedReferences = async (call: Call, organizationId: string): Promise<CountedReference[]> => {
  const { rows } = await sql<CountedReference>`
    select r.id as "referenceId", a.location_id as "locationId", a.competency, to_char(r.expires_at at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"
    from customer_reference r join reference_assignment a on a.reference_id = r.id and a.ended_at is null
    where r.organization_id = ${organizationId} and r.state = 'assigned' and r.expires_at > ${call.now} order by r.expires_at, r.id
  `.execute(call.em.getKysely())
  return rows
}
