import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import type { Call } from '../kernel/transaction.ts'
import { seenBy } from './exclusion.queries.ts'
import { all, atLocation, isFlagged, ownedBy, searching } from './filter.queries.ts'
import type { Page, Row } from './list.queries.ts'
import { bindingOf, claimColumns, pageOf, withNames } from './list.queries.ts'
import type { QueueInput } from './list.rules.ts'

const always = sql`true`
const waiting = sql`c.status in ('submitted', 'under_review')`

const ownership = (personId: string): Record<QueueInput['mine'], RawBuilder<unknown>> => ({
  all: always,
  mine: sql`c.reviewer_id = ${personId} and c.status = 'under_review'`,
  // A disputed claim goes back into review before somebody has it (T15).
  untaken: sql`(c.status = 'submitted' or c.reviewer_id is null)`,
})

/** Of two columns of one name the later one is read. */
const staffFlags = sql`to_jsonb(case when c.sampled then array_append(c.flags, 'audit_sample') else c.flags end)`

/** The reviewers' queue, oldest first, without the organisations that the reviewer never sees. */
export const listQueue = async (
  call: Call,
  personId: string,
  cursorKey: Uint8Array,
  input: QueueInput,
): Promise<Page> => {
  const binding = bindingOf(call, input)
  const after = input.cursor ? readCursor(cursorKey, binding, input.cursor) : null
  const { rows } = await sql<Row>`
    select ${claimColumns}, ${staffFlags} as flags from ${withNames(sql`
      select c.* from claim c where ${all([
        ownedBy(call.actor),
        waiting,
        seenBy(personId),
        ownership(personId)[input.mine],
        ...narrowing(call.now, input),
        after ? sql`(c.submitted_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : always,
      ])}
      order by c.submitted_at, c.id limit ${input.size + 1}`)}
    order by c.submitted_at, c.id
  `.execute(call.em.getKysely())
  return pageOf(rows, input.size, (last) => writeCursor(cursorKey, binding, [last.submittedAt!, last.id]))
}

const narrowing = (now: Date, input: QueueInput): RawBuilder<unknown>[] => [
  searching(input.search),
  input.areaCode ? sql`c.area_code = ${input.areaCode}` : always,
  input.country ? atLocation(sql`l.country = ${input.country}`) : always,
  input.reviewerId ? sql`c.reviewer_id = ${input.reviewerId} and c.status = 'under_review'` : always,
  input.reviewKind ? sql`c.review_kind = ${input.reviewKind}` : always,
  input.competing ? isFlagged('competing') : always,
  input.sampled ? sql`c.sampled` : always,
  input.olderThanDays === null
    ? always
    : sql`c.submitted_at <= ${new Date(now.getTime() - input.olderThanDays * 86_400_000).toISOString()}::timestamptz`,
]

export interface QueueCounts {
  all: number
  untaken: number
  mine: number
  /** Past the day by which the vendor wants to have decided. */
  late: number
}

/** How many claims wait in each view of the queue. */
export const countQueue = async (call: Call, personId: string): Promise<QueueCounts> => {
  const { untaken, mine } = ownership(personId)
  const { rows } = await sql<QueueCounts>`
    select count(*)::int as "all", count(*) filter (where ${untaken})::int as untaken,
      count(*) filter (where ${mine})::int as mine,
      count(*) filter (where c.sla_due_at < ${call.now.toISOString()}::timestamptz)::int as late
    from claim c where ${ownedBy(call.actor)} and ${waiting} and ${seenBy(personId)}
  `.execute(call.em.getKysely())
  return rows[0]!
}

export interface QueueChoices {
  areas: { code: string; name: string }[]
  /** ISO 3166-1 alpha-2 codes of the partners' locations. */
  countries: string[]
}

/** What the queue can be narrowed by, whatever waits in it now. */
export const readQueueChoices = async (call: Call, vendorId: string): Promise<QueueChoices> => {
  const { rows } = await sql<QueueChoices>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) order by a.position), '[]')
        from solution_area a where a.vendor_id = ${vendorId} and a.level is not null) as areas,
      (select coalesce(jsonb_agg(distinct l.country), '[]') from location l where l.vendor_id = ${vendorId}) as countries
  `.execute(call.em.getKysely())
  return rows[0]!
}

export interface Reviewer {
  personId: string
  name: string
}

/** Everybody who may judge claims, by name. */
export const listReviewers = async (call: Call, vendorId: string): Promise<Reviewer[]> => {
  const { rows } = await sql<Reviewer>`
    select p.id as "personId", p.name from person p where p.id in (
      select s.person_id from role_assignment s where s.vendor_id = ${vendorId} and s.organization_id is null
        and s.role in ('reviewer', 'review_lead'))
    order by p.name, p.id
  `.execute(call.em.getKysely())
  return rows
}
