import type { Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { ContactAssignment } from './contact.entity.ts'
import type { ContactRole } from './contact.rules.ts'

const left: readonly Location['status'][] = ['dissociated', 'archived']

/** A location of the caller's scope that has not left; everything else is absent. */
export const findPlace = async (call: Call, scope: Scope, locationId: string): Promise<Location> => {
  const location = isWithin(scope, locationId) ? await call.em.findOne(Location, { id: locationId }) : null
  return !location || left.includes(location.status) ? refuseAbsent() : location
}

/** A running assignment at a location of the caller's scope. */
export const findAssignment = async (call: Call, scope: Scope, id: string): Promise<ContactAssignment> => {
  const assignment = await call.em.findOne(ContactAssignment, { id, endedAt: null })
  return assignment && isWithin(scope, assignment.locationId) ? assignment : refuseAbsent()
}

/**
 * Whoever is the headquarters' primary program contact administers the whole organisation (CNT-R5), so only somebody who
 * does that gives the role: a location's administrator would make themselves more than they are.
 */
export const refuseTooHigh = (scope: Scope, { isHeadquarters }: Location, role: ContactRole): void => {
  if (isHeadquarters && role === 'primary_program' && scope !== null)
    refuse('forbidden', 'FORBIDDEN', { field: 'role', rule: 'CNT-R5' })
}
