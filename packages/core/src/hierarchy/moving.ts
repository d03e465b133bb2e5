import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { readAbove, readDeepest } from './branch.queries.ts'
import type { AppliedChange, ChangeNote } from './engine.ts'
import { lockTrees } from './locking.ts'
import { isFrozen } from './merge.freeze.ts'
import { recordChange } from './recording.ts'
import { decideMove } from './tree.rules.ts'

/**
 * Puts a location, with everything below it, under another (HIE-R9): one row changes, and the labels of those above.
 * Refuses with `HQ_CANNOT_MOVE`, `CYCLE`, `DEPTH_EXCEEDED`, `OTHER_ORGANISATION` (HIE-R10), `HIERARCHY_FROZEN`,
 * `ALREADY_THERE`, and `NOT_FOUND`.
 */
export const moveLocation = async (
  call: Call,
  { locationId, parentId }: { locationId: string; parentId: string },
  { reason, impact }: ChangeNote,
): Promise<AppliedChange> => {
  const location = await lockedLocation(call, locationId)
  await decide(call, location, parentId)
  const { organizationId, vendorId, number, name, parentId: from } = location
  location.moveUnder(parentId)
  await call.em.flush()
  const places = [{ locationId, number, name, from: from ?? null, to: parentId }]
  await recordChange(call, {
    kind: 'moved',
    vendorId,
    organizationId,
    locationId,
    places,
    reason,
    ...(impact && { impact }),
  })
  return { kind: 'moved', organizationId, locationId, places }
}

/**
 * A location as it is once the organisation's turn has come. While one waits for it the location may go with its
 * organisation into another, whose turn this is not: refuses with `CONFLICT_STALE`, and with `NOT_FOUND` whoever does not
 * see it any more.
 */
export const lockedLocation = async (call: Call, locationId: string): Promise<Location> => {
  const location = (await call.em.findOne(Location, { id: locationId })) ?? refuseAbsent()
  const { organizationId } = location
  await lockTrees(call, [organizationId])
  const now = (await call.em.refresh(location)) ?? refuseAbsent()
  if (now.organizationId !== organizationId) refuse('conflict', 'CONFLICT_STALE', { rule: 'HIE-R2', retryable: true })
  return location
}

const decide = async (call: Call, location: Location, parentId: string): Promise<void> => {
  const above = await readAbove(call, parentId)
  const parent = above.at(-1) ?? refuseAbsent()
  decideMove({
    location: { ...branchOf(location) },
    parent,
    above: above.map(({ id }) => id),
    chainAbove: above.map(({ label }) => label),
    chainBelow: await readDeepest(call, location.id),
    frozen: await isFrozen(call, location.organizationId),
  })
}

export const branchOf = ({ id, organizationId, isHeadquarters, leftAt, parentId }: Location) => ({
  id,
  organizationId,
  isHeadquarters,
  hasLeft: leftAt != null,
  parentId: parentId ?? null,
})
