import { newId } from '../kernel/id.ts'
import type { Asking } from './finding.ts'
import { ownLocation, ownReference } from './finding.ts'
import { ReferenceAssignment } from './reference.entity.ts'
import type { Place } from './reference.rules.ts'
import { decideAssign } from './reference.rules.ts'

/**
 * Lets a reference count at one location for one competency, and nowhere else (REF-R5); where it counted before is kept.
 * The same place again changes nothing. Refuses with `REFERENCE_NOT_ASSIGNABLE` and `REFERENCE_EXPIRED`.
 */
export const assignReference = async (
  asking: Asking,
  { referenceId, locationId, competency }: Place & { referenceId: string },
): Promise<void> => {
  const { call } = asking
  const { reference, current } = await ownReference(asking, referenceId)
  const location = await ownLocation(asking, locationId)
  const { state, competencies } = reference
  const facts = { state, competencies, expiresAt: reference.expiresAt ?? null, isLocationOpen: !location.leftAt }
  decideAssign(facts, { locationId, competency }, call.now)
  if (current?.locationId === locationId && current.competency === competency) return
  const from = current && placeOf(current)
  if (current) {
    current.end('moved', call.now)
    // Before the next one is written: only one of them is current (REF-R5).
    await call.em.flush()
  }
  reference.assign({ locationId, competency }, from, call.now)
  const { id, vendorId, organizationId } = reference
  call.em.persist(
    call.em.create(ReferenceAssignment, {
      id: newId<'ReferenceAssignment'>(call.now),
      vendorId,
      organizationId,
      referenceId: id,
      locationId,
      competency,
      assignedAt: call.now,
      assignedBy: asking.actor.personId,
    }),
  )
}

/** It counts nowhere any more, and can be assigned again. Refuses with `ILLEGAL_TRANSITION` what is assigned nowhere. */
export const unassignReference = async (asking: Asking, referenceId: string): Promise<void> => {
  const { call } = asking
  const { reference, current } = await ownReference(asking, referenceId)
  reference.unassign(current ? placeOf(current) : { locationId: reference.locationId, competency: '' }, call.now)
  current?.end('unassigned', call.now)
}

export const placeOf = ({ locationId, competency }: ReferenceAssignment): Place => ({ locationId, competency })
