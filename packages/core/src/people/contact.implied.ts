import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { impliedRole } from './contact.rules.ts'
import { RoleAssignment } from './person.entity.ts'

/**
 * Brings the rights that come with being a primary program contact in line with who is one, at these locations (CNT-R5).
 * Counted anew instead of moved step by step, so that a right that is due twice over, or was granted besides, is neither
 * lost nor doubled: what somebody granted is another row (`source`). Many locations are given by a query.
 */
export const settleImpliedRoles = async (
  call: Call,
  organizationId: string,
  locations: readonly string[] | RawBuilder<unknown>,
): Promise<void> => {
  await call.em.flush()
  const here = 'execute' in locations ? locations : sql`(select unnest(${uuids(locations)}))`
  const due = sql`due as (
    select a.person_id, a.vendor_id, case when l.is_headquarters then ${atHeadquarters}::text else ${elsewhere}::text end as role,
      case when l.is_headquarters then null else l.id end as location_id
    from contact_assignment a join location l on l.id = a.location_id
    where a.organization_id = ${organizationId} and a.role = 'primary_program' and a.ended_at is null
      and l.status not in ('dissociated', 'archived') and (l.is_headquarters or l.id in ${here}))`
  // Looked up in a hash: of many rights that changed hands in this transaction the database expects none, and would
  // compare each with every other.
  const right = (of: string) =>
    sql`${sql.ref(`${of}.person_id`)}, ${sql.ref(`${of}.role`)}, coalesce(${sql.ref(`${of}.location_id`)}, ${nowhere})`
  const isHeld = sql`r.organization_id = ${organizationId} and r.source = 'contact' and (r.location_id is null or r.location_id in ${here})`
  const { rows: missing } = await sql<Due>`
    with ${due} select d.person_id as "personId", d.vendor_id as "vendorId", d.role, d.location_id as "locationId"
    from due d where (${right('d')}) not in (select ${right('r')} from role_assignment r where ${isHeld})
  `.execute(call.em.getKysely())
  for (const each of missing)
    call.em.persist(
      call.em.create(RoleAssignment, {
        ...each,
        id: newId(call.now),
        organizationId,
        source: 'contact',
        grantedAt: call.now,
        heldBack: false,
      }),
    )
  await sql`
    with ${due} delete from role_assignment r where ${isHeld} and (${right('r')}) not in (select ${right('d')} from due d)
  `.execute(call.em.getKysely())
  await call.em.flush()
}

const nowhere = sql`'00000000-0000-0000-0000-000000000000'::uuid`
const { role: atHeadquarters } = impliedRole({ id: '', isHeadquarters: true })
const { role: elsewhere } = impliedRole({ id: '', isHeadquarters: false })

interface Due {
  personId: string
  vendorId: string
  role: string
  locationId: string | null
}
