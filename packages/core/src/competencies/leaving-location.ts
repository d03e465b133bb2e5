import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'

/** What a location held when it closed. */
export type LeftEnrollment = { id: string; state: string }

/** Competencies of locations that close lapse with them (DIS-R3). Answers what they were, for a restore. */
export const lapseEnrollments = async (call: Call, locationIds: readonly string[]): Promise<LeftEnrollment[]> => {
  const { rows } = await sql<LeftEnrollment>`
    with was as (select id, state from competency_enrollment where location_id = any(${`{${locationIds.join(',')}}`}::uuid[])
      and state not in ('lapsed', 'withdrawn') for update)
    update competency_enrollment e set state = 'lapsed', version = e.version + 1 from was where was.id = e.id
    returning e.id, was.state
  `.execute(call.em.getKysely())
  return rows
}

/** As they were, where nothing has changed them since (DIS-R5). */
export const restoreEnrollments = async (call: Call, left: readonly LeftEnrollment[]): Promise<void> => {
  await sql`
    update competency_enrollment e set state = was.state, version = e.version + 1
    from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as was (id uuid, state text) where was.id = e.id and e.state = 'lapsed'
  `.execute(call.em.getKysely())
}
