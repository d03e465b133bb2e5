import type { PersonActor } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { creditSurplus } from './invoicing.ts'
import { findPayment, findPaymentOf } from './order.door.ts'
import type { FeeOrder } from './order.entity.ts'
import type { AnnounceInput, MatchInput } from './order.input.rules.ts'
import { isReference, orderMoves, referenceOf } from './order.rules.ts'
import type { OrderState, OrderVerb, PaymentState } from './order.rules.ts'
import type { Payment } from './payment.entity.ts'
import { settle, stillAllowed } from './settling.ts'

/** Days in which what is missing of a transfer may follow (B.16.5). */
const topUpDays = 10

/** What the partner says of its transfer. Refuses with `PAYMENT_REFERENCE` a text that the desk would not find (MEM-R5). */
export const announceTransfer = async (
  call: Call,
  order: FeeOrder,
  { sentOn, amountMinor, reference }: AnnounceInput,
): Promise<{ paymentId: string; state: PaymentState }> => {
  next<OrderState, OrderVerb>(orderMoves, order.state, 'pay')
  if (order.method !== 'transfer')
    refuse('invalid', 'PAYMENT_METHOD', { rule: 'MEM-R5', params: { method: order.method } })
  await refuseReference(call, order, reference)
  const payment = await findPaymentOf(call, order)
  payment.announce({
    sentOn,
    amountMinor,
    reference,
    by: (call.actor as PersonActor).personId,
    at: call.now.toISOString(),
  })
  return { paymentId: payment.id, state: payment.state }
}

/** Refuses with `PAYMENT_REFERENCE` what is not the order's own reference (MEM-R5). */
export const refuseReference = async (call: Call, order: FeeOrder, typed: string): Promise<void> => {
  const { number } = await call.em.findOneOrFail(Location, { id: order.locationId })
  if (isReference(typed, order.number, number)) return
  const reference = referenceOf(order.number, number)
  refuse('invalid', 'PAYMENT_REFERENCE', { field: 'reference', rule: 'MEM-R5', params: { reference } })
}

export interface Matched {
  state: PaymentState
  orderState: OrderState
  /** In the order's minor unit; 0 where nothing is. */
  missingMinor: number
  overMinor: number
}

/** Books what arrived at the bank for an order: see `memberships.support.matchTransfer`. */
export const matchTransfer = async (call: Call, input: MatchInput): Promise<Matched> => {
  const { order, payment } = await findPayment(call, input)
  await refuseReference(call, order, input.reference)
  return book(call, order, payment, input.arrivedMinor)
}

/** Pays an order with what is here for it, in part or whole. Refuses with `ILLEGAL_TRANSITION`, and as ordering does. */
export const book = async (call: Call, order: FeeOrder, payment: Payment, arrivedMinor: number): Promise<Matched> => {
  next<OrderState, OrderVerb>(orderMoves, order.state, 'pay')
  const terms = await stillAllowed(call, order)
  const missing = payment.receive(arrivedMinor, call.now, daysAfter(call.now, topUpDays))
  if (missing > 0) await waitForRest(call, order, payment)
  else {
    const invoice = await settle(call, order, terms)
    if (missing < 0) await creditSurplus(call, order, invoice, -missing)
  }
  return {
    state: payment.state,
    orderState: order.state,
    missingMinor: Math.max(missing, 0),
    overMinor: Math.max(-missing, 0),
  }
}

/** What is missing may follow within ten days, also where the thirty are over sooner. */
const waitForRest = async (call: Call, order: FeeOrder, { topUpDueAt }: Payment): Promise<void> => {
  if (!topUpDueAt || (order.dueAt && order.dueAt >= topUpDueAt)) return
  order.dueAt = topUpDueAt
  await setTimer(call, order.id, 'order.expire', topUpDueAt)
}

/** What a proof shows is not at the bank: it waits in the queue of what nobody could match. */
export const loseTransfer = async (
  call: Call,
  input: { paymentId: string; version: number },
): Promise<{ state: PaymentState }> => {
  const { payment } = await findPayment(call, input)
  payment.lose(call.now)
  return { state: payment.state }
}
