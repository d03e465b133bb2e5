import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope, texts } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import type { PartnerRole } from '../kernel/authority.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { asApplication } from '../kernel/fence.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { grantableBy } from './role.reach.rules.ts'
import type { RoleFilters, RoleListInput } from './role.rules.ts'

/** A role that somebody holds. */
export interface RoleRow {
  roleId: string
  affiliationId: string
  personId: string
  name: string
  email: string
  role: PartnerRole
  /** null: in the whole organisation. */
  locationId: string | null
  locationName: string | null
  locationNumber: number | null
  /** `contact`: it came with being a contact, and goes with it. */
  source: 'granted' | 'contact'
  grantedAt: string
}

const columns = sql`r.id as "roleId", a.id as "affiliationId", p.id as "personId", p.name, p.email, r.role, r.location_id as "locationId",
  l.name as "locationName", l.number as "locationNumber", r.source, r.granted_at::text as "grantedAt"`

const tables = sql`role_assignment r join person p on p.id = r.person_id
  join affiliation a on a.person_id = r.person_id and a.organization_id = r.organization_id and a.status = 'active'
  left join location l on l.id = r.location_id`

/** Only roles that the asker may give are listed, where they may give them (B.0.1). */
const conditions = ({ actor }: Call, { search, role, affiliationId }: RoleFilters): RawBuilder<unknown> => {
  const { grants, organizationId } = actor as PersonActor
  const part = containing(search)
  const given = grants.flatMap(({ role: giver, scope }) => {
    const roles = texts(grantableBy[giver as PartnerRole] ?? [])
    return sql`(r.role = any(${roles}) and ${inScope(scope, sql`r.location_id`)})`
  })
  return sql`r.organization_id = ${organizationId} and not r.held_back and (${sql.join([sql`false`, ...given], sql` or `)})
    and ${role === null ? sql`true` : sql`r.role = ${role}`}
    and ${affiliationId === null ? sql`true` : sql`a.id = ${affiliationId}::uuid`}
    and ${search === '' ? sql`true` : sql`(p.name ilike ${part} or p.email ilike ${part})`}`
}

/** Who holds which role, by name, by page. */
export const listRoles = async (
  call: Call,
  cursorKey: Uint8Array,
  { cursor, size, ...filters }: RoleListInput,
): Promise<{ rows: (RoleRow & { canRevoke: boolean })[]; nextCursor: string | null }> => {
  const { personId, organizationId } = call.actor as PersonActor
  const binding = JSON.stringify(['roles', filters, size, personId, organizationId])
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const beyond = after
    ? sql`(lower(p.name), r.role, r.id) > (${after[0]}::text, ${after[1]}::text, ${after[2]}::uuid)`
    : sql`true`
  const { rows } = await sql<RoleRow & { key: string }>`
    select ${columns}, lower(p.name) as key from ${tables} where ${conditions(call, filters)} and ${beyond}
    order by lower(p.name), r.role, r.id limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map(({ key: _key, ...row }) => ({ ...shown(row), canRevoke: row.source === 'granted' })),
    nextCursor: last ? writeCursor(cursorKey, binding, [last.key, last.role, last.roleId]) : null,
  }
}

const shown = (row: RoleRow): RoleRow => ({ ...row, grantedAt: isoOf(row.grantedAt) })

/** How many rows an export with these filters has (GEN-R6). */
export const countRoles = async (call: Call, filters: RoleFilters): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tables} where ${conditions(call, filters)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

/** A batch of an export, in the order in which roles were given; `after`: the last row of the batch before. */
export const readRoleBatch = async (
  call: Call,
  filters: RoleFilters,
  after: string | null,
  size: number,
): Promise<RoleRow[]> => {
  const beyond = after === null ? sql`true` : sql`r.id > ${after}::uuid`
  const { rows } = await sql<RoleRow>`
    select ${columns} from ${tables} where ${conditions(call, filters)} and ${beyond} order by r.id limit ${size}
  `.execute(call.em.getKysely())
  return rows.map(shown)
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
 * for; at the vendor's desk the programme administrators. Of organisations where they are nothing, nobody.
 */
export const whoCanGrant = (call: Call): Promise<Granter[]> => {
  const { personId, side } = call.actor as PersonActor
  if (side === 'vendor') return programmeAdministrators(call)
  return asApplication(call, 'people', async ({ em }) => {
    const { rows } = await sql<Granter>`
      select distinct o.name as "organisationName", p.name, p.email, r.role, l.name as "locationName"
      from affiliation own join organization o on o.id = own.organization_id
        join role_assignment r on r.organization_id = o.id and r.role = any(${texts(Object.keys(grantableBy))}) and not r.held_back
        join affiliation a on a.person_id = r.person_id and a.organization_id = o.id and a.status = 'active'
        join person p on p.id = r.person_id left join location l on l.id = r.location_id
      where own.person_id = ${personId} and own.status in ('active', 'awaiting_profile', 'profile_done_pending_approval')
        and r.person_id <> ${personId} and (r.role = 'global_admin' or r.location_id is null or r.location_id = own.location_id)
      order by o.name, r.role, p.name, p.email limit 50
    `.execute(em.getKysely())
    return rows
  })
}

const programmeAdministrators = async (call: Call): Promise<Granter[]> => {
  const { personId, vendorId } = call.actor as PersonActor
  const { rows } = await sql<Granter>`
    select v.name as "organisationName", p.name, p.email, r.role, null as "locationName"
    from role_assignment r join person p on p.id = r.person_id join vendor v on v.id = r.vendor_id
    where r.vendor_id = ${vendorId} and r.organization_id is null and r.role = 'programme_admin' and r.person_id <> ${personId}
    order by p.name, p.email limit 50
  `.execute(call.em.getKysely())
  return rows
}
