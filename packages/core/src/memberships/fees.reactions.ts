import { sql } from 'kysely'
import { readOwner } from '../competencies/enrolled.queries.ts'
import { dayAt } from '../competencies/year.rules.ts'
import type { Reaction } from '../kernel/dispatch.ts'
import { takeTurn } from './order.door.ts'
import { FeeOrder } from './order.entity.ts'
import { Payment } from './payment.entity.ts'
import { cancelOrder } from './ordering.ts'
import { levelOf } from './order.rules.ts'
import { earnWithoutFee } from './settling.competencies.ts'

/** A fee that was paid covers what is met later in its year: a gold member pays no silver fee (MEM-R3). */
const earnCovered: Reaction = async (call, event) => {
  const organizationId = event.organizationId!
  await takeTurn(call, organizationId)
  const { timeZone } = await readOwner(call, organizationId)
  await earnWithoutFee(call, event.aggregateId, dayAt(call.now, timeZone), {
    at: event.at,
    type: event.type,
    eventId: event.id,
  })
}

/** Nothing meets the level any more: what was ordered for it and not paid is taken out of the cart (B.16.4). */
const clearCart: Reaction = async (call, event) => {
  const organizationId = event.organizationId!
  await takeTurn(call, organizationId)
  const { rows } = await sql<{ levels: string[] }>`select array(select distinct met_level from competency_enrollment
    where organization_id = ${organizationId} and met_level is not null and state not in ('lapsed', 'withdrawn', 'in_progress')) as levels
  `.execute(call.em.getKysely())
  const met = rows[0]!.levels
  for (const order of await call.em.find(FeeOrder, { organizationId, state: 'awaiting_payment' })) {
    const level = levelOf(order.offer)
    const missing = level !== null && (level === 'silver' ? met.length === 0 : !met.includes('gold'))
    if (!missing || (await hasMoney(call.em, order.id))) continue
    await cancelOrder(call, order)
  }
}

const hasMoney = async (em: Parameters<Reaction>[0]['em'], orderId: string): Promise<boolean> => {
  const payment = await em.findOneOrFail(Payment, { orderId })
  return payment.receivedMinor > 0 || payment.announced !== null
}

/** What memberships do when something happened to a competency. */
export const feeReactions: Readonly<Record<string, Reaction>> = {
  'competency.qualified': earnCovered,
  'competency.levelMet': clearCart,
}
