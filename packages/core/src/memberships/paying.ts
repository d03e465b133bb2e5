import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import type { PaymentAdapterName } from '../kernel/installation.ts'
import { adapterOf } from './adapters.ts'
import { findPaymentOf } from './order.door.ts'
import type { FeeOrder } from './order.entity.ts'
import type { OrderState, OrderVerb, PaymentState } from './order.rules.ts'
import { orderMoves } from './order.rules.ts'
import { next } from '../kernel/moves.ts'
import { settle, stillAllowed } from './settling.ts'

/** After the first refusal a card can be tried three times more (B.16.5). */
const maxTries = 4

/** What became of a try: a refusal of the card is an answer, since it has to be counted. */
export interface Paid {
  state: PaymentState
  orderState: OrderState
  triesLeft: number
}

/**
 * Charges a card for an order whose turn was taken, and begins at once what was bought. Of two at the same moment the
 * second finds the order paid and is refused with `ILLEGAL_TRANSITION`: an order is paid once.
 */
export const pay = async (
  call: Call,
  order: FeeOrder,
  token: string,
  payments?: readonly PaymentAdapterName[],
): Promise<Paid> => {
  next<OrderState, OrderVerb>(orderMoves, order.state, 'pay')
  const { charge } = adapterOf(order.method, payments)
  if (!charge) return refuse('invalid', 'PAYMENT_METHOD', { rule: 'MEM-R5', params: { method: order.method } })
  const payment = await findPaymentOf(call, order)
  if (payment.tries >= maxTries)
    refuse('conflict', 'PAYMENT_TRIES', { rule: 'B.16.5', params: { number: order.number } })
  const terms = await stillAllowed(call, order)
  const { amountMinor, currency, tries } = payment
  const charged = await charge({ key: `${payment.id}.${tries}`, amountMinor, currency, token, tries })
  if (charged.outcome === 'captured') {
    payment.capture(charged.reference, call.now)
    await settle(call, order, terms)
  } else payment.fail(call.now)
  return { state: payment.state, orderState: order.state, triesLeft: maxTries - payment.tries }
}
