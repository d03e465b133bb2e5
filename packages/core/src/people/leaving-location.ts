import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { Call } from '../kernel/transaction.ts'

/** What people had at locations that closed, kept for as long as they can be restored (DIS-R5). */
export type LeftBehind = {
  homes: { affiliationId: string; name: string; from: string; to: string }[]
  contactIds: string[]
  privilegeIds: string[]
  roles: {
    id: string
    /** The stay in which they held it: whoever left since and came back has it no more. */
    affiliationId: string | null
    personId: string
    role: string
    locationId: string
    source: string
    grantedAt: string
    grantedBy: string | null
    heldBack: boolean
  }[]
}

/**
 * Locations close: who is at home there goes to `homeId`, contacts, privileges and roles of the locations end (DIS-R3).
 * The organisation keeps its people. Answers what ended, for a restore.
 */
export const endLocationPeople = async (
  call: Call,
  locationIds: readonly string[],
  homeId: string,
): Promise<LeftBehind> => {
  await call.em.flush()
  const leaving = uuids(locationIds)
  const database = call.em.getKysely()
  const { rows: homes } = await sql<LeftBehind['homes'][number]>`
    with left_home as (select id, location_id from affiliation where location_id = any(${leaving})
        and status not in ('ended', 'deleted', 'denied', 'expired') for update)
    update affiliation a set location_id = ${homeId}, version = a.version + 1,
      proposed_roles = (select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(a.proposed_roles) as r
        where r ->> 'locationId' is null or (r ->> 'locationId')::uuid <> all(${leaving}))
    from left_home h, person p where h.id = a.id and p.id = a.person_id
    returning a.id as "affiliationId", p.name, h.location_id as "from", a.location_id as "to"
  `.execute(database)
  const { rows: contacts } = await sql<{ id: string }>`
    update contact_assignment set ended_at = ${call.now} where location_id = any(${leaving}) and ended_at is null returning id
  `.execute(database)
  const { rows: privileges } = await sql<{ id: string }>`
    update privilege_grant set ended_at = ${call.now} where location_id = any(${leaving}) and ended_at is null returning id
  `.execute(database)
  const { rows: roles } = await sql<LeftBehind['roles'][number]>`
    delete from role_assignment r where r.location_id = any(${leaving}) returning r.id, r.person_id as "personId", r.role,
      (select a.id from affiliation a where a.person_id = r.person_id and a.organization_id = r.organization_id and a.status = 'active') as "affiliationId",
      r.location_id as "locationId", r.source, r.granted_at::text as "grantedAt", r.granted_by as "grantedBy", r.held_back as "heldBack"
  `.execute(database)
  return {
    homes: homes.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    contactIds: contacts.map(({ id }) => id),
    privilegeIds: privileges.map(({ id }) => id),
    roles,
  }
}

/** `left`: they are not of the organisation any more. `moved`: they have another home. `taken`: somebody has the place now. */
export type WhyNot = 'left' | 'moved' | 'taken'

/** Somebody who did not get something back; `what` is the role, contact or privilege, empty for a home. */
export type PersonWithout = { name: string; what: string; why: WhyNot }

/** What did not come back, by kind. */
export type NotReturned = {
  homes: PersonWithout[]
  contacts: PersonWithout[]
  privileges: PersonWithout[]
  roles: PersonWithout[]
}

/** Who is of the organisation still, and yet has it not, has it not since another does. */
const leftOrTaken = (alias: string) => sql`case when ${active(alias)} then 'taken' else 'left' end`

const active = (alias: string) =>
  sql`exists (select from affiliation a where a.id = ${sql.ref(`${alias}.affiliation_id`)} and a.status = 'active')`

/**
 * Locations are restored: people go home who have not been given another home since, and what they had there is theirs
 * again where they still belong to the organisation and nobody else has the place (DIS-R5). Answers who did not get what, and why.
 */
export const restoreLocationPeople = async (call: Call, left: LeftBehind): Promise<NotReturned> => {
  await call.em.flush()
  const database = call.em.getKysely()
  // Each asks who is not among those that came back, and joins nobody with them: of how many there are the planner knows nothing.
  // Nor that all went home to one location, through which it would look for each of them.
  const { rows: homes } = await sql<PersonWithout>`
    with home as (select * from jsonb_to_recordset(${JSON.stringify(left.homes)}::jsonb) as h ("affiliationId" uuid, name text, "from" uuid, "to" uuid)),
    moved as (update affiliation a set location_id = h."from", version = a.version + 1 from home h
      where a.id = h."affiliationId" and a.location_id is not distinct from h."to" and a.status not in ('ended', 'deleted', 'denied', 'expired') returning a.id)
    select h.name, '' as what, case when exists (select from affiliation a where a.id = h."affiliationId"
        and a.status not in ('ended', 'deleted', 'denied', 'expired')) then 'moved' else 'left' end as why
    from home h where h."affiliationId" not in (select id from moved) order by h.name
  `.execute(database)
  const { rows: contacts } = await sql<PersonWithout>`
    with back as (update contact_assignment c set ended_at = null where c.id = any(${uuids(left.contactIds)}) and ${active('c')}
      and not exists (select from contact_assignment o where o.location_id = c.location_id and o.role = c.role and o.ended_at is null) returning c.id)
    select p.name, c.role as what, ${leftOrTaken('c')} as why from contact_assignment c join person p on p.id = c.person_id
    where c.id = any(${uuids(left.contactIds)}) and c.id not in (select id from back) order by p.name
  `.execute(database)
  const { rows: privileges } = await sql<PersonWithout>`
    with back as (update privilege_grant g set ended_at = null where g.id = any(${uuids(left.privilegeIds)}) and ${active('g')}
      and not exists (select from privilege_grant o where o.location_id = g.location_id and o.privilege = g.privilege and o.ended_at is null
        and (o.person_id = g.person_id or o.slot = g.slot)) returning g.id)
    select p.name, g.privilege as what, ${leftOrTaken('g')} as why from privilege_grant g join person p on p.id = g.person_id
    where g.id = any(${uuids(left.privilegeIds)}) and g.id not in (select id from back) order by p.name
  `.execute(database)
  const { rows: roles } = await sql<PersonWithout>`
    with was as (select * from jsonb_to_recordset(${JSON.stringify(left.roles)}::jsonb) as r (id uuid, "affiliationId" uuid, "personId" uuid, role text,
        "locationId" uuid, source text, "grantedAt" timestamptz, "grantedBy" uuid, "heldBack" boolean)),
    back as (insert into role_assignment (id, vendor_id, person_id, organization_id, role, location_id, source, granted_at, granted_by, held_back)
      select w.id, l.vendor_id, w."personId", l.organization_id, w.role, w."locationId", w.source, w."grantedAt", w."grantedBy", w."heldBack"
      from was w join location l on l.id = w."locationId"
      where exists (select from affiliation a where a.id = w."affiliationId" and a.status = 'active')
      on conflict do nothing returning id)
    select p.name, w.role as what, case when exists (select from affiliation a where a.id = w."affiliationId" and a.status = 'active')
        then 'taken' else 'left' end as why
    from was w join person p on p.id = w."personId" where w.id not in (select id from back) order by p.name
  `.execute(database)
  return { homes, contacts, privileges, roles }
}
