import { sql } from 'kysely'
import { shownName } from '../people/people.queries.ts'
import type { ImpactRoom } from './impact.room.ts'
import type { ImpactExample } from './impact.rules.ts'
import { exampleOf, goneFrom, partOf } from './impact.rules.ts'
import { idList } from './tree.queries.ts'

type Right = { id: string; name: string; role: string; place: string }

const exampleOfRight = ({ name, role, place }: Right): ImpactExample => exampleOf(name, { place, to: role })

/** Who holds which role at which of the places, by their own grant or from above: a move changes that (HIE-R11). */
export const rightImpact: ImpactRoom<Right[]> = {
  read: async (call, { organizationIds, locationIds }) => {
    const { rows } = await sql<Right>`
      with recursive here as materialized (select unnest(${idList(locationIds)}) as id),
      reach as (
        select r.person_id, r.role, r.location_id from role_assignment r
        where r.organization_id = any(${idList(organizationIds)}) and r.location_id is not null and not r.held_back
        union select b.person_id, b.role, l.id from reach b join location l on l.parent_id = b.location_id
        where b.role = 'location_admin')
      select b.person_id || ' ' || b.role || ' ' || l.id as id, p.name, b.role, l.name as place
      from reach b join here h on h.id = b.location_id join person p on p.id = b.person_id join location l on l.id = b.location_id
      order by p.name, b.role, l.number, id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after) => [
    ...partOf('rights_lost', 'loss', goneFrom(before, after).map(exampleOfRight)),
    ...partOf('rights_gained', 'gain', goneFrom(after, before).map(exampleOfRight)),
  ],
}

type OrganisationRole = { id: string; name: string; role: string; heldBack: boolean }

/** Roles in a whole organisation; of a merged one they wait until a global administrator confirms each (MRG-R2). */
export const organisationRoleImpact: ImpactRoom<OrganisationRole[]> = {
  read: async (call, { organizationIds, locationIds }) => {
    // Of whoever is at home there: the other side of a merge is not told who has roles on this one.
    const { rows } = await sql<OrganisationRole>`
      select distinct on (p.name, r.role, r.person_id) r.person_id || ' ' || r.role as id, p.name, r.role, r.held_back as "heldBack"
      from role_assignment r join person p on p.id = r.person_id
      where r.organization_id = any(${idList(organizationIds)}) and r.location_id is null and exists (select from affiliation a
        where a.person_id = r.person_id and a.status = 'active' and a.location_id in (select unnest(${idList(locationIds)})))
      order by p.name, r.role, r.person_id, r.held_back
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after) => {
    // Also of somebody who is active on both sides, and had no such role on this one.
    const held = after.filter(({ id, heldBack }) => heldBack && !before.some((one) => one.id === id && one.heldBack))
    const gained = goneFrom(after, before).filter(({ heldBack }) => !heldBack)
    const named = (rows: readonly OrganisationRole[]) => rows.map(({ name, role }) => exampleOf(name, { to: role }))
    return [
      ...partOf('roles_held_back', 'warning', named(held)),
      ...partOf('organisation_roles_lost', 'loss', named(goneFrom(before, after))),
      ...partOf('organisation_roles_gained', 'gain', named(gained)),
    ]
  },
}

type Home = { id: string; name: string; place: string; certified: boolean }

/** Whose home the places are: a location that closes leaves people without one, a merge finds people on both sides. */
export const homeImpact: ImpactRoom<Home[]> = {
  read: async (call, { organizationIds, locationIds }) => {
    const { rows } = await sql<Home>`
      select a.id, coalesce(nullif(${shownName}, ''), p.email) as name, l.name as place, exists (select from credential_profile c
        where c.person_id = p.id and c.state = 'linked' and c.organization_id = a.organization_id) as certified
      from affiliation a join person p on p.id = a.person_id join location l on l.id = a.location_id
      where a.organization_id = any(${idList(organizationIds)}) and a.location_id in (select unnest(${idList(locationIds)}))
        and a.status not in ('ended', 'deleted', 'denied', 'expired') order by name, a.id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after, kind) => {
    const gone = goneFrom(before, after).map(({ name, place }) => exampleOf(name, { place }))
    const certified = before.filter((home) => home.certified).map(({ name, place }) => exampleOf(name, { place }))
    return [
      ...partOf(kind === 'merged' ? 'people_in_both' : 'people_without_location', 'warning', gone),
      ...(kind === 'merged' || kind === 'dissociated' ? partOf('people_certified', 'note', certified) : []),
    ]
  },
}

type Holding = { id: string; name: string; what: string; place: string }

const exampleOfHolding = ({ name, what, place }: Holding): ImpactExample => exampleOf(name, { place, from: what })

/** Program contacts of the places, whom a new location inherits and a closed one loses. */
export const contactImpact: ImpactRoom<Holding[]> = {
  read: async (call, { organizationIds, locationIds }) => {
    const { rows } = await sql<Holding>`
      select c.id, p.name, c.role as what, l.name as place
      from contact_assignment c join person p on p.id = c.person_id join location l on l.id = c.location_id
      where c.organization_id = any(${idList(organizationIds)}) and c.location_id in (select unnest(${idList(locationIds)}))
        and c.ended_at is null order by p.name, c.role, c.id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after) => [
    ...partOf('contacts_ended', 'loss', goneFrom(before, after).map(exampleOfHolding)),
    ...partOf(
      'contacts_inherited',
      'gain',
      goneFrom(after, before).map(({ name, what, place }) => exampleOf(name, { place, to: what })),
    ),
  ],
}

/** What people may do at the places and nowhere else (PRV-R4). */
export const privilegeImpact: ImpactRoom<Holding[]> = {
  read: async (call, { organizationIds, locationIds }) => {
    const { rows } = await sql<Holding>`
      select g.id, p.name, g.privilege as what, l.name as place
      from privilege_grant g join person p on p.id = g.person_id join location l on l.id = g.location_id
      where g.organization_id = any(${idList(organizationIds)}) and g.location_id in (select unnest(${idList(locationIds)}))
        and g.ended_at is null order by p.name, g.privilege, g.id
    `.execute(call.em.getKysely())
    return rows
  },
  compare: (before, after) => partOf('privileges_ended', 'loss', goneFrom(before, after).map(exampleOfHolding)),
}
