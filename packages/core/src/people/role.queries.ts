import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { asApplication } from '../kernel/fence.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { grantableBy } from './role.reach.rules.ts'
import { mayGrant, rolesToGive } from './role.rules.ts'
import type { RoleInput } from './role.rules.ts'

/** Who holds which role, and which of them the asker may take. Only roles that the asker may give are listed. */
export const listRoles = async (call: Call) => {
  const { grants, organizationId } = call.actor as PersonActor
  const { rows } = await sql<{
    roleId: string
    affiliationId: string
    personId: string
    name: string
    email: string
    role: RoleInput['role']
    locationId: string | null
    locationName: string | null
    source: 'granted' | 'contact'
    grantedAt: string
  }>`
    select r.id as "roleId", a.id as "affiliationId", p.id as "personId", p.name, p.email, r.role, r.location_id as "locationId",
      l.name as "locationName", r.source, r.granted_at::text as "grantedAt"
    from role_assignment r join person p on p.id = r.person_id
      join affiliation a on a.person_id = r.person_id and a.organization_id = r.organization_id and a.status = 'active'
      left join location l on l.id = r.location_id
    where r.organization_id = ${organizationId} and not r.held_back
    order by lower(p.name), r.role, l.name, r.id limit 1000
  `.execute(call.em.getKysely())
  return {
    toGive: rolesToGive(grants),
    rows: rows
      .filter((row) => mayGrant(grants, row))
      .map((row) => ({ ...row, grantedAt: isoOf(row.grantedAt), canRevoke: row.source === 'granted' })),
  }
}

/** Somebody who can give a role, as far as whoever has none may know them. */
export interface Granter {
  organisationName: string
  name: string
  email: string
  role: string
  locationName: string | null
}

/**
 * Who can give the asker a role (ROL-R5): the administrators of every organisation that has them, or of the one they act
 * for. Of organisations where they are nothing, nobody.
 */
export const whoCanGrant = (call: Call): Promise<Granter[]> => {
  const { personId } = call.actor as PersonActor
  return asApplication(call, 'people', async ({ em }) => {
    const { rows } = await sql<Granter>`
      select distinct o.name as "organisationName", p.name, p.email, r.role, l.name as "locationName"
      from affiliation own join organization o on o.id = own.organization_id
        join role_assignment r on r.organization_id = o.id and r.role = any(${`{${Object.keys(grantableBy).join(',')}}`}::text[]) and not r.held_back
        join affiliation a on a.person_id = r.person_id and a.organization_id = o.id and a.status = 'active'
        join person p on p.id = r.person_id left join location l on l.id = r.location_id
      where own.person_id = ${personId} and own.status in ('active', 'awaiting_profile', 'profile_done_pending_approval')
        and r.person_id <> ${personId} and (r.role = 'global_admin' or r.location_id is null or r.location_id = own.location_id)
      order by o.name, r.role, p.name, p.email limit 50
    `.execute(em.getKysely())
    return rows
  })
}
