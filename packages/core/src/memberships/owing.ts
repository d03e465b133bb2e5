import type { PersonActor } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { findOrder, findPayment, findPaymentOf } from './order.door.ts'
import { FeeOrder } from './order.entity.ts'
import type { CreditInput, MatchInput, PayBackInput } from './order.input.rules.ts'
import type { PaymentState } from './order.rules.ts'
import { closedAs } from './order.rules.ts'
import { book, refuseReference } from './transferring.ts'
import type { Matched } from './transferring.ts'

/** Books money that arrived for an order which is over or paid: see `memberships.support.bookLate`. */
export const bookLate = async (call: Call, input: MatchInput): Promise<{ state: PaymentState; owedMinor: number }> => {
  const { order, payment } = await findPayment(call, input)
  const closed = closedAs(order.state)
  if (closed === null)
    refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: order.state, verb: 'bookLate' } })
  await refuseReference(call, order, input.reference)
  if (closed === 'paid') payment.oweMore(input.arrivedMinor, call.now)
  else payment.owe(input.arrivedMinor, call.now)
  return { state: payment.state, owedMinor: payment.owedMinor }
}

/** All that is owed went back to the partner: see `memberships.support.payBack`. */
export const payBack = async (call: Call, input: PayBackInput): Promise<{ state: PaymentState }> => {
  const { payment } = await findPayment(call, input)
  payment.payBack((call.actor as PersonActor).personId, input.reference, call.now)
  return { state: payment.state }
}

/** All that is owed pays another order of the organisation: see `memberships.support.creditOwed`. */
export const creditOwed = async (call: Call, input: CreditInput): Promise<Matched> => {
  const { order, payment } = await findPayment(call, input)
  const other = await findTarget(call, order, input.orderNumber)
  const creditedMinor = payment.credit((call.actor as PersonActor).personId, other.number, call.now)
  return book(call, other, await findPaymentOf(call, other), creditedMinor)
}

/** Refuses with `CREDIT_TARGET` what is no order of the same organisation that waits for a transfer in that currency. */
const findTarget = async (call: Call, { organizationId, currency }: FeeOrder, number: string): Promise<FeeOrder> => {
  const wanted = { organizationId, number, method: 'transfer', state: 'awaiting_payment', currency } as const
  const seen = await call.em.findOne(FeeOrder, wanted)
  if (!seen)
    return refuse('invalid', 'CREDIT_TARGET', { field: 'orderNumber', rule: 'MEM-R5', params: { number, currency } })
  return findOrder(call, null, seen.id)
}
