import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { tiers } from '../organisations/organization.rules.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import { Membership } from './membership.entity.ts'
import { setYear } from './year.ts'
import type { FeeOrder } from './order.entity.ts'
import { tierOf } from './price.rules.ts'
import { setTier } from './tier.ts'
import type { Settling } from './settling.ts'

/**
 * Makes, renews or raises the membership that an order pays for, and sets the organisation's tier and the deadlines of
 * the year. A starter pack beside a higher tier changes neither (MEM-R2).
 */
export const settleMembership = async (
  call: Call,
  order: FeeOrder,
  { renewal, coversUntil }: Settling,
): Promise<Membership> => {
  const tier = tierOf(order.offer)
  const current = await call.em.findOne(Membership, { organizationId: order.organizationId, endedAt: null })
  if (current && rank(current.tier) > rank(tier) && !renewal) return current
  if (current && order.offer === 'starter' && rank(current.tier) > rank('starter')) return current
  const membership =
    current && goesOn(current, order)
      ? change(call, current, tier, order, coversUntil)
      : await begin(call, current, tier, order, coversUntil)
  await call.em.flush()
  await setTier(call, membership)
  await setYear(call, membership)
  return membership
}

const rank = (tier: Tier): number => tiers.indexOf(tier)

/** A renewal and an upgrade go on in the same row; another tier is another membership. */
const goesOn = (current: Membership, order: FeeOrder): boolean =>
  order.offer === 'gold_upgrade' || (order.renewal && current.tier !== 'network')

const change = (call: Call, current: Membership, tier: Tier, order: FeeOrder, coversUntil: string): Membership => {
  if (order.offer === 'gold_upgrade') current.upgrade(coversUntil, call.now)
  else {
    // Whoever pays goes on after all; and the day that opens the window may have begun before its deadline was fired.
    if (current.state === 'cancelled_at_term') current.resumeRenewal(call.now)
    if (current.state === 'active') current.openRenewal(call.now)
    current.renew(tier, coversUntil, call.now)
  }
  return current
}

const begin = async (
  call: Call,
  current: Membership | null,
  tier: Tier,
  { vendorId, organizationId }: FeeOrder,
  anniversaryOn: string,
): Promise<Membership> => {
  current?.end(call.now)
  await call.em.flush()
  const membership = call.em.create(Membership, {
    id: newId(call.now),
    vendorId,
    organizationId,
    tier,
    anniversaryOn,
    state: 'active',
    stateAt: call.now,
    extendedFrom: null,
    confirmedAt: null,
    startedAt: call.now,
    endedAt: null,
  })
  call.em.persist(membership)
  membership.begin()
  return membership
}
