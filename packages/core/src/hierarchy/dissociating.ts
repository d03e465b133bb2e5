import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { endClaimsAt, refuseOpenClaims } from '../claims/relocating.ts'
import { lapseEnrollments } from '../competencies/leaving-location.ts'
import type { LeftEnrollment } from '../competencies/leaving-location.ts'
import { refuse, refuseAbsent, refuseOnConstraint } from '../kernel/errors.ts'
import { happened, happenedAlong } from '../kernel/happened.ts'
import { daysAfter } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { refuseOpenOrders } from '../memberships/leaving-location.ts'
import { Location } from '../organisations/location.entity.ts'
import { leaverColumns, leaveTogether } from '../organisations/location.leaving.ts'
import type { Leaver } from '../organisations/location.leaving.ts'
import { hasLeft } from '../organisations/location.rules.ts'
import { endLocationPeople } from '../people/leaving-location.ts'
import type { LeftBehind } from '../people/leaving-location.ts'
import { releaseReferences } from '../references/leaving-location.ts'
import type { AppliedChange, ChangeNote } from './engine.ts'
import { refuseFrozen } from './merge.freeze.ts'
import { lockedLocation } from './moving.ts'
import { recordChange } from './recording.ts'

/** A location can be restored for this long (B.17); administrators are reminded once before it is over. */
export const restoreDays = 30
export const restoreReminderDays = 23

refuseOnConstraint('location_takes_nothing', () =>
  refuse('conflict', 'CONFLICT_STALE', { rule: 'DIS-R3', retryable: true }),
)

export interface Dissociation {
  kind: 'dissociated'
  locationId: string
  /** Whether the locations below close with it; they are moved away first otherwise (DIS-R2). */
  withChildren: boolean
  /** In a rehearsal: open claims and orders are told of and refuse nothing. */
  evenOpen?: true
}

/** What ended with locations, for whoever restores them within 30 days (DIS-R5). */
export type Left = {
  people: LeftBehind
  enrollments: LeftEnrollment[]
  claimIds: string[]
  /** Ids of assignments; absent of locations that closed before references were released. */
  references?: string[]
}

/**
 * Closes a location, alone or with everything below it: what it was recorded for ends and customers are told, its people
 * move to the location above, contacts, privileges and roles there end, its references count nowhere and its competencies lapse (DIS-R3). Refuses with
 * `HQ_CANNOT_DISSOCIATE`, `CHILDREN_PRESENT`, `OPEN_CLAIMS`, `OPEN_ORDERS`, `HIERARCHY_FROZEN`, and with `ILLEGAL_TRANSITION` one that has left.
 */
export const dissociate = async (call: Call, change: Dissociation, note: ChangeNote): Promise<AppliedChange> => {
  const found = await lockedLocation(call, change.locationId)
  const leaving = await decideLeaving(call, found, change)
  const ids = leaving.map(({ id }) => id)
  if (!change.evenOpen) {
    await refuseOpenClaims(call, ids)
    await refuseOpenOrders(call, ids)
  }
  const claimIds = await endClaimsAt(call, ids)
  const people = await endLocationPeople(call, ids, found.parentId!)
  const references = await releaseReferences(call, ids)
  const enrollments = await lapseEnrollments(call, ids)
  await leaveTogether(call, leaving)
  const told = ['location.dissociated', { rootId: found.id }, { reason: note.reason }] as const
  happened(found, ...told)
  happenedAlong(found, leaving.slice(1), ...told)
  // One for all that close together: they are restored together too.
  await setTimer(call, found.id, 'location.archive', daysAfter(call.now, restoreDays))
  await setTimer(call, found.id, 'location.restoreReminder', daysAfter(call.now, restoreReminderDays))
  const left: Left = { people, enrollments, claimIds, references }
  const { organizationId, vendorId, id: locationId } = found
  const places = leaving.map(({ id, number, name, parentId }) => ({
    locationId: id,
    number,
    name,
    from: parentId,
    to: null,
  }))
  const { reason, impact = {} } = note
  await recordChange(call, {
    kind: 'dissociated',
    vendorId,
    organizationId,
    locationId,
    places,
    reason,
    impact: { ...impact, left },
  })
  return { kind: 'dissociated', organizationId, locationId, places }
}

const decideLeaving = async (call: Call, location: Location, change: Dissociation): Promise<Leaver[]> => {
  if (location.isHeadquarters)
    refuse('invalid', 'HQ_CANNOT_DISSOCIATE', { rule: 'DIS-R1', params: { location: location.name } })
  if (hasLeft(location.status))
    refuse('conflict', 'ILLEGAL_TRANSITION', {
      rule: 'STM-R1',
      params: { from: location.status, verb: 'dissociate' },
    })
  await refuseFrozen(call, location.organizationId)
  const leaving = await (change.evenOpen ? readSubtree : lockSubtree)(call, location)
  if (leaving.length > 1 && !change.withChildren)
    refuse('invalid', 'CHILDREN_PRESENT', {
      rule: 'DIS-R2',
      params: { location: location.name, count: leaving.length - 1 },
    })
  return leaving
}

/** The location and everything below it that has not left, itself first, from the top. */
const readSubtree = async (call: Call, { id }: Location): Promise<Leaver[]> => subtreeOf(call, id, sql``)

/**
 * The same, locked, so that what somebody is just beginning there is waited for and seen, and what begins after is refused
 * (`location_takes_nothing`).
 */
export const lockSubtree = async (call: Call, { id }: Location): Promise<Leaver[]> =>
  // In the order of their ids: whoever locks several takes them in the same order.
  subtreeOf(call, id, sql`order by l.id for update of l`)

const subtreeOf = async (call: Call, id: string, locking: RawBuilder<unknown>): Promise<Leaver[]> => {
  await call.em.flush()
  const { rows } = await sql<Leaver & { level: number }>`
    with recursive below as (
      select id, 0 as level from location where id = ${id}
      union all select l.id, b.level + 1 from below b join location l on l.parent_id = b.id
      where l.status not in ('dissociated', 'archived'))
    select ${leaverColumns}, b.level from below b join location l on l.id = b.id ${locking}
  `.execute(call.em.getKysely())
  return rows.toSorted((a, b) => a.level - b.level || (a.id < b.id ? -1 : 1))
}

/** Refuses with `CONFIRMATION_MISMATCH` unless the number of the location was typed (DIS-R4). */
export const refuseUnconfirmed = async (call: Call, locationId: string, typed: string | null): Promise<void> => {
  const location = (await call.em.findOne(Location, { id: locationId })) ?? refuseAbsent()
  if (typed === String(location.number)) return
  refuse('invalid', 'CONFIRMATION_MISMATCH', {
    field: 'confirmation',
    rule: 'DIS-R4',
    params: { number: String(location.number) },
  })
}
