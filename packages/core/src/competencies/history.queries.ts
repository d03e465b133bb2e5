import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { HistoryInput } from './competency.rules.ts'
import type { CompetencyLevel, EnrollmentState } from './enrollment.rules.ts'
import type { ShownPlace } from './shown.rules.ts'

export interface HistoryRow {
  id: string
  enrollmentId: string
  location: ShownPlace
  competency: string
  competencyName: string
  level: CompetencyLevel
  from: EnrollmentState | null
  to: EnrollmentState
  at: string
  /** The type of the event that caused it, or the name of the deadline. */
  cause: string
}

/** What became of the competencies of a scope, newest first, by page; each step with what caused it (CMP-R5). */
export const readHistory = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size, locationId, competency }: HistoryInput,
): Promise<{ rows: HistoryRow[]; nextCursor: string | null }> => {
  const { personId, organizationId } = call.actor as PersonActor
  const binding = JSON.stringify(['enrollments', locationId, competency, size, personId, organizationId])
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const { rows } = await sql<HistoryRow>`
    select c.id, c.enrollment_id as "enrollmentId", jsonb_build_object('id', l.id, 'name', l.name, 'number', l.number) as location,
      c.competency, coalesce(k.name, c.competency) as "competencyName", c.level, c.from_state as "from", c.to_state as "to",
      c.at::text as at, c.cause
    from enrollment_change c join location l on l.id = c.location_id
      left join competency k on k.vendor_id = c.vendor_id and k.code = c.competency
    where c.organization_id = ${organizationId}
      and ${inScope(scope, sql`c.location_id`)}
      and ${locationId ? sql`c.location_id = ${locationId}` : sql`true`}
      and ${competency ? sql`c.competency = ${competency}` : sql`true`}
      and ${after ? sql`(c.at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by c.at desc, c.id desc limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    nextCursor: last ? writeCursor(cursorKey, binding, [last.at, last.id]) : null,
    rows: page.map((row) => ({ ...row, at: isoOf(row.at) })),
  }
}
