import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, texts } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { readPage } from '../memberships/paging.ts'
import type { Page } from '../memberships/paging.ts'
import type { Attached } from './about.ts'
import { isOverseen } from './finding.ts'
import type { TicketMessage } from './ticket.entity.ts'
import type { TicketFilters, TicketListInput } from './ticket.input.rules.ts'
import type { AboutKind, TicketPath, TicketPriority, TicketState } from './ticket.rules.ts'
import { readTicketNumber, reopenUntil, ticketNumber } from './ticket.rules.ts'

/** One ticket in a list. Instants are ISO in UTC. */
export interface TicketRow {
  ticketId: string
  /** `T-000123` */
  number: string
  version: number
  path: TicketPath
  subject: string
  priority: TicketPriority
  state: TicketState
  stateAt: string
  createdAt: string
  createdByName: string
  organizationName: string
  locationName: string
  locationNumber: number
  agentId: string | null
  agentName: string | null
  aboutKind: AboutKind | null
  aboutId: string | null
  aboutLabel: string | null
  /** Until when the desk means to have it solved; null while it waits for the partner and once it is. */
  slaDueAt: string | null
  isOverdue: boolean
}

/** On which side of the desk a list is read. */
export type Side = 'partner' | 'desk'

const columns = (call: Call) => sql`t.id as "ticketId", t.number, t.version, t.path, t.subject, t.priority, t.state,
  t.state_at::text as "stateAt", t.created_at::text as "createdAt", c.name as "createdByName", o.name as "organizationName",
  l.name as "locationName", l.number as "locationNumber", t.agent_id as "agentId", g.name as "agentName",
  t.about_kind as "aboutKind", t.about_id as "aboutId", t.about_label as "aboutLabel", t.sla_due_at::text as "slaDueAt",
  coalesce(t.sla_due_at < ${call.now}, false) as "isOverdue"`

const tables = sql`ticket t join organization o on o.id = t.organization_id join location l on l.id = t.location_id
  join person c on c.id = t.created_by left join person g on g.id = t.agent_id`

/** SUP-R5: whoever opened it and the administrators of its location; at the desk what nobody has, one's own, and a lead all. */
const readable = ({ actor }: Call, side: Side): RawBuilder<unknown> => {
  const { vendorId, organizationId, personId } = actor as PersonActor
  if (side === 'desk')
    return scopeOf(actor, 'support.lead') === undefined
      ? sql`t.vendor_id = ${vendorId} and (t.agent_id is null or t.agent_id = ${personId})`
      : sql`t.vendor_id = ${vendorId}`
  return sql`t.organization_id = ${organizationId} and (t.created_by = ${personId} or (${isOverseen(actor as PersonActor)}))`
}

const matching = (call: Call, side: Side, filters: TicketFilters): RawBuilder<unknown> => {
  const { search, states, priorities, mine, overdue } = filters
  const { personId } = call.actor as PersonActor
  const named = side === 'desk' ? sql`or o.name ilike ${containing(search)}` : sql``
  const own = side === 'desk' ? sql`t.agent_id = ${personId}` : sql`t.created_by = ${personId}`
  return sql`${readable(call, side)}
    and ${search === '' ? sql`true` : sql`(t.subject ilike ${containing(search)} or t.number = ${readTicketNumber(search)}::int ${named})`}
    and ${states.length === 0 ? sql`true` : sql`t.state = any(${texts(states)})`}
    and ${priorities.length === 0 ? sql`true` : sql`t.priority = any(${texts(priorities)})`}
    and ${mine ? own : sql`true`} and ${overdue ? sql`t.sla_due_at < ${call.now}` : sql`true`}`
}

const backwards = (at: string) =>
  sql`lpad((99999999999999 - extract(epoch from ${sql.ref(at)}) * 1000)::bigint::text, 14, '0')`

/** A partner reads the latest change first; the desk what is due first, and after that what has no time running. */
const orders: Record<Side, RawBuilder<unknown>> = {
  partner: sql`to_char(t.state_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS')`,
  desk: sql`case when t.sla_due_at is null then '0' || ${backwards('t.state_at')} else '1' || ${backwards('t.sla_due_at')} end`,
}

