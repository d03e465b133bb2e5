import { LockMode } from '@mikro-orm/core'
import { happened } from '../kernel/happened.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { findPaymentOf, takeTurn } from './order.door.ts'
import { FeeOrder } from './order.entity.ts'
import { endOrderTimers } from './ordering.ts'

/** An order that still waits for its money, with its organisation's turn taken; null: it does not any more. */
const lockWaiting = async (call: Call, orderId: string): Promise<FeeOrder | null> => {
  const seen = await call.em.findOne(FeeOrder, { id: orderId })
  if (!seen) return null
  await takeTurn(call, seen.organizationId)
  const order = await call.em.findOneOrFail(
    FeeOrder,
    { id: orderId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )
  return order.state === 'awaiting_payment' ? order : null
}

const hour = 3_600_000

/** The deadline: the money has not come in time (MEM-R5). Dated with its due time (GEN-R3). */
export const expireOrder = async (call: Call, orderId: string, dueAt: Date): Promise<void> => {
  const order = await lockWaiting(call, orderId)
  if (!order) return
  const payment = await findPaymentOf(call, order)
  // Its card may be charged: what becomes of it is asked at least every hour.
  if (payment.state === 'charging') return setTimer(call, orderId, 'order.expire', new Date(call.now.getTime() + hour))
  order.expire(dueAt)
  await endOrderTimers(call, orderId)
  // A part that has come does not go with the order.
  if (payment.receivedMinor > 0) payment.owe(0, dueAt)
}

/** The deadline: a transfer has not come after so many days (B.17). */
export const remindOfTransfer = async (call: Call, orderId: string, days: number): Promise<void> => {
  const order = await lockWaiting(call, orderId)
  if (order) happened(order, 'order.reminded', { number: order.number, days })
}
