import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Location } from '../organisations/location.entity.ts'
import { Affiliation, RoleAssignment } from './person.entity.ts'
import { findPlace } from './contact.door.ts'
import type { RoleInput } from './role.rules.ts'
import { decideGrant, decideTake } from './role.rules.ts'

/**
 * Gives an active person of the organisation a role (B.0.1); one they have already changes nothing. Refuses with
 * `ROLE_SCOPE`, and with `FORBIDDEN` who may not give it there; somebody who is not active here is absent.
 */
export const grantRole = async (call: Call, affiliationId: string, wanted: RoleInput): Promise<void> => {
  const actor = call.actor as PersonActor
  const affiliation = await findActive(call, affiliationId)
  decideGrant(actor.grants, wanted)
  if (wanted.locationId !== null) await findPlace(call, null, wanted.locationId)
  await giveRoles(call, affiliation, [wanted], actor.personId)
}

/** What became of a role at one of several locations. */
interface GrantLine {
  locationId: string
  locationName: string
  locationNumber: number
  /** `held`: they had it there already. */
  outcome: 'given' | 'held'
}

/** As {@link grantRole}, at several locations at once, all of them or none. Answers what became of each, in order of their numbers. */
export const grantMany = async (
  call: Call,
  { affiliationId, role, locationIds }: { affiliationId: string; role: RoleInput['role']; locationIds: string[] },
): Promise<GrantLine[]> => {
  const actor = call.actor as PersonActor
  const affiliation = await findActive(call, affiliationId)
  const places: Location[] = []
  for (const locationId of new Set(locationIds)) {
    decideGrant(actor.grants, { role, locationId })
    places.push(await findPlace(call, null, locationId))
  }
  const wanted = places.map(({ id }) => ({ role, locationId: id }))
  const given = await giveRoles(call, affiliation, wanted, actor.personId)
  return places
    .toSorted((a, b) => a.number - b.number)
    .map(({ id, name, number }) => ({
      locationId: id,
      locationName: name,
      locationNumber: number,
      outcome: given.some(({ locationId }) => locationId === id) ? 'given' : 'held',
    }))
}

/** Writes down roles that were decided, those that are there already left as they are. Answers those that are new. */
export const giveRoles = async (
  call: Call,
  affiliation: Affiliation,
  wanted: readonly RoleInput[],
  grantedBy: string | null,
): Promise<RoleInput[]> => {
  const { personId, organizationId, vendorId } = affiliation
  const held = await call.em.find(RoleAssignment, { personId, organizationId, source: 'granted' })
  const fresh: RoleInput[] = []
  for (const { role, locationId } of wanted) {
    if (held.some((each) => each.role === role && (each.locationId ?? null) === locationId)) continue
    fresh.push({ role, locationId })
    const given = call.em.create(RoleAssignment, {
      id: newId(call.now),
      vendorId,
      personId,
      organizationId,
      role,
      locationId,
      source: 'granted',
      grantedAt: call.now,
      grantedBy,
      heldBack: false,
    })
    call.em.persist(given)
    held.push(given)
    happened(affiliation, 'affiliation.roleGranted', { personId, role, locationId })
  }
  await call.em.flush()
  return fresh
}

/**
 * Takes a role that somebody gave. Refuses with `LAST_ADMIN` when nobody would administer the organisation (ROL-R2), with
 * `ROLE_IMPLIED` one that comes with being a program contact (CNT-R5), and with `FORBIDDEN` who may not take it.
 */
export const revokeRole = async (call: Call, roleAssignmentId: string): Promise<void> => {
  const { grants, organizationId } = call.actor as PersonActor
  const found = await call.em.findOne(RoleAssignment, { id: roleAssignmentId, organizationId })
  if (!found) return refuseAbsent()
  const { personId, role, locationId = null, source } = found
  decideTake(grants, { role: role as RoleInput['role'], locationId })
  if (source === 'contact') refuse('conflict', 'ROLE_IMPLIED', { rule: 'CNT-R5' })
  await takeAway(call, [found])
  const affiliation = await call.em.findOne(Affiliation, {
    personId,
    organizationId: organizationId!,
    status: 'active',
  })
  if (affiliation) happened(affiliation, 'affiliation.roleRevoked', { personId, role, locationId })
}

/** Takes roles, unless the organisation would be without a global administrator (ROL-R2). */
export const takeAway = async (call: Call, roles: readonly RoleAssignment[]): Promise<void> => {
  const admin = roles.find(({ role, heldBack }) => role === 'global_admin' && !heldBack)
  if (admin && !(await hasOtherAdmin(call, roles))) refuse('invalid', 'LAST_ADMIN', { rule: 'ROL-R2' })
  for (const role of roles) call.em.remove(role)
  await call.em.flush()
}

/** Whether somebody active is a global administrator beside these roles. The database asks again at the end of the call. */
const hasOtherAdmin = async (call: Call, taken: readonly RoleAssignment[]): Promise<boolean> => {
  const { rows } = await sql`
    select from role_assignment r join affiliation a on a.person_id = r.person_id and a.organization_id = r.organization_id
    where r.organization_id = ${taken[0]!.organizationId} and r.role = 'global_admin' and not r.held_back and a.status = 'active'
      and r.id <> all(${uuids(taken.map(({ id }) => id))}) limit 1
  `.execute(call.em.getKysely())
  return rows.length > 0
}

/** An active person of the actor's organisation, held until the call is over: a role is given to nobody who is just leaving. */
const findActive = async (call: Call, affiliationId: string): Promise<Affiliation> => {
  const { organizationId } = call.actor as PersonActor
  const found = await call.em.findOne(
    Affiliation,
    { id: affiliationId, organizationId: organizationId!, status: 'active' },
    { lockMode: LockMode.PESSIMISTIC_READ },
  )
  return found ?? refuseAbsent()
}