/** One page of tickets, by key. */
export const listTickets = async (
  call: Call,
  side: Side,
  cursorKey: Uint8Array,
  input: TicketListInput,
): Promise<Page<TicketRow>> => {
  const page = await readPage<TicketRow>(call, {
    name: `tickets ${side}`,
    input,
    cursorKey,
    columns: columns(call),
    from: tables,
    where: matching(call, side, input),
    key: orders[side],
    id: sql`t.id`,
  })
  return { ...page, rows: page.rows.map(shown) }
}

const shown = <Row extends TicketRow>(row: Row): Row => ({
  ...row,
  number: ticketNumber(Number(row.number)),
  stateAt: isoOf(row.stateAt),
  createdAt: isoOf(row.createdAt),
  slaDueAt: isoOrNull(row.slaDueAt),
})

/** How many tickets the filters let through: said before they are exported (GEN-R6). */
export const countTickets = async (call: Call, side: Side, filters: TicketFilters): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tables} where ${matching(call, side, filters)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

/** A batch of an export, in the order of their numbers; `after`: the last number of the batch before. */
export const readTicketBatch = async (
  call: Call,
  side: Side,
  filters: TicketFilters,
  after: number,
  size: number,
): Promise<TicketRow[]> => {
  const { rows } = await sql<TicketRow>`
    select ${columns(call)} from ${tables} where ${matching(call, side, filters)} and t.number > ${after}
    order by t.number limit ${size}
  `.execute(call.em.getKysely())
  return rows.map(shown)
}

interface Said {
  id: string
  authorName: string
  body: string
  at: string
}

/** A ticket with everything that its reader may know of it. */
export interface TicketView extends TicketRow {
  attached: Attached | null
  messages: (Said & { verb: TicketMessage['verb'] })[]
  /** The desk's own; for a partner there are none. */
  notes: Said[]
  isRequester: boolean
  resolvedAt: string | null
  closesAt: string | null
  reopenUntil: string | null
  rating: number | null
  ratingWords: string | null
  ratedAt: string | null
}

type Detail = TicketRow &
  Pick<TicketView, 'attached' | 'isRequester' | 'resolvedAt' | 'closesAt' | 'rating' | 'ratingWords' | 'ratedAt'>

/** One ticket. Refuses with `NOT_FOUND` what the caller may not read (SUP-R5, PRI-R1). */
export const readTicket = async (call: Call, side: Side, ticketId: string): Promise<TicketView> => {
  const { personId } = call.actor as PersonActor
  const { rows } = await sql<Detail>`
    select ${columns(call)}, t.attached, t.created_by = ${personId} as "isRequester", t.resolved_at::text as "resolvedAt",
      t.closes_at::text as "closesAt", t.rating, t.rating_words as "ratingWords", t.rated_at::text as "ratedAt"
    from ${tables} where t.id = ${ticketId} and ${readable(call, side)}
  `.execute(call.em.getKysely())
  const row = rows[0] ?? refuseAbsent()
  const resolvedAt = isoOrNull(row.resolvedAt)
  return {
    ...shown(row),
    resolvedAt,
    closesAt: isoOrNull(row.closesAt),
    ratedAt: isoOrNull(row.ratedAt),
    reopenUntil: resolvedAt && reopenUntil(new Date(resolvedAt)).toISOString(),
    messages: await readSaid<TicketView['messages'][number]>(call, ticketId, 'ticket_message', sql`, s.verb`),
    notes: side === 'desk' ? await readSaid<Said>(call, ticketId, 'ticket_note', sql``) : [],
  }
}

/** What was said, from the first word on. */
const readSaid = async <Row extends Said>(
  call: Call,
  ticketId: string,
  table: 'ticket_message' | 'ticket_note',
  more: RawBuilder<unknown>,
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select s.id, p.name as "authorName", s.body, s.at::text as at ${more} from ${sql.table(table)} s
      join person p on p.id = s.author_id where s.ticket_id = ${ticketId} order by s.at, s.id
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}
