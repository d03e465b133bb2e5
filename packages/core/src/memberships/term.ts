import { LockMode } from '@mikro-orm/core'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Membership } from './membership.entity.ts'
import type { MembershipState } from './membership.rules.ts'
import { takeTurn } from './order.door.ts'
import { setYear } from './year.ts'

const findCurrent = async (call: Call, organizationId: string): Promise<Membership | null> => {
  await takeTurn(call, organizationId)
  return call.em.findOne(
    Membership,
    { organizationId, endedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
}

/** Lets the year run out, or takes that back (MEM-R8). The free tier has no year. Refuses with `ILLEGAL_TRANSITION`. */
export const changeTerm = async (
  call: Call,
  organizationId: string,
  verb: 'cancelRenewal' | 'resumeRenewal',
): Promise<{ state: MembershipState }> => {
  const membership = (await findCurrent(call, organizationId)) ?? refuseAbsent()
  if (membership.tier === 'network')
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'MEM-R8', params: { from: membership.tier, verb } })
  membership[verb](call.now)
  await setYear(call, membership)
  return { state: membership.state }
}

/** The free tier is wanted for another year; who has lapsed or never was anything begins it. */
export const confirmNetwork = async (
  call: Call,
  vendorId: string,
  organizationId: string,
): Promise<{ state: MembershipState; confirmedAt: string }> => {
  const membership = (await findCurrent(call, organizationId)) ?? beginNetwork(call, vendorId, organizationId)
  membership.confirm(call.now)
  await call.em.flush()
  await setYear(call, membership)
  return { state: membership.state, confirmedAt: call.now.toISOString() }
}

const beginNetwork = (call: Call, vendorId: string, organizationId: string): Membership => {
  const membership = call.em.create(Membership, {
    id: newId(call.now),
    vendorId,
    organizationId,
    tier: 'network',
    anniversaryOn: null,
    state: 'active',
    stateAt: call.now,
    extendedFrom: null,
    confirmedAt: null,
    startedAt: call.now,
    endedAt: null,
  })
  call.em.persist(membership)
  return membership
}
