import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'

/** What a location held when it closed. */
export type LeftEnrollment = { id: string; state: string }

/** Competencies of locations that close lapse with them (DIS-R3). Answers what they were, for a restore. */
export const lapseEnrollments = async (call: Call, locationIds: readonly string[]): Promise<LeftEnrollment[]> => {
  const { rows } = await sql<LeftEnrollment>`
    with was as (select id, state from competency_enrollment where location_id = any(${uuids(locationIds)})
      and state not in ('lapsed', 'withdrawn') for update)
    update competency_enrollment e set state = 'lapsed', state_at = ${call.now}, at_risk = false, version = e.version + 1
    from was where was.id = e.id
    returning e.id, was.state
  `.execute(call.em.getKysely())
  await writeChanges(call, 'location.dissociated', rows, sql`w.state`, sql`'lapsed'`)
  return rows
}

/** As they were, where nothing has changed them since (DIS-R5). Answers those that are not, with what they were. */
export const restoreEnrollments = async (
  call: Call,
  left: readonly LeftEnrollment[],
): Promise<{ competency: string; level: string }[]> => {
  const { rows } = await sql<LeftEnrollment>`
    update competency_enrollment e set state = was.state, state_at = ${call.now}, version = e.version + 1
    from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as was (id uuid, state text) where was.id = e.id and e.state = 'lapsed'
    returning e.id, was.state
  `.execute(call.em.getKysely())
  await writeChanges(call, 'location.restored', rows, sql`'lapsed'`, sql`w.state`)
  const back = new Set(rows.map(({ id }) => id))
  const others = left.flatMap(({ id }) => (back.has(id) ? [] : [id]))
  const lost = await sql<{ competency: string; level: string }>`
    select coalesce(k.name, e.competency) as competency, e.level from competency_enrollment e
      left join competency k on k.vendor_id = e.vendor_id and k.code = e.competency
    where e.id = any(${uuids(others)}) order by 1, 2
  `.execute(call.em.getKysely())
  return lost.rows
}

/** A row of the history for each (CMP-R5); the event is the location's, and one for all of them. */
const writeChanges = async (
  call: Call,
  cause: string,
  rows: readonly LeftEnrollment[],
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): Promise<void> => {
  if (rows.length === 0) return
  const changes = rows.map(({ id, state }) => ({ change: newId(call.now), id, state }))
  await sql`
    insert into enrollment_change (id, vendor_id, organization_id, enrollment_id, location_id, competency, level, from_state, to_state, at, cause)
    select w.change, e.vendor_id, e.organization_id, e.id, e.location_id, e.competency, e.level, ${from}, ${to}, ${call.now}, ${cause}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as w (change uuid, id uuid, state text) join competency_enrollment e on e.id = w.id
  `.execute(call.em.getKysely())
}
