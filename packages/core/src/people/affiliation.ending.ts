import { LockMode } from '@mikro-orm/core'
import type { DirectoryActor, PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { asApplication } from '../kernel/fence.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { cancelInviteTimers, setInviteTimers } from './affiliation.timers.ts'
import { nextState } from './affiliation.rules.ts'
import { endContacts } from './contact.ts'
import { findPlace } from './contact.door.ts'
import { decidePlace, holdInvitations, newAffiliation } from './inviting.ts'
import { Affiliation, Person, RoleAssignment } from './person.entity.ts'
import { endCredential } from './credential.ts'
import { endPrivileges } from './privilege.ts'
import { takeAway } from './role.granting.ts'
import { isAdministering } from './role.reach.rules.ts'

/** A stay of the actor's organisation, locked, within a scope; anything else is absent. */
const lockStay = async (call: Call, scope: Scope, affiliationId: string): Promise<Affiliation> => {
  const { organizationId } = call.actor as PersonActor | DirectoryActor
  const where = { id: affiliationId, organizationId: organizationId! }
  const found = await call.em.findOne(Affiliation, where, { lockMode: LockMode.PESSIMISTIC_WRITE })
  return found && isWithin(scope, found.locationId) ? found : refuseAbsent()
}

/**
 * Somebody is not of the organisation any more (AF13, PPL-R6): roles, contacts and privileges end with it and the
 * credential unlinks. Refuses with `CONTACT_REQUIRED` while they hold a contact role that may not be empty, with
 * `LAST_ADMIN`, with `ILLEGAL_TRANSITION` who is not active, and with `FORBIDDEN` who administers
 * more than the scope.
 */
export const endStay = async (call: Call, scope: Scope, affiliationId: string): Promise<void> => {
  const affiliation = await lockStay(call, scope, affiliationId)
  const own = 'personId' in call.actor && affiliation.personId === call.actor.personId
  if (!own) await refuseBeyond(call, scope, affiliation)
  await end(call, affiliation, own ? 'left' : 'removed')
}

/** With a stay go its roles everywhere: whoever administers some places ends nobody who administers more than these (B.14.3). */
const refuseBeyond = async (
  call: Call,
  scope: Scope,
  { personId, organizationId, status }: Affiliation,
): Promise<void> => {
  if (scope === null || status !== 'active') return
  const roles = await call.em.find(RoleAssignment, { personId, organizationId })
  if (roles.some(({ role, locationId }) => isAdministering(role) && (!locationId || !isWithin(scope, locationId))))
    refuse('forbidden', 'FORBIDDEN', { rule: 'B.14.3' })
}

/** As {@link endStay}, of the actor's own stay in the organisation they act for. */
export const leave = async (call: Call): Promise<void> => {
  const { personId, organizationId } = call.actor as PersonActor
  if (!organizationId) return refuseAbsent()
  const stay = await call.em.findOne(Affiliation, { personId, organizationId, status: 'active' })
  return stay ? endStay(call, null, stay.id) : refuseAbsent()
}

const end = async (call: Call, affiliation: Affiliation, how: 'left' | 'removed'): Promise<void> => {
  nextState(affiliation.status, 'end')
  const { personId, organizationId } = affiliation
  await endContacts(call, { personId, organizationId })
  await takeAway(call, await call.em.find(RoleAssignment, { personId, organizationId }))
  await endPrivileges(call, { personId, organizationId })
  await endCredential(call, { personId, organizationId })
  affiliation.end(call.now, how)
  await call.em.flush()
}

/** Taken out of the list before they came (AF11): the link is dead, and they may ask or be invited again. */
export const removeInvited = async (call: Call, scope: Scope, affiliationId: string): Promise<void> => {
  const affiliation = await lockStay(call, scope, affiliationId)
  affiliation.remove('personId' in call.actor ? call.actor : {}, call.now)
  await cancelInviteTimers(call, [affiliation.id])
  await killLinks(call, affiliation.id)
}

/**
 * The letter once more (AF10): the link of the one before is dead, thirty days begin anew. Who did not come in time is
 * invited anew, as they were then (AF12). Refuses with `RESEND_TOO_SOON` within a minute, and with `FORBIDDEN` whoever may
 * not give the roles of an invitation that ended. Answers the row that waits now.
 */
export const resendInvitation = async (
  call: Call,
  scope: Scope,
  affiliationId: string,
): Promise<{ affiliationId: string }> => {
  const affiliation = await lockStay(call, scope, affiliationId)
  await killLinks(call, affiliation.id)
  const { inviteDays } = await readPolicy(call, affiliation.vendorId)
  const waiting = affiliation.status === 'expired' ? await inviteAnew(call, affiliation, inviteDays) : affiliation
  if (waiting === affiliation) affiliation.resend(call.now, inviteDays)
  await setInviteTimers(call, [waiting])
  return { affiliationId: waiting.id }
}

const inviteAnew = async (call: Call, expired: Affiliation, days: number): Promise<Affiliation> => {
  await holdInvitations(call)
  const person = await call.em.findOneOrFail(Person, { id: expired.personId })
  const { vendorId, organizationId, locationId, method, proposedRoles } = expired
  // The roles go out by the word of whoever sends the letter now.
  await decidePlace(call, null, locationId, proposedRoles)
  const { personId: invitedBy } = call.actor as PersonActor
  const status = method === 'single' ? 'invited_single' : 'awaiting_profile'
  const affiliation = newAffiliation(call, person, {
    vendorId,
    organizationId,
    locationId,
    method,
    status,
    invitedBy,
    proposedRoles,
  })
  affiliation.invite(call.now, days, { name: person.name, email: person.email, language: person.locale })
  return affiliation
}

/** The tokens of letters that were sent are good for nothing from now on. Links are the application's own rows. */
const killLinks = (call: Call, affiliationId: string): Promise<void> =>
  asApplication(call, 'people', async ({ em, now }) => {
    await sql`update link set revoked_at = ${now} where subject_id = ${affiliationId} and purpose = 'invitation' and revoked_at is null`.execute(
      em.getKysely(),
    )
  })

/** At home at another location (AF15): the administrator covers both, and privileges of the old one end (PRV-R4). */
export const assignLocation = async (
  call: Call,
  scope: Scope,
  { affiliationId, locationId }: { affiliationId: string; locationId: string },
): Promise<void> => {
  const affiliation = await lockStay(call, scope, affiliationId)
  await findPlace(call, scope, locationId)
  const from = affiliation.locationId
  if (from === locationId) return
  affiliation.reassign(locationId)
  const { personId, organizationId } = affiliation
  await endPrivileges(call, { personId, organizationId, locationId: from })
}
