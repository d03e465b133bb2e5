import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { literally } from '../kernel/conditions.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

/** For a statement over `claim c`: leaves out what this reviewer never sees. */
export const seenBy = (personId: string): RawBuilder<unknown> =>
  sql`not exists (select from reviewer_exclusion x where x.person_id = ${personId} and x.organization_id = c.organization_id)`

/**
 * A reviewer never sees a claim of an organisation that stands beside their name: to them it is absent, and why is not
 * said. Asks nothing for people of a partner.
 */
export const refuseExcludedReviewer = async (call: Call, organizationId: string): Promise<void> => {
  const { actor } = call
  if (actor.side !== 'vendor') return
  const { rows } = await sql`
    select from reviewer_exclusion where person_id = ${actor.personId} and organization_id = ${organizationId}
  `.execute(call.em.getKysely())
  if (rows.length > 0) refuseAbsent()
}

/** Whom of these organisations a reviewer may not judge. */
export const excludedOrganizations = async (call: Call, personId: string): Promise<Set<string>> => {
  const { rows } = await sql<{ organizationId: string }>`
    select organization_id as "organizationId" from reviewer_exclusion where person_id = ${personId}
  `.execute(call.em.getKysely())
  return new Set(rows.map(({ organizationId }) => organizationId))
}

interface ExclusionRow {
  personId: string
  reviewerName: string
  organizationId: string
  organizationName: string
  organizationNumber: number
  reason: string
  addedAt: string
  addedByName: string | null
}

/** Who may not judge whose claims, by reviewer and organisation, by page. */
export const listExclusions = async (
  call: Call,
  cursorKey: Uint8Array,
  { cursor, size }: { cursor: string | null; size: number },
): Promise<{ rows: ExclusionRow[]; nextCursor: string | null }> => {
  const binding = `exclusions ${'personId' in call.actor ? call.actor.personId : ''}`
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const beyond = after
    ? sql`(p.name, p.id, o.name, o.id) > (${after[0]}, ${after[1]}::uuid, ${after[2]}, ${after[3]}::uuid)`
    : sql`true`
  const { rows } = await sql<ExclusionRow>`
    select x.person_id as "personId", p.name as "reviewerName", x.organization_id as "organizationId",
      o.name as "organizationName", o.global_number as "organizationNumber", x.reason, x.added_at::text as "addedAt",
      b.name as "addedByName"
    from reviewer_exclusion x join person p on p.id = x.person_id join organization o on o.id = x.organization_id
      left join person b on b.id = x.added_by
    where ${beyond} order by p.name, p.id, o.name, o.id limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map((row) => ({ ...row, addedAt: isoOf(row.addedAt) })),
    nextCursor: last
      ? writeCursor(cursorKey, binding, [last.reviewerName, last.personId, last.organizationName, last.organizationId])
      : null,
  }
}

interface ExclusionChange {
  id: string
  at: string
  /** Who changed the list. */
  by: string | null
  change: 'added' | 'removed'
  reviewerName: string
  organizationName: string
  reason: string
}

/** The last fifty changes of the list, newest first: by the history of the vendor, which names people by their ids. */
export const readExclusionChanges = async (call: Call, vendorId: string): Promise<ExclusionChange[]> => {
  const { rows } = await sql<ExclusionChange>`
    select e.id, e.at::text as at, b.name as by, replace(e.type, 'exclusion.', '') as change, r.name as "reviewerName",
      o.name as "organizationName", coalesce(e.personal ->> 'reason', '') as reason
    from event e join person r on r.id = (e.data ->> 'personId')::uuid
      join organization o on o.id = (e.data ->> 'organizationId')::uuid left join person b on b.id = e.actor_id
    where e.aggregate_id = ${vendorId} and e.type in ('exclusion.added', 'exclusion.removed') order by e.seq desc limit 50
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}

interface FoundOrganization {
  id: string
  name: string
  number: number
}

/** For the vendor's staff, who pick one of several thousand. Nothing typed finds the first twenty by name. */
export const findOrganizations = async (call: Call, search: string): Promise<FoundOrganization[]> => {
  const typed = literally(search)
  const { rows } = await sql<FoundOrganization>`
    select id, name, global_number as number from organization
    where name ilike ${`%${typed}%`} or global_number::text like ${`${typed}%`} order by name, id limit 20
  `.execute(call.em.getKysely())
  return rows
}
