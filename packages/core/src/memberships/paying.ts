import type { PersonActor, Scope } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import type { PaymentAdapterName } from '../kernel/installation.ts'
import { next } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { cardAdapterOf, heard } from './adapters.ts'
import type { Charged } from './adapters.ts'
import { findOrder, findPaymentOf } from './order.door.ts'
import type { FeeOrder } from './order.entity.ts'
import type { OrderState, OrderVerb, PaymentState, RunningCharge } from './order.rules.ts'
import { orderMoves } from './order.rules.ts'
import { endOrderTimers, refuseRunning } from './ordering.ts'
import type { Payment } from './payment.entity.ts'
import { readTerms, settle, stillAllowed } from './settling.ts'

/** After the first refusal a card can be tried three times more (B.16.5). */
const maxTries = 4

/** Minutes after a try, and then after each question, at which the adapter is asked what became of it. */
const askAfter = [1, 5, 15, 60] as const

/** What became of a try: a refusal of the card is an answer, since it has to be counted. */
export interface Paid {
  /** `charging`: it is not known yet whether the card was charged. */
  state: PaymentState
  orderState: OrderState
  triesLeft: number
}

type Paying = Pick<CallContext, 'orm' | 'payments'>

/**
 * Charges a card for an order, and begins at once what was bought. The try is written down before the adapter is asked,
 * outside of a transaction, and its answer after: whatever breaks off in between, {@link followCharges} asks again.
 * Refuses with `ILLEGAL_TRANSITION`, `PAYMENT_METHOD`, `PAYMENT_TRIES`, `PAYMENT_RUNNING`, and as ordering does.
 */
export const pay = async (
  { orm, payments }: Paying,
  actor: PersonActor,
  scope: Scope,
  { orderId, token }: { orderId: string; token: string },
): Promise<Paid> => {
  const { charge, ask } = await inTransaction(orm, actor, async (call) =>
    startCharge(call, await findOrder(call, scope, orderId), token, payments),
  )
  const outcome = await heard(ask())
  return inTransaction(orm, actor, async (call) =>
    endCharge(call, await findOrder(call, scope, orderId), charge, outcome),
  )
}

const startCharge = async (
  call: Call,
  order: FeeOrder,
  token: string,
  payments: readonly PaymentAdapterName[] | undefined,
): Promise<{ charge: RunningCharge; ask: () => Promise<Charged> }> => {
  next<OrderState, OrderVerb>(orderMoves, order.state, 'pay')
  const adapter = cardAdapterOf(order.method, payments)
  const payment = await findPaymentOf(call, order)
  if (payment.state === 'charging') return refuseRunning(order)
  if (payment.tries >= maxTries)
    refuse('conflict', 'PAYMENT_TRIES', { rule: 'B.16.5', params: { number: order.number } })
  await stillAllowed(call, order)
  const charge = payment.startCharge(token, call.now, minutesAfter(call.now, askAfter[0]))
  const { amountMinor, currency, tries } = payment
  return { charge, ask: () => adapter.charge({ key: charge.key, token, amountMinor, currency, tries }) }
}

/** Writes down what an adapter said of a try; of two that heard it the second changes nothing. */
export const endCharge = async (
  call: Call,
  order: FeeOrder,
  { key }: RunningCharge,
  charged: Charged,
): Promise<Paid> => {
  const payment = await findPaymentOf(call, order)
  if (payment.charge?.key === key) await note(call, order, payment, charged)
  return { state: payment.state, orderState: order.state, triesLeft: maxTries - payment.tries }
}

const note = async (call: Call, order: FeeOrder, payment: Payment, charged: Charged): Promise<void> => {
  switch (charged.outcome) {
    case 'unknown':
      return payment.wait(minutesAfter(call.now, askAfter[payment.charge!.asked + 1] ?? askAfter.at(-1)!))
    case 'failed':
      return payment.fail(call.now)
    case 'captured':
      payment.capture(charged.reference, call.now)
      return begin(call, order, payment)
  }
}

/** What was bought begins, unless it can be had no more by now: then the money is the partner's, and the order is over. */
const begin = async (call: Call, order: FeeOrder, payment: Payment): Promise<void> => {
  const waits = order.state === 'awaiting_payment'
  const terms = waits ? await readTerms(call, order) : null
  if (terms && !terms.refusal) {
    await settle(call, order, terms)
    return
  }
  payment.owe(0, call.now)
  if (!waits) return
  order.cancel(call.now)
  await endOrderTimers(call, order.id)
}

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
