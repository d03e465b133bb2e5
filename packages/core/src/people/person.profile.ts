import { LockMode } from '@mikro-orm/core'
import type { PersonActor } from '../kernel/actor.ts'
import { asApplication } from '../kernel/fence.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { giveProposed } from './affiliation.deciding.ts'
import type { AffiliationState, ProfileInput } from './affiliation.rules.ts'
import { isProfileComplete } from './affiliation.rules.ts'
import { cancelInviteTimers } from './affiliation.timers.ts'
import { Affiliation, Person } from './person.entity.ts'

/** Somebody's own words about themselves. */
export const readProfile = async (call: Call) => {
  const { personId } = call.actor as PersonActor
  const person = (await call.em.findOne(Person, { id: personId })) ?? refuseAbsent()
  const { name, email, country, locale, jobRole, timeZone, phone, emailProvenAt } = person
  return {
    name,
    email,
    country,
    language: locale,
    jobRole,
    timeZone,
    phone,
    emailProven: emailProvenAt !== null && emailProvenAt !== undefined,
    complete: isProfileComplete({ ...person, emailProvenAt: emailProvenAt ?? null }),
  }
}

/**
 * Keeps what a signed-in person says about themselves; where an organisation waited for it, they are in (AF9) or wait for
 * a word (AF2). Only with a proven mailbox: without, the answer says so by `complete`.
 */
export const saveProfile = async (
  call: Call,
  input: ProfileInput,
): Promise<{ complete: boolean; joined: { affiliationId: string; status: AffiliationState }[] }> => {
  const { personId } = call.actor as PersonActor
  return asApplication(
    call,
    'people',
    async (inner) => {
      const person = await inner.em.findOneOrFail(Person, { id: personId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      person.describe(input)
      const complete = isProfileComplete({ ...person, emailProvenAt: person.emailProvenAt ?? null })
      const awaited = complete ? await findAwaited(inner, personId) : []
      for (const affiliation of awaited) await join(inner, affiliation)
      return { complete, joined: awaited.map(({ id, status }) => ({ affiliationId: id, status })) }
    },
    { ...call.actor, grants: [] } as PersonActor,
  )
}

const findAwaited = async (call: Call, personId: string): Promise<Affiliation[]> => {
  const where = { personId, status: { $in: ['invited_single', 'awaiting_profile'] as AffiliationState[] } }
  const found = await call.em.find(Affiliation, where, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } })
  return found.filter((affiliation) => !affiliation.isDue(call.now))
}

/** The profile is whole: in at once, or for an administrator to look at (AF2, AF9). */
export const join = async (call: Call, affiliation: Affiliation): Promise<void> => {
  affiliation.completeProfile(call.now)
  await cancelInviteTimers(call, [affiliation.id])
  if (affiliation.status !== 'active') return
  happened(affiliation, 'affiliation.activated', { personId: affiliation.personId })
  await giveProposed(call, affiliation)
}
