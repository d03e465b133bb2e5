import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ContactRole, ContactState } from './contact.rules.ts'
import { contactRoles, requiredContactRoles } from './contact.rules.ts'

const pageSizes = [25, 50, 100] as const

/** What narrows the list to locations of which one role at least is so. */
export const ContactFilters = z.strictObject({
  locationId: z.uuid().nullable().default(null),
  role: z.enum(contactRoles).nullable().default(null),
  /** `missing`: nobody holds a required role, or the role asked for; `bouncing`: letters to the holder come back (CNT-R6). */
  state: z.enum(['inherited', 'confirmed', 'held', 'missing', 'bouncing']).nullable().default(null),
  /** A part of a location's name, of a holder's name or address; or a location's number. */
  search: line(120).default(''),
})
export type ContactFilters = z.infer<typeof ContactFilters>

export const ContactListInput = ContactFilters.extend({
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(800).nullable().default(null),
})
type ContactListInput = z.infer<typeof ContactListInput>

export interface ContactCell {
  id: string
  role: ContactRole
  state: ContactState
  since: string
  personId: string
  name: string
  email: string
  /** Since when letters to this mailbox come back; null: they arrive. */
  bouncedAt: string | null
}

export interface ContactRow {
  locationId: string
  locationName: string
  locationNumber: number
  country: string
  isHeadquarters: boolean
  /** Who holds a role, in the order of the roles. */
  contacts: ContactCell[]
  /** Required roles that nobody holds. */
  missing: ContactRole[]
}

/** Locations in a scope with who holds which role there, headquarters first, then by number, by page. */
export const listContacts = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size, ...filters }: ContactListInput,
): Promise<{ rows: ContactRow[]; nextCursor: string | null }> => {
  const reader = 'personId' in call.actor ? [call.actor.personId, call.actor.organizationId] : []
  const binding = JSON.stringify(['contacts', filters, size, reader])
  const after = cursor ? Number(readCursor(cursorKey, binding, cursor)[0]) : -1
  const rows = await readContacts(call, scope, filters, after, size + 1)
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return { rows: page, nextCursor: last ? writeCursor(cursorKey, binding, [placeOf(last)]) : null }
}

/** The headquarters stands before every number. */
export const placeOf = ({ isHeadquarters, locationNumber }: ContactRow): number => (isHeadquarters ? 0 : locationNumber)

/** The next locations of the list after a place in it. */
export const readContacts = async (
  call: Call,
  scope: Scope,
  filters: ContactFilters,
  after: number,
  limit: number,
): Promise<ContactRow[]> => {
  const { rows } = await sql<Omit<ContactRow, 'missing'>>`
    select l.id as "locationId", l.name as "locationName", l.number as "locationNumber", l.country,
      l.is_headquarters as "isHeadquarters", coalesce((
        select jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'state', a.state, 'since', a.since::text,
          'personId', p.id, 'name', p.name, 'email', p.email, 'bouncedAt', p.bounced_at::text))
        from contact_assignment a join person p on p.id = a.person_id where a.location_id = l.id and a.ended_at is null), '[]') as contacts
    from location l where ${conditions(scope, filters)} and ${place} > ${after} order by ${place} limit ${limit}
  `.execute(call.em.getKysely())
  return rows.map(shownRow)
}

const place = sql`(case when l.is_headquarters then 0 else l.number end)`

const shownRow = (row: Omit<ContactRow, 'missing'>): ContactRow => {
  const contacts = row.contacts
    .map((cell) => ({ ...cell, since: isoOf(cell.since), bouncedAt: isoOrNull(cell.bouncedAt) }))
    .toSorted((a, b) => contactRoles.indexOf(a.role) - contactRoles.indexOf(b.role))
  return {
    ...row,
    contacts,
    missing: requiredContactRoles.filter((role) => !contacts.some((cell) => cell.role === role)),
  }
}

/** How many contacts wait for somebody to look: the tasks of whoever administers these locations. */
export const countContactTasks = async (
  call: Call,
  scope: Scope,
): Promise<{ inherited: number; bouncing: number; missing: number }> => {
  const { rows } = await sql<{ inherited: number; bouncing: number; missing: number }>`
    select coalesce(sum(c.inherited), 0)::int as inherited, coalesce(sum(c.bouncing), 0)::int as bouncing,
      coalesce(sum(${requiredContactRoles.length} - c.required), 0)::int as missing
    from location l cross join lateral (
      select count(*) filter (where a.state = 'inherited') as inherited, count(*) filter (where p.bounced_at is not null) as bouncing,
        count(*) filter (where a.role = any(${required}::text[])) as required
      from contact_assignment a join person p on p.id = a.person_id where a.location_id = l.id and a.ended_at is null) c
    where ${isLive} and ${inScope(scope, sql`l.id`)}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** How many locations the filters let through: said before they are exported (GEN-R6). */
export const countContactLocations = async (call: Call, scope: Scope, filters: ContactFilters): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from location l where ${conditions(scope, filters)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

const required = `{${requiredContactRoles.join(',')}}`
const isLive = sql`l.status not in ('dissociated', 'archived')`

const conditions = (scope: Scope, { locationId, role, state, search }: ContactFilters): RawBuilder<unknown> =>
  sql.join(
    [
      isLive,
      inScope(scope, sql`l.id`),
      locationId ? sql`l.id = ${locationId}` : sql`true`,
      state === 'missing' ? isMissing(role) : isHeld(role, state),
      search === '' ? sql`true` : isNamed(search),
    ],
    sql` and `,
  )

const isMissing = (role: ContactRole | null): RawBuilder<unknown> =>
  sql`exists (select from unnest(${role ? `{${role}}` : required}::text[]) as needed (role) where not exists (
    select from contact_assignment a where a.location_id = l.id and a.ended_at is null and a.role = needed.role))`

const isHeld = (role: ContactRole | null, state: ContactFilters['state']): RawBuilder<unknown> => {
  if (!role && !state) return sql`true`
  const bouncing = state === 'bouncing' ? sql`p.bounced_at is not null` : sql`true`
  return sql`exists (select from contact_assignment a join person p on p.id = a.person_id
    where a.location_id = l.id and a.ended_at is null and ${role ? sql`a.role = ${role}` : sql`true`} and ${bouncing}
      and ${state && state !== 'bouncing' ? sql`a.state = ${state}` : sql`true`})`
}

const isNamed = (search: string): RawBuilder<unknown> => {
  const part = containing(search)
  return sql`(l.name ilike ${part} or l.number::text = ${search} or exists (
    select from contact_assignment a join person p on p.id = a.person_id
    where a.location_id = l.id and a.ended_at is null and (p.name ilike ${part} or p.email ilike ${part})))`
}
