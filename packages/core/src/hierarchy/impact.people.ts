import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { shownName } from '../people/people.queries.ts'
import { hadAt, partFrom, standsAt } from './impact.lists.ts'
import type { ImpactList, ListRow } from './impact.lists.ts'
import { exampleOf } from './impact.rules.ts'
import type { ImpactExample } from './impact.rules.ts'
import { standsIn } from './impact.place.ts'

const heldAt = ({ name, what, place }: ListRow): ImpactExample => exampleOf(name, { place, to: what })
const heldSomewhere = ({ name, what }: ListRow): ImpactExample => exampleOf(name, { to: what })

/** Who holds which role at which of the places, by their own grant or from above: a move changes that (HIE-R11). */
export const rightImpact: ImpactList = {
  name: 'rights',
  rows: (place) => sql`
    with recursive reach as (
      select r.person_id, r.role, r.location_id from role_assignment r
      where r.organization_id = any(${uuids(place.organizationIds)}) and r.location_id is not null and not r.held_back
      union select b.person_id, b.role, l.id from reach b join location l on l.parent_id = b.location_id
      where b.role = 'location_admin')
    select md5(concat_ws(' ', person_id, role, location_id))::uuid as item, person_id, null::text as name, role as what, location_id, false as mark
    from reach where ${standsIn(place, 'location_id')}`,
  parts: ({ gone, come }) => [
    ...partFrom('rights_lost', 'loss', gone, heldAt),
    ...partFrom('rights_gained', 'gain', come, heldAt),
  ],
}

/** Roles in a whole organisation; of a merged one they wait until a global administrator confirms each (MRG-R2). */
export const organisationRoleImpact: ImpactList = {
  name: 'organisation roles',
  // Of whoever is at home there: the other side of a merge is not told who has roles on this one. Held back is who has
  // the role no other way.
  rows: (place) => sql`
    select md5(concat_ws(' ', r.person_id, r.role))::uuid as item, r.person_id, null::text as name, r.role as what, null::uuid as location_id,
      bool_and(r.held_back) as mark
    from role_assignment r
    where r.organization_id = any(${uuids(place.organizationIds)}) and r.location_id is null and r.person_id in (
      select a.person_id from affiliation a where a.status = 'active' and ${standsIn(place, 'a.location_id')})
    group by r.person_id, r.role`,
  parts: ({ gone, come, marked }) => [
    ...partFrom('roles_held_back', 'warning', marked, heldSomewhere),
    ...partFrom('organisation_roles_lost', 'loss', gone, heldSomewhere),
    ...partFrom('organisation_roles_gained', 'gain', come, heldSomewhere),
  ],
}

/** Whose home the places are: a location that closes leaves people without one, a merge finds people on both sides. */
export const homeImpact: ImpactList = {
  name: 'homes',
  rows: (place) => sql`
    select a.id as item, a.person_id, coalesce(nullif(${shownName}, ''), p.email) as name, '' as what, a.location_id,
      exists (select from credential_profile c where c.person_id = p.id and c.state = 'linked' and c.organization_id = a.organization_id) as mark
    from affiliation a join person p on p.id = a.person_id
    where a.organization_id = any(${uuids(place.organizationIds)}) and ${standsIn(place, 'a.location_id')}
      and a.status not in ('ended', 'deleted', 'denied', 'expired')`,
  parts: ({ gone, had }, kind) => [
    ...partFrom(kind === 'merged' ? 'people_in_both' : 'people_without_location', 'warning', gone, standsAt),
    ...(kind === 'merged' || kind === 'dissociated' ? partFrom('people_certified', 'note', had, standsAt) : []),
  ],
}

/** Program contacts of the places, whom a new location inherits and a closed one loses. */
export const contactImpact: ImpactList = {
  name: 'contacts',
  rows: (place) => sql`
    select c.id as item, c.person_id, null::text as name, c.role as what, c.location_id, false as mark from contact_assignment c
    where c.organization_id = any(${uuids(place.organizationIds)}) and ${standsIn(place, 'c.location_id')} and c.ended_at is null`,
  parts: ({ gone, come }) => [
    ...partFrom('contacts_ended', 'loss', gone, hadAt),
    ...partFrom('contacts_inherited', 'gain', come, heldAt),
  ],
}

/** What people may do at the places and nowhere else (PRV-R4). */
export const privilegeImpact: ImpactList = {
  name: 'privileges',
  rows: (place) => sql`
    select g.id as item, g.person_id, null::text as name, g.privilege as what, g.location_id, false as mark from privilege_grant g
    where g.organization_id = any(${uuids(place.organizationIds)}) and ${standsIn(place, 'g.location_id')} and g.ended_at is null`,
  parts: ({ gone }) => partFrom('privileges_ended', 'loss', gone, hadAt),
}
