import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'

/** For a statement over `claim c`: leaves out what this reviewer never sees. */
export const seenBy = (personId: string): RawBuilder<unknown> =>
  sql`not exists (select from reviewer_exclusion x where x.person_id = ${personId} and x.organization_id = c.organization_id)`

/**
 * A reviewer never sees a claim of an organisation that stands beside their name: to them it is absent, and why is not
 * said. Asks nothing for people of a partner.
 */
export const refuseExcludedReviewer = async (call: Call, organizationId: string): Promise<void> => {
  const { actor } = call
  if (actor.side !== 'vendor') return
  const { rows } = await sql`
    select from reviewer_exclusion where person_id = ${actor.personId} and organization_id = ${organizationId}
  `.execute(call.em.getKysely())
  if (rows.length > 0) refuseAbsent()
}

/** Whom of these organisations a reviewer may not judge. */
export const excludedOrganizations = async (call: Call, personId: string): Promise<Set<string>> => {
  const { rows } = await sql<{ organizationId: string }>`
    select organization_id as "organizationId" from reviewer_exclusion where person_id = ${personId}
  `.execute(call.em.getKysely())
  return new Set(rows.map(({ organizationId }) => organizationId))
}
