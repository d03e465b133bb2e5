import { Temporal } from 'temporal-polyfill'
import { dayAt } from '../competencies/year.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { fallBack } from './falling-back.ts'
import { Membership } from './membership.entity.ts'
import { FeeOrder } from './order.entity.ts'
import { levelOf } from './order.rules.ts'
import { tierOf } from './price.rules.ts'
import { unpayCompetencies } from './settling.competencies.ts'
import type { Again } from './settling.competencies.ts'
import { setTier } from './tier.ts'
import { setYear } from './year.ts'

/**
 * Ends what a refunded order bought: the year it added, the level it raised, or the membership that it made. A starter
 * pack beside a higher tier leaves that as it is.
 */
export const takeBack = async (call: Call, order: FeeOrder): Promise<void> => {
  const { organizationId, offer } = order
  const membership = await call.em.findOne(Membership, { organizationId, endedAt: null }, { refresh: true })
  if (!membership || membership.tier !== tierOf(offer)) return
  const before = await yearBefore(call, order)
  if (before) {
    membership.retreat(before.level ?? 'starter', before.renewsOn)
    await call.em.flush()
    await setTier(call, membership)
    await setYear(call, membership)
  } else {
    membership.end(call.now)
    await fallBack(call, membership)
    await setYear(call, membership)
  }
  if (levelOf(offer))
    await unpayCompetencies(call, organizationId, before?.level ? { ...before, level: before.level } : null)
}

interface YearBefore extends Omit<Again, 'level'> {
  level: Again['level'] | null
}

/** What the organisation had before the order and still has: of a renewal the old year, of an upgrade its silver. */
const yearBefore = async (call: Call, order: FeeOrder): Promise<YearBefore | null> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: order.vendorId })
  const today = dayAt(call.now, timeZone)
  const found = await oldYear(call, order)
  return found && found.renewsOn >= today ? { ...found, today } : null
}

const oldYear = async (call: Call, order: FeeOrder): Promise<Omit<YearBefore, 'today'> | null> => {
  if (order.offer === 'gold_upgrade') {
    const silver = order.replacesId ? await call.em.findOne(FeeOrder, { id: order.replacesId }) : null
    return { level: 'silver', renewsOn: silver?.coversUntil ?? order.coversUntil! }
  }
  if (!order.renewal) return null
  const renewsOn = Temporal.PlainDate.from(order.coversUntil!).subtract({ years: 1 }).toString()
  return { level: levelOf(order.offer), renewsOn }
}
