import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope, texts } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CheckListInput, ReferenceFilters, ReferenceListInput } from './list.rules.ts'
import { daysLeft, referenceStates } from './reference.rules.ts'
import type { ReferenceState } from './reference.rules.ts'

/** Where a reference counts. */
export interface ReferencePlace {
  locationId: string
  locationName: string
  locationNumber: number
  competency: string
  competencyName: string
}

export interface ReferenceRow {
  referenceId: string
  version: number
  state: ReferenceState
  stateAt: string
  company: string
  projectTitle: string
  contactName: string
  /** The location that did the work. */
  locationId: string
  locationName: string
  locationNumber: number
  /** What it supports, by code; names are in the options. */
  competencies: string[]
  /** Where it counts; null: nowhere. */
  assignment: ReferencePlace | null
  lastSentAt: string | null
  /** Until when the customer may answer. */
  dueAt: string | null
  approvedAt: string | null
  expiresAt: string | null
  /** Whole days of validity that are left; null before the approval. */
  daysLeft: number | null
}

export interface ReferencePage {
  rows: ReferenceRow[]
  nextCursor: string | null
}

const columns = sql`r.id as "referenceId", r.version, r.state, r.state_at::text as "stateAt", r.company,
  r.project_title as "projectTitle", r.contact_name as "contactName", r.location_id as "locationId", l.name as "locationName",
  l.number as "locationNumber", to_jsonb(r.competencies) as competencies,
  case when a.id is not null then jsonb_build_object('locationId', a.location_id, 'locationName', al.name, 'locationNumber', al.number,
    'competency', a.competency, 'competencyName', coalesce(k.name, a.competency)) end as assignment,
  r.last_sent_at::text as "lastSentAt", r.due_at::text as "dueAt", r.approved_at::text as "approvedAt", r.expires_at::text as "expiresAt"`

const tables = sql`customer_reference r join location l on l.id = r.location_id
  left join reference_assignment a on a.reference_id = r.id and a.ended_at is null
  left join location al on al.id = a.location_id
  left join competency k on k.vendor_id = r.vendor_id and k.code = a.competency`

const within = (scope: Scope): RawBuilder<unknown> =>
  sql`(${inScope(scope, sql`r.location_id`)} or ${inScope(scope, sql`a.location_id`)})`

const searched = (search: string): RawBuilder<unknown> =>
  search === ''
    ? sql`true`
    : sql`(r.company ilike ${containing(search)} or r.project_title ilike ${containing(search)} or r.contact_name ilike ${containing(search)})`

const inStates = (states: readonly ReferenceState[]): RawBuilder<unknown> =>
  states.length === 0 ? sql`true` : sql`r.state = any(${texts(states)})`

const conditions = (call: Call, scope: Scope, filters: ReferenceFilters): RawBuilder<unknown> => {
  const { search, states, locationId, competency, expiringDays, unassigned } = filters
  return sql`r.organization_id = ${(call.actor as PersonActor).organizationId} and ${within(scope)} and ${searched(search)}
    and ${inStates(states)}
    and ${locationId === null ? sql`true` : sql`(r.location_id = ${locationId}::uuid or a.location_id = ${locationId}::uuid)`}
    and ${competency === null ? sql`true` : sql`(a.competency = ${competency} or ${competency} = any(r.competencies))`}
    and ${unassigned ? sql`r.state = 'approved'` : sql`true`}
    and ${
      expiringDays === null
        ? sql`true`
        : sql`r.state in ('approved', 'assigned') and r.expires_at <= ${daysAfter(call.now, expiringDays)}`
    }`
}

/** The key and the id of a row in the order of a list. */
type Place = readonly [key: string, id: string]

interface Order {
  key: RawBuilder<unknown>
  cast: RawBuilder<unknown>
}

// What was never sent or approved stands at the end of time, so that a cursor can go past it.
const orders: Record<ReferenceListInput['sort'], Order> = {
  changed: { key: sql`r.state_at`, cast: sql`timestamptz` },
  company: { key: sql`lower(r.company)`, cast: sql`text` },
  sent: { key: sql`coalesce(r.last_sent_at, 'infinity')`, cast: sql`timestamptz` },
  expires: { key: sql`coalesce(r.expires_at, 'infinity')`, cast: sql`timestamptz` },
}

/**
 * One page of the organisation's references in a scope (B.5.2). Last changed first, what changes while somebody pages
 * stands above the first page: each later one says how many do, a hundred at most.
 */
export const listReferences = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  input: ReferenceListInput,
): Promise<ReferencePage & { changedSince: number }> => {
  const which = conditions(call, scope, input)
  const order = { ...orders[input.sort], way: input.direction }
  const { top, ...page } = await readPage(call, cursorKey, ['references', input], which, input, order)
  const moves = input.sort === 'changed' && input.direction === 'desc'
  return { ...page, changedSince: moves && input.cursor && top ? await countAbove(call, which, top) : 0 }
}

