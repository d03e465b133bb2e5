import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import type { Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ClaimStatus, ConsentState } from './claim.rules.ts'
import type { ClaimListInput, QueueInput } from './list.rules.ts'
import type { ShownStatus } from './standing.rules.ts'
import { shownStatus, shownStatuses, standingOf } from './standing.rules.ts'

interface Row {
  id: string
  number: number
  name: string
  customerName: string
  domain: string
  locationId: string
  locationName: string
  locationNumber: number
  areaCode: string
  areaName: string
  activity: ClaimActivity
  itemCount: number
  status: ClaimStatus
  consentState: ConsentState
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

const columns = sql`c.id, c.number, c.name, c.customer_name as "customerName", c.domain, c.location_id as "locationId",
  l.name as "locationName", l.number as "locationNumber", c.area_code as "areaCode", a.name as "areaName", c.activity,
  c.item_count as "itemCount", c.status, c.consent_state as "consentState", c.sla_due_at::text as "slaDueAt",
  c.action_due_at::text as "actionDueAt", c.consent_due_at::text as "consentDueAt", c.submitted_at::text as "submittedAt",
  to_jsonb(c.flags) as flags, c.changed_at::text as "changedAt", o.name as "organizationName",
  c.reviewer_id as "reviewerId", r.name as "reviewerName"`

const joins = sql`claim c join location l on l.id = c.location_id join organization o on o.id = c.organization_id
  left join solution_area a on a.vendor_id = c.vendor_id and a.code = c.area_code left join person r on r.id = c.reviewer_id`

const shown = (row: Row) => {
  const facts = {
    ...row,
    slaDueAt: isoOrNull(row.slaDueAt),
    actionDueAt: isoOrNull(row.actionDueAt),
    consentDueAt: isoOrNull(row.consentDueAt),
  }
  return {
    ...facts,
    submittedAt: isoOrNull(row.submittedAt),
    changedAt: isoOf(row.changedAt),
    shownStatus: shownStatus(row.status, row.consentState),
    standing: standingOf(facts),
  }
}

export type ClaimRow = ReturnType<typeof shown>

const statusCondition: Record<ShownStatus, RawBuilder<unknown>> = {
  draft: sql`c.status = 'draft'`,
  submitted: sql`c.status = 'submitted'`,
  under_review: sql`c.status = 'under_review'`,
  action_required: sql`c.status = 'action_required'`,
  awaiting_delivery: sql`c.status = 'approved' and c.consent_state = 'awaiting_delivery'`,
  window: sql`c.status = 'approved' and c.consent_state = 'window_open'`,
  bounced: sql`c.status = 'approved' and c.consent_state = 'paused_bounced'`,
  active: sql`c.status = 'approved' and c.consent_state in ('elapsed', 'confirmed', 'not_applicable')`,
  rejected: sql`c.status = 'rejected'`,
  withdrawn: sql`c.status = 'withdrawn'`,
  consent_denied: sql`c.status = 'consent_denied'`,
  ended: sql`c.status = 'ended'`,
}

const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`

/** `%` and `_` are ordinary characters in a search. */
const containing = (search: string): string => `%${search.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`

const searching = (search: string): RawBuilder<unknown> =>
  search === ''
    ? sql`true`
    : sql`(c.number::text = ${search} or c.name ilike ${containing(search)} or c.customer_name ilike ${containing(search)} or c.domain ilike ${containing(search)} or o.name ilike ${containing(search)})`

const conditions = (scope: Scope, input: ClaimListInput): RawBuilder<unknown>[] => [
  scope === null ? sql`true` : sql`c.location_id = any(${uuids(scope)}::uuid[])`,
  searching(input.search),
  input.statuses.length > 0
    ? sql`(${sql.join(
        input.statuses.map((status) => sql`(${statusCondition[status]})`),
        sql` or `,
      )})`
    : sql`true`,
  input.areaCode ? sql`c.area_code = ${input.areaCode}` : sql`true`,
  input.activity ? sql`c.activity = ${input.activity}` : sql`true`,
  input.locationId ? sql`c.location_id = ${input.locationId}` : sql`true`,
]

const all = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join([...parts], sql` and `)

interface Page {
  rows: ClaimRow[]
  nextCursor: string | null
}

/** One page of the organisation's claims in the person's scope. LIMIT is a parameter: a literal is planned anew each time. */
export const listClaims = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  input: ClaimListInput,
): Promise<Page> => {
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
    select ${columns} from ${joins} where ${all([...conditions(scope, input), beyond])}
    order by ${column} ${way}, c.id ${way} limit ${input.size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, input.size)
  const last = rows.length > input.size ? page.at(-1) : undefined
  const key = last && (input.sort === 'number' ? last.number : last.changedAt)
  return { rows: page.map(shown), nextCursor: last && key ? writeCursor(cursorKey, binding, [key, last.id]) : null }
}

const bindingOf = (call: Call, { cursor: _cursor, ...filters }: { cursor: string | null }): string =>
  JSON.stringify([filters, 'personId' in call.actor ? [call.actor.personId, call.actor.organizationId] : []])

/** How many claims stand where, for the saved views and the home page. */
export const countClaims = async (call: Call, scope: Scope): Promise<Record<ShownStatus, number>> => {
  const { rows } = await sql<{ status: ClaimStatus; consentState: ConsentState; count: number }>`
    select c.status, c.consent_state as "consentState", count(*)::int as count from claim c
    where ${scope === null ? sql`true` : sql`c.location_id = any(${uuids(scope)}::uuid[])`} group by 1, 2
  `.execute(call.em.getKysely())
  const counts = Object.fromEntries(shownStatuses.map((word) => [word, 0])) as Record<ShownStatus, number>
  for (const row of rows) {
    const word = shownStatus(row.status, row.consentState)
    counts[word] += row.count
  }
  return counts
}

/** The reviewers' queue, oldest first. */
export const listQueue = async (
  call: Call,
  personId: string,
  cursorKey: Uint8Array,
  input: QueueInput,
): Promise<Page> => {
  const binding = bindingOf(call, input)
  const after = input.cursor ? readCursor(cursorKey, binding, input.cursor) : null
  const { rows } = await sql<Row>`
    select ${columns} from ${joins}
    where ${all([
      sql`c.status in ('submitted', 'under_review')`,
      searching(input.search),
      input.areaCode ? sql`c.area_code = ${input.areaCode}` : sql`true`,
      input.mine === 'all'
        ? sql`true`
        : input.mine === 'mine'
          ? sql`c.reviewer_id = ${personId} and c.status = 'under_review'`
          : sql`c.status = 'submitted'`,
      after ? sql`(c.submitted_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`,
    ])}
    order by c.submitted_at, c.id limit ${input.size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, input.size)
  const last = rows.length > input.size ? page.at(-1) : undefined
  return {
    rows: page.map(shown),
    nextCursor: last ? writeCursor(cursorKey, binding, [last.submittedAt!, last.id]) : null,
  }
}
