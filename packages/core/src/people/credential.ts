import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { Actor, PersonActor } from '../kernel/actor.ts'
import { endOfBusinessDay } from '../kernel/calendar.ts'
import { sha256 } from '../kernel/canonical.ts'
import { refuse } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { Owner } from './credential.entity.ts'
import { aboutOf, CredentialLink, CredentialProfile } from './credential.entity.ts'
import { readLinkLimits } from './credential.queries.ts'
import type { CredentialState, UnlinkReason } from './credential.rules.ts'
import {
  decideLink,
  foldedName,
  isSameName,
  nameCheckBusinessDays,
  nextState,
  refuseOwner,
} from './credential.rules.ts'
import { Affiliation, Person } from './person.entity.ts'

/** The deadline of a name check; its timer stands on the credential. */
export const nameCheckTimer = 'credential.nameCheck'

/**
 * The owner links their credential to the organisation they act for (CP-R1, CP-R2); where it was linked before it counts
 * no more from the same instant. Different names go to the vendor's check (CP-R4). Refuses with `CREDENTIAL_NOT_OWNER`
 * what is not theirs, with `CREDENTIAL_LINK_LIMIT` and `CREDENTIAL_COOLDOWN` (CP-R3), and with `CREDENTIAL_NAME_MISMATCH`
 * when the names differ and a check was refused, or it is linked elsewhere.
 *
 * Done as the application: before it is claimed a credential is nobody's row, and the organisation that it leaves is
 * behind the owner's fence. Every row is found by the owner's own id or by the number they typed.
 */
export const linkCredential = (call: Call, credentialId: string): Promise<{ state: CredentialState }> => {
  const { personId, organizationId, vendorId } = call.actor as PersonActor
  if (!organizationId) return refuse('forbidden', 'FORBIDDEN', { rule: 'CP-R1' })
  const owner = { personId, organizationId }
  return asApplication(
    call,
    'credentials',
    async (inner) => {
      const credential = await lockOwn(inner, vendorId, personId, credentialId)
      const isThere = credential.organizationId === organizationId
      if (!isThere || (credential.state !== 'linked' && credential.state !== 'pending_name_check'))
        await linkOrCheck(inner, credential, owner)
      return { state: credential.state }
    },
    withoutRoles(call),
  )
}

/** Who did it, for the history of either organisation: which roles they have in the other is not told. */
const withoutRoles = ({ actor }: Call): Actor => ('grants' in actor ? { ...actor, grants: [] } : actor)

/** The credential of this number, unless it is somebody else's or the person has another one. */
const lockOwn = async (
  call: Call,
  vendorId: string,
  personId: string,
  credentialId: string,
): Promise<CredentialProfile> => {
  const found = await call.em.find(
    CredentialProfile,
    { vendorId, $or: [{ credentialId }, { personId }] },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  const [own] = found
  if (!own || found.length > 1 || own.credentialId !== credentialId) return refuseOwner()
  return !own.personId || own.personId === personId ? own : refuseOwner()
}

const linkOrCheck = async (call: Call, credential: CredentialProfile, owner: Owner): Promise<void> => {
  if (!(await call.em.findOne(Affiliation, { ...owner, status: 'active' })))
    refuse('forbidden', 'FORBIDDEN', { rule: 'CP-R1' })
  const links = await call.em.find(CredentialLink, { credentialProfileId: credential.id })
  const linkedAt = links.map((link) => link.linkedAt)
  decideLink(linkedAt, call.now, await readLinkLimits(call, credential.vendorId, linkedAt))
  const { name } = await call.em.findOneOrFail(Person, { id: owner.personId })
  if (await mayBeSame(call, credential, name)) return linkTo(call, credential, owner, links)
  if (credential.state !== 'unlinked')
    refuse('invalid', 'CREDENTIAL_NAME_MISMATCH', { rule: 'CP-R4', params: { profileName: name } })
  await askCheck(call, credential, owner)
}

/** Names that are alike, or that the vendor looked at before. */
const mayBeSame = async (call: Call, credential: CredentialProfile, name: string): Promise<boolean> => {
  if (isSameName(credential.name, name)) return true
  const { rows } = await sql`
    select from event where aggregate_id = ${credential.id} and type = 'credential.nameAccepted'
      and data ->> 'names' = ${fingerprint(credential, name)} limit 1
  `.execute(call.em.getKysely())
  return rows.length > 0
}

/** Two names as the history may keep them, which holds nobody's name for good (GEN-R7). */
const fingerprint = ({ id, name }: CredentialProfile, other: string): string =>
  sha256(`${id}\n${foldedName(name)}\n${foldedName(other)}`)

const askCheck = async (call: Call, credential: CredentialProfile, owner: Owner): Promise<void> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: credential.vendorId })
  const dueAt = endOfBusinessDay(call.now, nameCheckBusinessDays, timeZone)
  credential.askCheck(call.now, owner, dueAt)
  await setTimer(call, credential.id, nameCheckTimer, dueAt)
}