const countAbove = async (call: Call, which: RawBuilder<unknown>, [stateAt, id]: Place): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from ${tables}
      where ${which} and (r.state_at, r.id) > (${stateAt}::timestamptz, ${id}::uuid) limit 100) above
  `.execute(call.em.getKysely())
  return rows[0]!.count
}

/** How many references the filters let through: said before they are exported (GEN-R6). */
export const countReferences = async (call: Call, scope: Scope, filters: ReferenceFilters): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tables} where ${conditions(call, scope, filters)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

export interface ReferenceCounts {
  states: Record<ReferenceState, number>
  /** Good for ninety days more at most. */
  expiring: number
}

/** How many references are in each state, in a scope. */
export const countStates = async (call: Call, scope: Scope): Promise<ReferenceCounts> => {
  const { rows } = await sql<{ state: ReferenceState; count: number; expiring: number }>`
    select r.state, count(*)::int as count, (count(*) filter (where r.expires_at <= ${daysAfter(call.now, 90)}
      and r.state in ('approved', 'assigned')))::int as expiring
    from ${tables} where r.organization_id = ${(call.actor as PersonActor).organizationId} and ${within(scope)} group by r.state
  `.execute(call.em.getKysely())
  const states = Object.fromEntries(referenceStates.map((state) => [state, 0])) as Record<ReferenceState, number>
  for (const { state, count } of rows) states[state] = count
  return { states, expiring: rows.reduce((sum, { expiring }) => sum + expiring, 0) }
}

/** A batch of an export, in the order in which they were made; `after`: the last row of the batch before. */
export const readReferenceBatch = async (
  call: Call,
  scope: Scope,
  filters: ReferenceFilters,
  after: string | null,
  size: number,
): Promise<ReferenceRow[]> => {
  const beyond = after === null ? sql`true` : sql`r.id > ${after}::uuid`
  const { rows } = await sql<ReferenceRow>`
    select ${columns} from ${tables} where ${conditions(call, scope, filters)} and ${beyond} order by r.id limit ${size}
  `.execute(call.em.getKysely())
  return rows.map((row) => shown(row, call.now))
}

/** Each cursor says besides where the first page began: `top`. */
const readPage = async (
  call: Call,
  cursorKey: Uint8Array,
  binding: readonly unknown[],
  which: RawBuilder<unknown>,
  { size, cursor }: { size: number; cursor: string | null },
  { key, cast, way }: Order & { way: 'asc' | 'desc' },
): Promise<ReferencePage & { top: Place | undefined }> => {
  const { personId, organizationId } = call.actor as PersonActor
  const bound = JSON.stringify([binding, personId, organizationId], (name, value: unknown) =>
    name === 'cursor' ? undefined : value,
  )
  const after = cursor ? readCursor(cursorKey, bound, cursor) : null
  const beyond = after
    ? sql`(${key}, r.id) ${way === 'desc' ? sql`<` : sql`>`} (${after[0]}::${cast}, ${after[1]}::uuid)`
    : sql`true`
  const order = way === 'desc' ? sql`desc` : sql`asc`
  const { rows } = await sql<ReferenceRow & { key: string }>`
    select ${columns}, (${key})::text as key from ${tables} where ${which} and ${beyond}
    order by ${key} ${order}, r.id ${order} limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  const [, , ...began] = after ?? []
  const top = began.length > 0 ? ([String(began[0]), String(began[1])] as const) : page[0] && placeOf(page[0])
  return {
    rows: page.map(({ key: _key, ...row }) => shown(row, call.now)),
    nextCursor: last ? writeCursor(cursorKey, bound, [...placeOf(last), ...(top ?? [])]) : null,
    top,
  }
}

const placeOf = ({ key, referenceId }: { key: string; referenceId: string }): Place => [key, referenceId]

const shown = (row: ReferenceRow, now: Date): ReferenceRow => ({
  ...row,
  stateAt: isoOf(row.stateAt),
  lastSentAt: isoOrNull(row.lastSentAt),
  dueAt: isoOrNull(row.dueAt),
  approvedAt: isoOrNull(row.approvedAt),
  expiresAt: isoOrNull(row.expiresAt),
  daysLeft: daysLeft(row.expiresAt === null ? null : new Date(row.expiresAt), now),
})

export interface CheckRow extends ReferenceRow {
  organizationId: string
  organizationName: string
  answeredAt: string
  /** Who confirmed, as they typed it; null: whoever rejected gives no name. */
  answeredName: string | null
  answeredRole: string | null
  /** What made the answer look like a program's; empty: nothing (L9). */
  signals: string[]
}

/** What customers answered, newest first, for the vendor's reviewers: of all partners (L9). */
export const listChecks = async (
  call: Call,
  cursorKey: Uint8Array,
  input: CheckListInput,
): Promise<{ rows: CheckRow[]; nextCursor: string | null }> => {
  const { search, suspected, states, size, cursor } = input
  const bound = JSON.stringify([
    'referenceChecks',
    search,
    suspected,
    states,
    size,
    (call.actor as PersonActor).personId,
  ])
  const after = cursor ? readCursor(cursorKey, bound, cursor) : null
  const found = search === '' ? sql`true` : sql`(${searched(search)} or o.name ilike ${containing(search)})`
  const { rows } = await sql<CheckRow>`
    select ${columns}, r.organization_id as "organizationId", o.name as "organizationName", r.answered_at::text as "answeredAt",
      r.answered_name as "answeredName", r.answered_role as "answeredRole", to_jsonb(r.signals) as signals
    from ${tables} join organization o on o.id = r.organization_id
    where r.vendor_id = ${(call.actor as PersonActor).vendorId} and r.answered_at is not null and ${found} and ${inStates(states)}
      and ${suspected ? sql`r.signals <> '{}'` : sql`true`}
      and ${after ? sql`(r.answered_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by r.answered_at desc, r.id desc limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map((row) => ({ ...row, ...shown(row, call.now), answeredAt: isoOf(row.answeredAt) })),
    nextCursor: last ? writeCursor(cursorKey, bound, [last.answeredAt, last.referenceId]) : null,
  }
}
