import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { BenefitUseSchema, FeeOrder } from './order.entity.ts'

/**
 * Notes that a key was viewed or a benefit activated that an order brought: the door for the rooms of benefits. After it
 * the order is not refunded (`REFUND_KEY_VIEWED`, `REFUND_BENEFIT_USED`, MEM-R6). Refuses with `NOT_FOUND` an order of
 * another organisation, and with `ILLEGAL_TRANSITION` one that brings nothing, being unpaid or refunded.
 */
export const noteBenefitUse = async (
  call: Call,
  use: {
    orderId: string
    organizationId: string
    kind: 'key_viewed' | 'benefit_activated'
    what: string
    personId: string
  },
): Promise<void> => {
  const { orderId, organizationId, kind, what, personId } = use
  const order = (await call.em.findOne(FeeOrder, { id: orderId, organizationId })) ?? refuseAbsent()
  if (order.state !== 'paid' && order.state !== 'fulfilled' && order.state !== 'refund_refused')
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'MEM-R6', params: { from: order.state, verb: 'use' } })
  const { vendorId } = order
  call.em.persist(
    call.em.create(BenefitUseSchema, {
      id: newId(call.now),
      vendorId,
      organizationId,
      orderId,
      kind,
      what,
      personId,
      at: call.now,
    }),
  )
  happened(order, 'order.benefitUsed', { kind, what })
}
