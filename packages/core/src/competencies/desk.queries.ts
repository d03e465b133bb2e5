import { sql } from 'kysely'
import { containing, texts } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Day } from '../people/skill.rules.ts'
import type { DeskInput } from './competency.rules.ts'
import type { CompetencyLevel, EnrollmentState } from './enrollment.rules.ts'
import type { ShownPlace } from './shown.rules.ts'

export interface DeskRow {
  enrollmentId: string
  organization: { id: string; name: string }
  location: ShownPlace
  competency: string
  competencyName: string
  level: CompetencyLevel
  metLevel: CompetencyLevel | null
  state: EnrollmentState
  stateAt: string
  atRisk: boolean
  renewsOn: Day | null
  preapprovedUntil: Day | null
}

/** Competencies of all organisations for the vendor's service desk, by organisation, by page. Counts, and nobody's name. */
export const readDesk = async (
  call: Call,
  cursorKey: Uint8Array,
  { cursor, size, search, competency, states, atRiskOnly }: DeskInput,
): Promise<{ rows: DeskRow[]; nextCursor: string | null }> => {
  const { personId, vendorId } = call.actor as PersonActor
  const binding = JSON.stringify(['competencies', search, competency, states, atRiskOnly, size, personId])
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const part = containing(search)
  const { rows } = await sql<DeskRow>`
    select e.id as "enrollmentId", jsonb_build_object('id', o.id, 'name', o.name) as organization,
      jsonb_build_object('id', l.id, 'name', l.name, 'number', l.number) as location, e.competency,
      coalesce(k.name, e.competency) as "competencyName", e.level, e.met_level as "metLevel", e.state, e.state_at::text as "stateAt",
      e.at_risk as "atRisk", e.renews_on::text as "renewsOn", e.preapproved_until::text as "preapprovedUntil"
    from competency_enrollment e join organization o on o.id = e.organization_id join location l on l.id = e.location_id
      left join competency k on k.vendor_id = e.vendor_id and k.code = e.competency
    where e.vendor_id = ${vendorId} and ${search === '' ? sql`true` : sql`(o.name ilike ${part} or l.number::text = ${search})`}
      and ${competency ? sql`e.competency = ${competency}` : sql`true`}
      and ${states.length === 0 ? sql`true` : sql`e.state = any(${texts(states)})`}
      and ${atRiskOnly ? sql`e.at_risk` : sql`true`}
      and ${after ? sql`(o.name, e.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by o.name, e.id limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    nextCursor: last ? writeCursor(cursorKey, binding, [last.organization.name, last.enrollmentId]) : null,
    rows: page.map((row) => ({ ...row, stateAt: isoOf(row.stateAt) })),
  }
}
