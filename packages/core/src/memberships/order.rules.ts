import { defineMoves } from '../kernel/moves.ts'

/** What can be bought (F.6.1). Toolkits and awards come with their rooms and use the same orders. */
export const offerCodes = ['starter', 'silver', 'gold', 'gold_upgrade'] as const
export type OfferCode = (typeof offerCodes)[number]

export const paymentMethods = ['card', 'transfer'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

export const orderStates = [
  'cart',
  'submitted',
  'awaiting_payment',
  'paid',
  'fulfilled',
  'cancelled',
  'expired',
  'refund_requested',
  'refunded',
  'refund_refused',
] as const
export type OrderState = (typeof orderStates)[number]
export type OrderVerb =
  | 'submit'
  | 'awaitPayment'
  | 'pay'
  | 'fulfil'
  | 'cancel'
  | 'expire'
  | 'askRefund'
  | 'refund'
  | 'refuseRefund'

/** B.16.5. What is paid is fulfilled in the same transaction, so a refund is asked of either. */
export const orderMoves = defineMoves<OrderState, OrderVerb>()({
  cart: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { awaitPayment: 'awaiting_payment', cancel: 'cancelled' },
  awaiting_payment: { pay: 'paid', expire: 'expired', cancel: 'cancelled' },
  paid: { fulfil: 'fulfilled', askRefund: 'refund_requested' },
  fulfilled: { askRefund: 'refund_requested' },
  refund_requested: { refund: 'refunded', refuseRefund: 'refund_refused' },
  refunded: {},
  refund_refused: {},
  cancelled: {},
  expired: {},
})

export const paymentStates = [
  'initiated',
  'authorised',
  'captured',
  'failed',
  'announced',
  'proof_uploaded',
  'matched',
  'short',
  'over',
  'unmatched',
] as const
export type PaymentState = (typeof paymentStates)[number]
export type PaymentVerb =
  | 'authorise'
  | 'capture'
  | 'fail'
  | 'retry'
  | 'handInProof'
  | 'match'
  | 'fallShort'
  | 'exceed'
  | 'lose'

export const paymentMoves = defineMoves<PaymentState, PaymentVerb>()({
  initiated: { authorise: 'authorised', fail: 'failed' },
  authorised: { capture: 'captured', fail: 'failed' },
  failed: { retry: 'initiated' },
  captured: {},
  announced: { handInProof: 'proof_uploaded', match: 'matched', fallShort: 'short', exceed: 'over' },
  proof_uploaded: {
    handInProof: 'proof_uploaded',
    match: 'matched',
    fallShort: 'short',
    exceed: 'over',
    lose: 'unmatched',
  },
  unmatched: { handInProof: 'proof_uploaded', match: 'matched', fallShort: 'short', exceed: 'over' },
  short: { match: 'matched', exceed: 'over' },
  matched: {},
  over: {},
})

export const invoiceStates = ['pending', 'issued', 'credited'] as const
export type InvoiceState = (typeof invoiceStates)[number]
