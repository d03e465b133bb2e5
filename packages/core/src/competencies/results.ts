import { sql } from 'kysely'
import { canonicalJson } from '../kernel/canonical.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Cause } from './enrollment.entity.ts'
import type { StoredResult } from './result.rules.ts'
import { resultKey } from './result.rules.ts'

/** What is kept of an organisation's open locations. */
export const readResults = async (call: Call, organizationId: string): Promise<StoredResult[]> => {
  const { rows } = await sql<StoredResult>`
    select r.enrollment_id as "enrollmentId", r.level, r.option, r.requirement, r.needed::float8 as needed, r.have::float8 as have,
      r.expiring::float8 as expiring, r.detail
    from requirement_result r join competency_enrollment e on e.id = r.enrollment_id join location l on l.id = e.location_id
    where r.organization_id = ${organizationId} and l.status not in ('dissociated', 'archived')
  `.execute(call.em.getKysely())
  return rows
}

/** Keeps what was counted: only what is not as it was is written, and what is not asked for any more goes. */
export const writeResults = async (
  call: Call,
  { vendorId, organizationId }: { vendorId: string; organizationId: string },
  stored: readonly StoredResult[],
  counted: readonly StoredResult[],
  cause: Cause,
): Promise<void> => {
  const { changed, gone } = differencesOf(stored, counted)
  const rows = changed.map((result) => ({ ...result, id: newId(call.now) }))
  if (rows.length > 0)
    await sql`
      insert into requirement_result (id, vendor_id, organization_id, enrollment_id, level, option, requirement, needed, have, expiring, detail, computed_from_event_id)
      select r.id, ${vendorId}, ${organizationId}, r."enrollmentId", r.level, r.option, r.requirement, r.needed, r.have, r.expiring, r.detail, ${cause.eventId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "enrollmentId" uuid, level text, option text, requirement text,
        needed bigint, have bigint, expiring bigint, detail jsonb)
      on conflict (enrollment_id, level, option, requirement) do update set needed = excluded.needed, have = excluded.have,
        expiring = excluded.expiring, detail = excluded.detail, computed_from_event_id = excluded.computed_from_event_id
    `.execute(call.em.getKysely())
  if (gone.length > 0)
    await sql`
      delete from requirement_result r using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g ("enrollmentId" uuid, level text, option text, requirement text)
      where r.enrollment_id = g."enrollmentId" and r.level = g.level and r.option = g.option and r.requirement = g.requirement
    `.execute(call.em.getKysely())
  await sql`update competency_enrollment set counted_at = ${call.now}, counted_from_event_id = ${cause.eventId}::uuid
    where organization_id = ${organizationId}`.execute(call.em.getKysely())
}

export const differencesOf = (stored: readonly StoredResult[], counted: readonly StoredResult[]) => {
  const known = new Map(stored.map((result) => [resultKey(result), result]))
  const wanted = new Set(counted.map(resultKey))
  return {
    changed: counted.filter((result) => {
      const was = known.get(resultKey(result))
      return !was || !isSameResult(was, result)
    }),
    gone: stored.filter((result) => !wanted.has(resultKey(result))),
  }
}

/** The database has the keys of what it keeps in an order of its own. */
const isSameResult = (mine: StoredResult, other: StoredResult): boolean => printOf(mine) === printOf(other)

const printOf = ({ needed, have, expiring, detail }: StoredResult): string =>
  canonicalJson({ needed, have, expiring, detail })
