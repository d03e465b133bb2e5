import { sql } from 'kysely'
import { openConflicts } from '../claims/conflict.opening.ts'
import { reinstateClaims } from '../claims/relocating.ts'
import { restoreEnrollments } from '../competencies/leaving-location.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { restoreLocationPeople } from '../people/leaving-location.ts'
import type { NotReturned } from '../people/leaving-location.ts'
import { reassignReferences } from '../references/leaving-location.ts'
import { restoreDays } from './dissociating.ts'
import type { Left } from './dissociating.ts'
import { lockedLocation } from './moving.ts'
import { recordChange } from './recording.ts'

/** What was restored, by number, and what was not: people by what they did not get back, items of claims. */
export interface Restored {
  organizationId: string
  numbers: number[]
  notReturned: NotReturned & { items: { claimNumber: number; item: string }[] }
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
  const locations = await call.em.find(Location, {
    id: { $in: change.places.map((place) => place.locationId) },
    status: 'dissociated',
  })
  const leftAt = asked.leftAt!
  for (const location of locations) {
    if (location.id === change.locationId) location.parentId = await livingAbove(call, location)
    location.comeBack(call.now)
    await cancelTimer(call, location.id, 'location.archive')
    await cancelTimer(call, location.id, 'location.restoreReminder')
    happened(location, 'location.restored', { rootId: change.locationId }, { reason })
  }
  await call.em.flush()
  const { people, enrollments, claimIds, references = [] } = change.impact.left
  const notReturned = await restoreLocationPeople(call, people)
  await reassignReferences(call, references)
  await restoreEnrollments(call, enrollments)
  const { claims, lost } = await reinstateClaims(call, claimIds, leftAt)
  for (const claim of claims) await openConflicts(call, claim)
  const report = { ...notReturned, items: lost }
  await note(call, change, locations, reason, report)
  return {
    organizationId: asked.organizationId,
    numbers: locations.map(({ number }) => number).toSorted((a, b) => a - b),
    notReturned: report,
  }
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
  change: LeftChange,
  locations: readonly Location[],
  reason: string,
  notReturned: Restored['notReturned'],
): Promise<void> => {
  const root = locations.find(({ id }) => id === change.locationId) ?? locations[0]!
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
      to: parentId ?? null,
    })),
    reason,
    impact: { notReturned },
  })
}

/** The 30 days are over: the number is retired for good. */
export const archive = async (call: Call, locationId: string): Promise<void> => {
  const location = await call.em.findOneOrFail(Location, { id: locationId })
  if (location.status !== 'dissociated') return
  location.archive(call.now)
  happened(location, 'location.archived')
}

/** A week is left to restore it: its administrators are told once. */
export const remindOfRestore = async (call: Call, locationId: string): Promise<void> => {
  const location = await call.em.findOneOrFail(Location, { id: locationId })
  if (location.status !== 'dissociated' || !location.leftAt) return
  happened(location, 'location.restoreReminded', { dueAt: daysAfter(location.leftAt, restoreDays).toISOString() })
}
