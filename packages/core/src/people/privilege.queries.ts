import { sql } from 'kysely'
import { containing, inScope } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf } from '../kernel/instants.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { GrantablePrivilege } from './privilege.rules.ts'
import { grantablePrivileges, slotsOf } from './privilege.rules.ts'

const pageSizes = [25, 50, 100] as const

export const PrivilegeListInput = z.strictObject({
  locationId: z.uuid().nullable().default(null),
  /** Only locations where somebody has this. */
  privilege: z.enum(grantablePrivileges).nullable().default(null),
  /** A part of a location's name, of a person's name or address; or a location's number. */
  search: line(120).default(''),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(800).nullable().default(null),
})
type PrivilegeListInput = z.infer<typeof PrivilegeListInput>

export interface PrivilegeGrantCell {
  grantId: string
  privilege: GrantablePrivilege
  personId: string
  name: string
  email: string
  grantedAt: string
}

interface Row {
  locationId: string
  locationName: string
  locationNumber: number
  isHeadquarters: boolean
  tier: Tier
  grants: PrivilegeGrantCell[]
}

/** Slots of one privilege at one location; null: as many as wanted (PRV-R1). */
export interface Slots {
  privilege: GrantablePrivilege
  limit: number | null
  used: number
  left: number | null
}

/** Locations in a scope with who is allowed what and how many slots are left, headquarters first, then by number. */
export const listPrivileges = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size, ...filters }: PrivilegeListInput,
) => {
  const reader = 'personId' in call.actor ? [call.actor.personId, call.actor.organizationId] : []
  const binding = JSON.stringify(['privileges', filters, size, reader])
  const after = cursor ? Number(readCursor(cursorKey, binding, cursor)[0]) : -1
  const rows = await readRows(call, scope, filters, after, size + 1)
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map(({ tier, ...row }) => ({
      ...row,
      grants: row.grants.map(shownCell),
      slots: slotsAt(tier, row.grants),
    })),
    nextCursor: last ? writeCursor(cursorKey, binding, [last.isHeadquarters ? 0 : last.locationNumber]) : null,
  }
}

const shownCell = (cell: PrivilegeGrantCell): PrivilegeGrantCell => ({ ...cell, grantedAt: isoOf(cell.grantedAt) })

const slotsAt = (tier: Tier, grants: readonly PrivilegeGrantCell[]): Slots[] =>
  grantablePrivileges.map((privilege) => {
    const used = grants.filter((grant) => grant.privilege === privilege).length
    const limit = slotsOf[privilege]?.[tier] ?? null
    return { privilege, limit, used, left: limit === null ? null : Math.max(0, limit - used) }
  })

const place = sql`(case when l.is_headquarters then 0 else l.number end)`

const readRows = async (
  call: Call,
  scope: Scope,
  { locationId, privilege, search }: Omit<PrivilegeListInput, 'cursor' | 'size'>,
  after: number,
  limit: number,
): Promise<Row[]> => {
  const part = containing(search)
  const here = sql`from privilege_grant g join person p on p.id = g.person_id where g.location_id = l.id and g.ended_at is null`
  const { rows } = await sql<Row>`
    select l.id as "locationId", l.name as "locationName", l.number as "locationNumber", l.is_headquarters as "isHeadquarters",
      o.tier, coalesce((
        select jsonb_agg(jsonb_build_object('grantId', g.id, 'privilege', g.privilege, 'personId', p.id, 'name', p.name,
          'email', p.email, 'grantedAt', g.granted_at::text) order by p.name, p.id, g.privilege) ${here}), '[]') as grants
    from location l join organization o on o.id = l.organization_id
    where l.status not in ('dissociated', 'archived') and ${place} > ${after}
      and ${inScope(scope, sql`l.id`)}
      and ${locationId ? sql`l.id = ${locationId}` : sql`true`}
      and ${privilege ? sql`exists (select ${here} and g.privilege = ${privilege})` : sql`true`}
      and ${search === '' ? sql`true` : sql`(l.name ilike ${part} or l.number::text = ${search} or exists (select ${here} and (p.name ilike ${part} or p.email ilike ${part})))`}
    order by ${place} limit ${limit}
  `.execute(call.em.getKysely())
  return rows
}
