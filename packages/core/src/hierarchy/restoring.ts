import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { openConflicts } from '../claims/conflict.opening.ts'
import { reinstateClaims } from '../claims/relocating.ts'
import type { ItemWithout } from '../claims/relocating.ts'
import { restoreEnrollments } from '../competencies/leaving-location.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened, happenedAlong } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { cancelTimersOf } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { archiveTogether, comeBackTogether, leaverColumns } from '../organisations/location.leaving.ts'
import type { Leaver } from '../organisations/location.leaving.ts'
import { restoreLocationPeople } from '../people/leaving-location.ts'
import type { NotReturned } from '../people/leaving-location.ts'
import { reassignReferences } from '../references/leaving-location.ts'
import type { ReferenceWithout } from '../references/leaving-location.ts'
import { restoreDays } from './dissociating.ts'
import type { Left } from './dissociating.ts'
import { lockedLocation } from './moving.ts'
import { recordChange } from './recording.ts'

/** What did not come back, each with why: of people, items of claims, references, competencies. */
export type NothingBack = NotReturned & {
  items: ItemWithout[]
  references: ReferenceWithout[]
  competencies: { competency: string; level: string }[]
}

/** What was restored, by number, and what was not. */
export interface Restored {
  organizationId: string
  numbers: number[]
  notReturned: NothingBack
}

interface LeftChange {
  locationId: string
  places: { locationId: string; from: string | null }[]
  impact: { left: Left }
}

/**
 * Undoes a dissociation within 30 days: the locations that closed together come back with their numbers, people,
 * contacts, references and competencies, and with what they were recorded for unless somebody else holds it by now; those customers
 * are asked anew (DIS-R5). Refuses with `RESTORE_WINDOW_OVER`, with `ILLEGAL_TRANSITION` one that has not left, and with
 * `DEPTH_EXCEEDED` where the tree has no room for it any more.
 */
export const restore = async (call: Call, locationId: string, reason: string): Promise<Restored> => {
  const asked = await lockedLocation(call, locationId)
  refuseOver(call, asked)
  const change = await changeOf(call, asked.id)
  const leftAt = asked.leftAt!
  const { locations, root } = await bringBack(call, change)
  const told = ['location.restored', { rootId: root.id }, { reason }] as const
  happened(root, ...told)
  const others = locations.filter(({ id }) => id !== root.id)
  happenedAlong(root, others, ...told)
  const { people, enrollments, claimIds, references = [] } = change.impact.left
  const notReturned = await restoreLocationPeople(call, people)
  const lostReferences = await reassignReferences(call, references)
  const competencies = await restoreEnrollments(call, enrollments)
  const { claims, lost } = await reinstateClaims(call, claimIds, leftAt)
  for (const claim of claims) await openConflicts(call, claim)
  const report = { ...notReturned, items: lost, references: lostReferences, competencies }
  await note(call, root, locations, reason, report)
  return {
    organizationId: asked.organizationId,
    numbers: locations.map(({ number }) => number),
    notReturned: report,
  }
}

/** Everything that left with it and is not archived, and of it the highest: under what stands above it now. */
const bringBack = async (call: Call, change: LeftChange): Promise<{ locations: Leaver[]; root: Location }> => {
  const closed = await closedTogether(
    call,
    change.places.map(({ locationId }) => locationId),
  )
  const root = await call.em.findOneOrFail(Location, { id: change.locationId })
  const locations = await comeBackTogether(call, closed, { id: root.id, parentId: await livingAbove(call, root) })
  // Those that closed earlier had a timer each.
  const ids = closed.map(({ id }) => id)
  await cancelTimersOf(call, ids, ['location.archive', 'location.restoreReminder'])
  return { locations, root }
}

/** Those of some locations that can still be restored. */
const closedTogether = async (call: Call, ids: readonly string[]): Promise<Leaver[]> => {
  const { rows } = await sql<Leaver>`
    select ${leaverColumns} from location l where l.id = any(${uuids(ids)}) and l.status = 'dissociated' order by l.id
  `.execute(call.em.getKysely())
  return rows
}

const refuseOver = (call: Call, location: Location): void => {
  const dueAt = location.leftAt ? daysAfter(location.leftAt, restoreDays) : null
  if (location.status === 'archived' || (dueAt && isPast(dueAt, call.now)))
    refuse('invalid', 'RESTORE_WINDOW_OVER', { rule: 'DIS-R5', params: { dueAt: dueAt?.toISOString() ?? '' } })
  if (location.status !== 'dissociated')
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: location.status, verb: 'restore' } })
}

/** The change that the location left by; a location that left twice is restored to what it was before the last time. */
const changeOf = async (call: Call, locationId: string): Promise<LeftChange> => {
  const { rows } = await sql<LeftChange>`
    select location_id as "locationId", places, impact from structure_change
    where kind = 'dissociated' and places @> ${JSON.stringify([{ locationId }])}::jsonb order by at desc, id desc limit 1
  `.execute(call.em.getKysely())
  return rows[0] ?? refuseAbsent()
}

/** The next location above that has not left itself meanwhile. */
const livingAbove = async (call: Call, { parentId }: Location): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select id, parent_id, status, 0 as steps from location where id = ${parentId}
      union all select l.id, l.parent_id, l.status, a.steps + 1 from above a join location l on l.id = a.parent_id)
    select id from above where status not in ('dissociated', 'archived') order by steps limit 1
  `.execute(call.em.getKysely())
  return rows[0]!.id
}

const note = async (
  call: Call,
  root: Location,
  locations: readonly Leaver[],
  reason: string,
  notReturned: NothingBack,
): Promise<void> => {
  await recordChange(call, {
    kind: 'restored',
    vendorId: root.vendorId,
    organizationId: root.organizationId,
    locationId: root.id,
    places: locations.map(({ id, number, name, parentId }) => ({
      locationId: id,
      number,
      name,
      from: null,
      to: parentId,
    })),
    reason,
    impact: { notReturned },
  })
}

/** The 30 days are over: the numbers of all that closed together are retired for good. */
export const archive = async (call: Call, locationId: string): Promise<void> => {
  const location = await call.em.findOneOrFail(Location, { id: locationId })
  if (location.status !== 'dissociated') return
  const { rows } = await sql<{ id: string }>`
    select place ->> 'locationId' as id from (
      select places from structure_change where kind = 'dissociated' and location_id = ${locationId} order by at desc, id desc limit 1) c,
      jsonb_array_elements(c.places) as place
  `.execute(call.em.getKysely())
  const closed = await closedTogether(call, [locationId, ...rows.map(({ id }) => id)])
  await archiveTogether(call, closed)
  happened(location, 'location.archived')
  const others = closed.filter(({ id }) => id !== locationId)
  happenedAlong(location, others, 'location.archived')
}

/** A week is left to restore it: its administrators are told once. */
export const remindOfRestore = async (call: Call, locationId: string): Promise<void> => {
  const location = await call.em.findOneOrFail(Location, { id: locationId })
  if (location.status !== 'dissociated' || !location.leftAt) return
  happened(location, 'location.restoreReminded', { dueAt: daysAfter(location.leftAt, restoreDays).toISOString() })
}
