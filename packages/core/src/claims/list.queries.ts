import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import type { ConsentMode } from '../customers/customer.rules.ts'
import type { Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ReviewKind } from './choices.rules.ts'
import type { ClaimStatus, ConsentState } from './claim.rules.ts'
import { claimConditions, ownedBy, ticked } from './filter.queries.ts'
import type { ClaimFilters, ClaimListInput } from './list.rules.ts'
import type { ShownStatus } from './standing.rules.ts'
import { shownStatus, shownStatuses, standingOf } from './standing.rules.ts'

export interface Row {
  id: string
  version: number
  number: number
  name: string
  customerName: string
  domain: string
  locationId: string
  locationName: string
  locationNumber: number
  locationCountry: string
  areaCode: string
  areaName: string
  activity: ClaimActivity
  incentiveOptOut: boolean
  itemCount: number
  status: ClaimStatus
  /** When the status became what it is. */
  statusAt: string
  consentState: ConsentState
  consentMode: ConsentMode
  reviewKind: ReviewKind
  slaDueAt: string | null
  actionDueAt: string | null
  consentDueAt: string | null
  submittedAt: string | null
  flags: string[]
  changedAt: string
  organizationName: string
  reviewerId: string | null
  reviewerName: string | null
}

export const claimColumns = sql`c.id, c.version, c.number, c.name, c.customer_name as "customerName", c.domain,
  c.location_id as "locationId", l.name as "locationName", l.number as "locationNumber", l.country as "locationCountry",
  c.area_code as "areaCode", a.name as "areaName", c.activity, c.incentive_opt_out as "incentiveOptOut",
  c.item_count as "itemCount", c.status, c.status_at::text as "statusAt", c.consent_state as "consentState",
  c.consent_mode as "consentMode",
  c.review_kind as "reviewKind", c.sla_due_at::text as "slaDueAt", c.action_due_at::text as "actionDueAt",
  c.consent_due_at::text as "consentDueAt", c.submitted_at::text as "submittedAt", to_jsonb(array_remove(c.flags, 'complained')) as flags,
  c.changed_at::text as "changedAt", o.name as "organizationName", c.reviewer_id as "reviewerId", r.name as "reviewerName"`

/** The rows that are shown are found first, by index alone; what stands beside them is looked up for these few. */
export const withNames = (
  rows: RawBuilder<unknown>,
) => sql`(${rows}) c join location l on l.id = c.location_id join organization o on o.id = c.organization_id
  left join solution_area a on a.vendor_id = c.vendor_id and a.code = c.area_code left join person r on r.id = c.reviewer_id`

export const shownRow = (row: Row) => {
  const facts = {
    ...row,
    slaDueAt: isoOrNull(row.slaDueAt),
    actionDueAt: isoOrNull(row.actionDueAt),
    consentDueAt: isoOrNull(row.consentDueAt),
  }
  return {
    ...facts,
    statusAt: isoOf(row.statusAt),
    submittedAt: isoOrNull(row.submittedAt),
    changedAt: isoOf(row.changedAt),
    shownStatus: shownStatus(row.status, row.consentState),
    standing: standingOf(facts),
  }
}

export type ClaimRow = ReturnType<typeof shownRow>

export interface Page {
  rows: ClaimRow[]
  nextCursor: string | null
}

/**
 * One page of the organisation's claims in the person's scope. LIMIT is a parameter: a literal is planned anew each time.
 *
 * Last changed first, a claim that changes while somebody pages leaves the pages that are left and stands above the first
 * one. So the key carries where the first page began, and each later page says how many stand above it by now.
 */
export const listClaims = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  input: ClaimListInput,
): Promise<Page & { changedSince: number }> => {
  const binding = bindingOf(call, input)
  const column = input.sort === 'number' ? sql.ref('c.number') : sql.ref('c.changed_at')
  const descending = input.direction === 'desc'
  const after = input.cursor ? readCursor(cursorKey, binding, input.cursor) : null
  const cast = input.sort === 'number' ? sql`int` : sql`timestamptz`
  const beyond = after
    ? sql`(${column}, c.id) ${descending ? sql`<` : sql`>`} (${after[0]}::${cast}, ${after[1]}::uuid)`
    : sql`true`
  const way = descending ? sql`desc` : sql`asc`
  const { rows } = await sql<Row>`
    select ${claimColumns} from ${withNames(sql`
      select c.* from claim c where ${claimConditions(call, scope, input)} and ${beyond}
      order by ${column} ${way}, c.id ${way} limit ${input.size + 1}`)}
    order by ${column} ${way}, c.id ${way}
  `.execute(call.em.getKysely())
  if (input.sort === 'number' || !descending)
    return {
      ...pageOf(rows, input.size, (last) =>
        writeCursor(cursorKey, binding, [input.sort === 'number' ? last.number : last.changedAt, last.id]),
      ),
      changedSince: 0,
    }
  const top = after?.slice(2) ?? [rows[0]?.changedAt ?? '', rows[0]?.id ?? '']
  return {
    ...pageOf(rows, input.size, (last) => writeCursor(cursorKey, binding, [last.changedAt, last.id, ...top])),
    changedSince: after ? await countAbove(call, scope, input, top) : 0,
  }
}

/** How many claims stand above a place in the list, a hundred at most. */
const countAbove = async (
  call: Call,
  scope: Scope,
  filters: ClaimFilters,
  [changedAt, id]: readonly (string | number)[],
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from claim c where ${claimConditions(call, scope, filters)}
        and (c.changed_at, c.id) > (${changedAt}::timestamptz, ${id}::uuid) limit 100) above
  `.execute(call.em.getKysely())
  return rows[0]!.count
}

/** What a cursor is good for: these filters, in this order, asked by this person. */
export const bindingOf = (call: Call, { cursor: _cursor, ...filters }: { cursor: string | null }): string =>
  JSON.stringify([filters, 'personId' in call.actor ? [call.actor.personId, call.actor.organizationId] : []])

/** The rows of a page, of which one more was asked for than it holds. */
export const pageOf = (rows: readonly Row[], size: number, cursorOf: (last: Row) => string): Page => {
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return { rows: page.map(shownRow), nextCursor: last ? cursorOf(last) : null }
}

/** How many claims stand where, for the saved views and the home page. */
export const countClaims = async (call: Call, scope: Scope): Promise<Record<ShownStatus, number>> => {
  const { rows } = await sql<{ status: ClaimStatus; consentState: ConsentState; count: number }>`
    select c.status, c.consent_state as "consentState", count(*)::int as count from claim c
    where ${ownedBy(call.actor)} and c.status <> 'deleted' and ${inScope(scope, sql`c.location_id`)} group by 1, 2
  `.execute(call.em.getKysely())
  const counts = Object.fromEntries(shownStatuses.map((word) => [word, 0])) as Record<ShownStatus, number>
  for (const row of rows) {
    const word = shownStatus(row.status, row.consentState)
    counts[word] += row.count
  }
  return counts
}

/** How many claims the filters let through: said before they are exported (GEN-R6). */
export const countFiltered = async (
  call: Call,
  scope: Scope,
  { claimIds = [], ...filters }: ClaimFilters & { claimIds?: readonly string[] },
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from claim c
    where ${claimConditions(call, scope, filters)} and ${ticked(claimIds)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}
