import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { next } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from './location.entity.ts'
import { locationMoves } from './location.rules.ts'
import type { LocationStatus, LocationVerb } from './location.rules.ts'

/** A location that leaves or comes back with others. */
export interface Leaver {
  id: string
  vendorId: string
  organizationId: string
  number: number
  name: string
  parentId: string | null
  status: LocationStatus
}

export const leaverColumns = sql`l.id, l.vendor_id as "vendorId", l.organization_id as "organizationId", l.number, l.name,
  l.parent_id as "parentId", l.status`

const idsOf = (locations: readonly Pick<Leaver, 'id'>[]) => uuids(locations.map(({ id }) => id))

/** Where a verb leads from the states that there are, by the table. */
const ledTo = (locations: readonly Leaver[], verb: LocationVerb): RawBuilder<unknown> => {
  const leads = [...new Set(locations.map(({ status }) => status))].map((status) => [
    status,
    next<LocationStatus, LocationVerb>(locationMoves, status, verb),
  ])
  return sql`(${JSON.stringify(Object.fromEntries(leads))}::jsonb ->> l.status)`
}

/** What of them was read into memory before is read again. */
const reread = async (call: Call, locations: readonly Leaver[]): Promise<void> => {
  const changed = new Set(locations.map(({ id }) => id))
  for (const loaded of call.em.getUnitOfWork().getIdentityMap().values())
    if (loaded instanceof Location && changed.has(loaded.id)) await call.em.refresh(loaded)
}

/**
 * Locations close together, by one statement (B.16.3): as many statements as locations were two minutes for 50,000. What
 * each was is kept for whoever restores it. Refuses with `ILLEGAL_TRANSITION` while one of them has left.
 */
export const leaveTogether = async (call: Call, locations: readonly Leaver[]): Promise<void> => {
  await call.em.flush()
  await sql`
    update location l set status_before = l.status, status = ${ledTo(locations, 'dissociate')}, left_at = ${call.now}, status_at = ${call.now}, version = l.version + 1
    where l.id = any(${idsOf(locations)})
  `.execute(call.em.getKysely())
  await reread(call, locations)
}

/**
 * They are restored, as they were before (DIS-R5); one of them goes under another location. Answers their places from then
 * on, by number.
 */
export const comeBackTogether = async (
  call: Call,
  locations: readonly Leaver[],
  { id, parentId }: { id: string; parentId: string },
): Promise<Leaver[]> => {
  await call.em.flush()
  const { rows } = await sql<Leaver>`
    update location l set status = coalesce(l.status_before, ${ledTo(locations, 'restore')}), status_before = null, left_at = null,
      parent_id = case when l.id = ${id} then ${parentId} else l.parent_id end, status_at = ${call.now}, version = l.version + 1
    where l.id = any(${idsOf(locations)}) returning ${leaverColumns}
  `.execute(call.em.getKysely())
  await reread(call, locations)
  return rows.toSorted((a, b) => a.number - b.number)
}

/** Their numbers are retired for good. */
export const archiveTogether = async (call: Call, locations: readonly Leaver[]): Promise<void> => {
  await call.em.flush()
  await sql`
    update location l set status = ${ledTo(locations, 'archive')}, status_at = ${call.now}, version = l.version + 1
    where l.id = any(${idsOf(locations)})
  `.execute(call.em.getKysely())
  await reread(call, locations)
}
