import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Location } from '../organisations/location.entity.ts'
import { aboutOf, ContactAssignment } from './contact.entity.ts'
import { settleImpliedRoles } from './contact.implied.ts'
import { isRequiredRole } from './contact.rules.ts'
import type { ContactRole } from './contact.rules.ts'

refuseOnConstraint('contact_assignment_current_unique', () =>
  refuse('conflict', 'CONFLICT_STALE', { rule: 'CNT-R1', retryable: true }),
)

/** Who is to hold a role: an affiliation of the location's organisation, and its person. */
export interface Holder {
  affiliationId: string
  personId: string
}

type Place = Pick<Location, 'id' | 'vendorId' | 'organizationId'>

/**
 * Gives a role at a location to somebody, in place of whoever held it (CNT-R1, CNT-R3). The right that the primary
 * program contact has moves with it (CNT-R5). Answers the assignment; to whoever holds it already nothing changes but
 * that it is confirmed. Whether they may hold it is decided before ({@link decideContact}).
 */
export const assignContact = async (
  call: Call,
  place: Place,
  role: ContactRole,
  holder: Holder,
): Promise<ContactAssignment> => {
  await takeTurn(call, place.organizationId)
  const current = await call.em.findOne(ContactAssignment, { locationId: place.id, role, endedAt: null })
  if (current?.personId === holder.personId) {
    if (current.state === 'inherited') current.confirm()
    return current
  }
  const assigned = newAssignment(call, place, role, holder, 'held')
  current?.replace(call.now, assigned)
  // The old row has to be over before the new one begins: one holder a role at every instant, says the index.
  await call.em.flush()
  happened(assigned, 'contact.assigned', { ...aboutOf(assigned), before: current?.personId ?? null })
  call.em.persist(assigned)
  await call.em.flush()
  if (role === 'primary_program') await settleImpliedRoles(call, place.organizationId, [place.id])
  return assigned
}

/**
 * Gives a new location the holders of the location above it, all marked as inherited until somebody confirms or changes
 * them (CNT-R4); its primary program contact administers it (CNT-R5). The headquarters inherits from nobody.
 */
export const inheritContacts = async (call: Call, location: Place & Pick<Location, 'parentId'>): Promise<void> => {
  await takeTurn(call, location.organizationId)
  await call.em.flush()
  if (!location.parentId) return
  const above = await call.em.find(ContactAssignment, { locationId: location.parentId, endedAt: null })
  for (const holder of above) {
    const inherited = newAssignment(call, location, holder.role, holder, 'inherited')
    happened(inherited, 'contact.inherited', { ...aboutOf(inherited), fromLocationId: location.parentId })
    call.em.persist(inherited)
  }
  await call.em.flush()
  await settleImpliedRoles(call, location.organizationId, [location.id])
}

/**
 * After another location became the headquarters: the primary program contacts of both change rights, since at the
 * headquarters that is a global administrator and elsewhere the location's own (CNT-R5). What somebody granted stays.
 * Call it when the tree has changed.
 */
export const moveImpliedRoles = (
  call: Call,
  organizationId: string,
  { from, to }: { from: string; to: string },
): Promise<void> => settleImpliedRoles(call, organizationId, [from, to])

/**
 * Takes every contact role in an organisation from somebody who leaves it (PPL-R6). Refuses with `CONTACT_REQUIRED` while
 * they hold one that may not be empty: it is given to somebody else first (CNT-R3).
 */
export const endContacts = async (
  call: Call,
  { personId, organizationId }: { personId: string; organizationId: string },
): Promise<void> => {
  await takeTurn(call, organizationId)
  const held = await call.em.find(
    ContactAssignment,
    { personId, organizationId, endedAt: null },
    { orderBy: { locationId: 'asc', role: 'asc' } },
  )
  const required = held.filter(({ role }) => isRequiredRole(role))
  if (required.length > 0) await refuseRequired(call, required)
  for (const assignment of held) assignment.remove(call.now)
  await call.em.flush()
}

const refuseRequired = async (call: Call, required: readonly ContactAssignment[]): Promise<never> => {
  const { rows } = await sql<{ name: string }>`
    select distinct name from location where id = any(${uuids(required.map(({ locationId }) => locationId))}) order by name
  `.execute(call.em.getKysely())
  return refuse('invalid', 'CONTACT_REQUIRED', {
    rule: 'CNT-R3',
    params: { role: required[0]!.role, count: required.length, locations: rows.map(({ name }) => name) },
  })
}

/**
 * One change of contacts at a time in an organisation: the rights that follow from them are counted over all. By a lock of
 * its own and not on a row, since every claim refers to the organisation's.
 */
export const takeTurn = async (call: Call, organizationId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contacts ${organizationId}`}, 0))`.execute(
    call.em.getKysely(),
  )
}

const newAssignment = (
  call: Call,
  { id, vendorId, organizationId }: Place,
  role: ContactRole,
  { affiliationId, personId }: Holder,
  state: 'held' | 'inherited',
): ContactAssignment =>
  call.em.create(
    ContactAssignment,
    {
      id: newId(call.now),
      vendorId,
      organizationId,
      locationId: id,
      role,
      affiliationId,
      personId,
      state,
      since: call.now,
      assignedBy: 'personId' in call.actor ? call.actor.personId : null,
      endedAt: null,
    },
    { persist: false },
  )
