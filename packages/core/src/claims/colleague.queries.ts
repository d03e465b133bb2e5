import { sql } from 'kysely'
import { texts, uuids } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { rolesWith } from '../kernel/authority.ts'
import type { Call } from '../kernel/transaction.ts'

export interface Colleague {
  personId: string
  name: string
}

/**
 * The caller's own side, without the caller, as far as it may open this claim: at a partner the colleagues whose role
 * reaches the claim's location, at the vendor the reviewers who are not excluded from the organisation.
 */
export const listFellows = (call: Call, claim: { organizationId: string; locationId: string }): Promise<Colleague[]> =>
  call.actor.side === 'vendor'
    ? listFellowReviewers(call, claim.organizationId)
    : listColleagues(call, [claim.locationId])

/**
 * Colleagues in the caller's organisation who may see claims of at least one of these locations; of any, without them.
 * A role that sees claims holds at its location itself, never at those below it.
 */
export const listColleagues = async (call: Call, locationIds: readonly string[] | null): Promise<Colleague[]> => {
  const { personId, organizationId } = call.actor as PersonActor
  const reaching =
    locationIds === null ? sql`true` : sql`(r.location_id is null or r.location_id = any(${uuids(locationIds)}))`
  const { rows } = await sql<Colleague>`
    select p.id as "personId", p.name from person p where p.id <> ${personId} and p.id in (
      select r.person_id from role_assignment r
      where r.organization_id = ${organizationId} and r.role = any(${texts(rolesWith('claims.see'))}) and ${reaching})
    order by p.name, p.id
  `.execute(call.em.getKysely())
  return rows
}

const listFellowReviewers = async (call: Call, organizationId: string): Promise<Colleague[]> => {
  const { personId, vendorId } = call.actor as PersonActor
  const { rows } = await sql<Colleague>`
    select p.id as "personId", p.name from person p where p.id <> ${personId} and p.id in (
      select r.person_id from role_assignment r
      where r.vendor_id = ${vendorId} and r.organization_id is null and r.role = any(${texts(rolesWith('claims.review'))}))
      and not exists (select from reviewer_exclusion x where x.person_id = p.id and x.organization_id = ${organizationId})
    order by p.name, p.id
  `.execute(call.em.getKysely())
  return rows
}
