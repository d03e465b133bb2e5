import { LockMode } from '@mikro-orm/core'
import type { DirectoryActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { assignLocation, endStay, removeInvited } from './affiliation.ending.ts'
import { isProfileComplete, isWaitedFor, liveStates } from './affiliation.rules.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { setInviteTimers } from './affiliation.timers.ts'
import { DirectoryToken, DirectoryUser } from './directory.entity.ts'
import { isActiveState, namesAfter, profileSaid, refuseRenaming, speaksFor } from './directory.rules.ts'
import type { Said } from './directory.rules.ts'
import { refuseInvite } from './invitation.rules.ts'
import { holdInvitations, judge, newAffiliation } from './inviting.ts'
import { findOrMakePeople } from './person.finding.ts'
import type { FoundPerson } from './person.finding.ts'
import { Affiliation, Person } from './person.entity.ts'
import { join } from './person.profile.ts'

/** Somebody, what the directory keeps of them, and their stay where one is still open. */
interface Subject {
  person: FoundPerson
  user: DirectoryUser
  stay: Affiliation | null
}

/**
 * A directory brings somebody, who is pre-approved (B.6.1): they wait for their profile and get the invitation (AF5), or
 * are in at once where nothing of it is missing (AF9). Answers their id. Refuses with `INVITE_SYNTAX`, `INVITE_LOCATION`,
 * `INVITE_ALREADY_ACTIVE`, `INVITE_ALREADY_PENDING`, with `DIRECTORY_PERSON_KNOWN` whom it brought before, with
 * `DIRECTORY_PERSON_INACTIVE` whom it brings switched off, and with `DIRECTORY_EXTERNAL_TAKEN`.
 */
export const provision = async (call: Call, said: Said): Promise<string> => {
  const { vendorId, organizationId } = call.actor as DirectoryActor
  await holdInvitations(call, organizationId)
  const email = said.userName ?? ''
  const [row] = await judge(call, [{ line: 1, typed: email, email, name: '' }])
  refuseInvite(row!)
  if (said.active === false) refuse('invalid', 'DIRECTORY_PERSON_INACTIVE', { field: 'active', rule: 'B.6.1' })
  const { locale: language = 'en' } = profileSaid(said)
  const { fullName: name } = namesAfter({ givenName: '', familyName: '', fullName: '' }, said)
  const found = await findOrMakePeople(call, vendorId, [{ email, name, language }])
  const person = found.get(email.toLowerCase())!
  if (await call.em.findOne(DirectoryUser, { personId: person.id, organizationId }))
    refuse('conflict', 'DIRECTORY_PERSON_KNOWN', { field: 'userName', rule: 'B.6.1' })
  await letIn(call, { person, user: noteUser(call, person.id, said), stay: null }, said)
  return person.id
}

/** The first word of somebody: whom the directory brings, or finds here. */
const noteUser = (call: Call, personId: string, said: Said): DirectoryUser => {
  const { vendorId, organizationId } = call.actor as DirectoryActor
  const kept = { id: newId(call.now), vendorId, organizationId, personId }
  const user = call.em.create(DirectoryUser, { ...kept, createdAt: call.now, changedAt: call.now })
  user.note(call.now, said)
  call.em.persist(user)
  return user
}

/** A new stay, whatever became of the one before (AF14). */
const letIn = async (call: Call, subject: Subject, said: Said): Promise<void> => {
  const { vendorId, organizationId } = call.actor as DirectoryActor
  const { person } = subject
  const { id: locationId } = await findHome(call, said.location ?? null)
  const stay = newAffiliation(call, person, {
    vendorId,
    organizationId,
    locationId,
    method: 'directory',
    status: 'awaiting_profile',
    invitedBy: null,
    proposedRoles: [],
  })
  const { inviteDays } = await readPolicy(call, vendorId)
  stay.invite(call.now, inviteDays, { name: person.name, email: person.email, language: person.locale })
  await setInviteTimers(call, [stay])
  await describe(call, { ...subject, stay }, said)
}

/** By a partner number; without one where the token says, or the headquarters once that location has left. */
const findHome = async (call: Call, number: string | null): Promise<Location> => {
  const { organizationId, tokenId } = call.actor as DirectoryActor
  const where = { organizationId, leftAt: null }
  if (number !== null) {
    const known = /^\d{1,9}$/.test(number) && (await call.em.findOne(Location, { ...where, number: Number(number) }))
    return known || refuse('invalid', 'INVITE_LOCATION', { field: 'location', rule: 'B.6.1' })
  }
  const { locationId } = await call.em.findOneOrFail(DirectoryToken, { id: tokenId })
  const usual = await call.em.findOne(Location, { ...where, id: locationId })
  return usual ?? call.em.findOneOrFail(Location, { ...where, isHeadquarters: true })
}

/** The profile, where the directory speaks for the address; once it is whole, whoever was waited for is in (AF9). */
const describe = async (call: Call, { person: found, user, stay }: Subject, said: Said): Promise<void> => {
  const { domains } = await call.em.findOneOrFail(Organization, { id: user.organizationId })
  if (!stay || !speaksFor(domains, found.email)) return
  // Only now: before their stay is written down, nobody of the organisation sees them (PRI-R1).
  const person = await call.em.findOneOrFail(
    Person,
    { id: found.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  const named = said.fullName ?? said.givenName ?? said.familyName
  const wanted = { ...profileSaid(said), ...(named && user.fullName !== '' && { name: user.fullName }) }
  const changed = Object.entries(wanted).filter(([field, value]) => person[field as keyof typeof wanted] !== value)
  Object.assign(person, Object.fromEntries(changed))
  if (changed.length > 0)
    happened(stay, 'affiliation.described', { personId: person.id, fields: changed.map(([field]) => field) })
  // The directory's word is no proof of a mailbox: only its owner's is (PPL-R4).
  const isWhole = isProfileComplete({ ...person, emailProvenAt: person.emailProvenAt ?? null })
  if (stay.status === 'awaiting_profile' && isWhole) await join(call, stay)
}

/**
 * A directory says something else of somebody. Switched off they are out by the rules of leaving (AF13, PPL-R6), or not
 * waited for any more (AF11); switched on again they are brought anew (AF14). Refuses as {@link provision}, with
 * `DIRECTORY_ADDRESS_FIXED` another address, unless they go anyway, and with `CONTACT_REQUIRED`, `LAST_ADMIN` and
 * `ILLEGAL_TRANSITION`; whom this directory does not know is absent.
 */
export const changeProvisioned = async (call: Call, personId: string, said: Said): Promise<void> => {
  const subject = await findSubject(call, personId, said)
  const { person, stay } = subject
  // A directory may give whoever leaves another name in the same breath: that must not keep them in.
  if (said.active === false) return letGo(call, stay)
  refuseRenaming(person.email, said)
  if (stay && !isActiveState(stay.status)) {
    if (said.active) refuse('conflict', 'INVITE_ALREADY_PENDING', { field: 'active', rule: 'PPL-R3' })
    return
  }
  if (!stay) return said.active ? letIn(call, subject, said) : undefined
  if (said.location !== undefined) {
    const { id: locationId } = await findHome(call, said.location)
    await assignLocation(call, null, { affiliationId: stay.id, locationId })
  }
  await describe(call, subject, said)
}

/** As switching somebody off, and forgets what the directory said of them. */
export const deprovision = async (call: Call, personId: string): Promise<void> => {
  const { user, stay } = await findSubject(call, personId, {})
  await letGo(call, stay)
  call.em.remove(user)
}

/** What an administrator has still to decide about stays theirs. */
const letGo = async (call: Call, stay: Affiliation | null): Promise<void> => {
  if (stay?.status === 'active') await endStay(call, null, stay.id)
  else if (stay && isWaitedFor(stay)) await removeInvited(call, null, stay.id)
}

const findSubject = async (call: Call, personId: string, said: Said): Promise<Subject> => {
  const { organizationId } = call.actor as DirectoryActor
  await holdInvitations(call, organizationId)
  const where = { personId, organizationId }
  const stay = await call.em.findOne(
    Affiliation,
    { ...where, status: { $in: [...liveStates] as AffiliationState[] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  const before = await call.em.findOne(DirectoryUser, where)
  if (!before && !isActiveState(stay?.status)) return refuseAbsent()
  before?.note(call.now, said)
  const user = before ?? noteUser(call, personId, said)
  return { person: await call.em.findOneOrFail(Person, { id: personId }), user, stay }
}