const linkTo = async (
  call: Call,
  credential: CredentialProfile,
  owner: Owner,
  links: readonly CredentialLink[],
): Promise<void> => {
  for (const link of links.filter(({ unlinkedAt }) => !unlinkedAt)) link.end(call.now, 'moved')
  await call.em.flush()
  if (credential.state !== 'linked' || credential.organizationId !== owner.organizationId)
    credential.link(call.now, owner)
  startStay(call, credential, owner)
  await shareRecords(call, credential)
}

const startStay = (call: Call, { id, vendorId }: CredentialProfile, owner: Owner): void => {
  const link = call.em.create(CredentialLink, {
    ...owner,
    id: newId(call.now),
    vendorId,
    credentialProfileId: id,
    linkedAt: call.now,
    unlinkedAt: null,
    unlinkReason: null,
    removedAt: null,
  })
  happened(link, 'credential.linked', aboutOf(link))
  call.em.persist(link)
}

/** The records follow their credential: whoever may read it may read them. */
const shareRecords = async (call: Call, { id, organizationId, personId }: CredentialProfile): Promise<void> => {
  await call.em.flush()
  await sql`update skill_record set organization_id = ${organizationId ?? null}, person_id = ${personId ?? null}
    where credential_profile_id = ${id}`.execute(call.em.getKysely())
}

/** The owner unlinks, or takes back what waits for a check. Refuses with `ILLEGAL_TRANSITION` when there is nothing. */
export const unlinkCredential = (call: Call): Promise<void> => {
  const { personId } = call.actor as PersonActor
  return asApplication(
    call,
    'credentials',
    async (inner) => {
      const credential = await inner.em.findOne(CredentialProfile, { personId }, lock)
      if (!credential) return refuseOwner()
      await unlink(inner, credential, 'unlinked')
    },
    withoutRoles(call),
  )
}

const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const

/**
 * Somebody leaves an organisation, or is erased: their credential counts there no more (PPL-R6, B.16.2), and a check that
 * they asked for there is off.
 */
export const endCredential = (
  call: Call,
  { personId, organizationId }: { personId: string; organizationId: string },
): Promise<void> =>
  asApplication(
    call,
    'credentials',
    async (inner) => {
      const credential = await inner.em.findOne(CredentialProfile, { personId, organizationId }, lock)
      if (credential) await unlink(inner, credential, 'left')
    },
    withoutRoles(call),
  )

const unlink = async (call: Call, credential: CredentialProfile, reason: UnlinkReason): Promise<void> => {
  const links = await call.em.find(CredentialLink, { credentialProfileId: credential.id })
  credential.unlink(call.now, links.length > 0)
  await cancelTimer(call, credential.id, nameCheckTimer)
  for (const link of links.filter(({ unlinkedAt }) => !unlinkedAt)) link.end(call.now, reason)
  await shareRecords(call, credential)
}

/**
 * The vendor's answer to two names that differ (CP-R4): it is linked, or refused and waits for its owner again. Refuses
 * with `ILLEGAL_TRANSITION` when nobody waits for an answer.
 */
export const decideNames = async (call: Call, credential: CredentialProfile, isSame: boolean): Promise<void> => {
  // First, since a credential that was refused or taken back may be nobody's by now.
  nextState(credential.state, isSame ? 'accept' : 'refuse')
  await cancelTimer(call, credential.id, nameCheckTimer)
  const links = await call.em.find(CredentialLink, { credentialProfileId: credential.id })
  if (!isSame) {
    credential.refuse(call.now, links.length > 0)
    return shareRecords(call, credential)
  }
  const owner = { personId: credential.personId!, organizationId: credential.organizationId! }
  const { name } = await call.em.findOneOrFail(Person, { id: owner.personId })
  credential.accept(call.now, fingerprint(credential, name))
  await linkTo(call, credential, owner, links)
}
