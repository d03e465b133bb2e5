import { sql } from 'kysely'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import { aboutOf, PrivilegeGrant } from './privilege.entity.ts'
import { freeSlot, slotsOf } from './privilege.rules.ts'
import type { GrantablePrivilege } from './privilege.rules.ts'

// Behind the turn that each grant takes stands the database: a number is given once, whatever the code does.
const stale = (): never => refuse('conflict', 'CONFLICT_STALE', { rule: 'PRV-R1', retryable: true })
refuseOnConstraint('privilege_grant_slot_unique', stale)
refuseOnConstraint('privilege_grant_person_unique', stale)

type Place = Pick<Location, 'id' | 'vendorId' | 'organizationId'>

/**
 * Allows a person something at one location (B.6.4). Where the slots are limited it takes the lowest free one; refuses
 * with `NO_DOWNLOAD_SLOTS` when there is none (PRV-R3). Answers the grant; one that they have already is answered again.
 */
export const grantPrivilege = async (
  call: Call,
  place: Place,
  privilege: GrantablePrivilege,
  { affiliationId, personId }: { affiliationId: string; personId: string },
): Promise<PrivilegeGrant> => {
  await takeTurn(call, place.id, privilege)
  const granted = await call.em.find(PrivilegeGrant, { locationId: place.id, privilege, endedAt: null })
  const before = granted.find((grant) => grant.personId === personId)
  if (before) return before
  const { tier }: { tier: Tier } = await call.em.findOneOrFail(Organization, { id: place.organizationId })
  const limit = slotsOf[privilege]?.[tier] ?? null
  const slot =
    limit === null
      ? null
      : freeSlot(
          limit,
          granted.flatMap(({ slot: taken }) => taken ?? []),
        )
  if (slot === undefined)
    return refuse('invalid', 'NO_DOWNLOAD_SLOTS', { rule: 'PRV-R3', params: { slots: limit ?? 0, privilege } })
  const grant = call.em.create(PrivilegeGrant, {
    id: newId(call.now),
    vendorId: place.vendorId,
    organizationId: place.organizationId,
    locationId: place.id,
    affiliationId,
    personId,
    privilege,
    slot,
    grantedAt: call.now,
    grantedBy: 'personId' in call.actor ? call.actor.personId : null,
    endedAt: null,
  })
  happened(grant, 'privilege.granted', aboutOf(grant))
  call.em.persist(grant)
  await call.em.flush()
  return grant
}

/**
 * Takes from somebody what they are allowed at one location, or everywhere in the organisation without one: they moved
 * home (PRV-R4) or left (PPL-R6). The slots are free at once (PRV-R2).
 */
export const endPrivileges = async (
  call: Call,
  { personId, locationId, organizationId }: { personId: string; locationId?: string; organizationId: string },
): Promise<void> => {
  const where = { personId, organizationId, endedAt: null, ...(locationId && { locationId }) }
  for (const grant of await call.em.find(PrivilegeGrant, where, { orderBy: { id: 'asc' } })) grant.end(call.now)
  await call.em.flush()
}

/** Twenty administrators may give the last slots in the same second: one after the other, each sees what the last took. */
const takeTurn = async (call: Call, locationId: string, privilege: GrantablePrivilege): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`privilege ${locationId} ${privilege}`}, 0))`.execute(
    call.em.getKysely(),
  )
}
