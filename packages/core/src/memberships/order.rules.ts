import { defineMoves } from '../kernel/moves.ts'

/** What can be bought (F.6.1). Toolkits and awards come with their rooms and use the same orders. */
export const offerCodes = ['starter', 'silver', 'gold', 'gold_upgrade'] as const
export type OfferCode = (typeof offerCodes)[number]

/** The offers that make a membership of a level; a starter pack makes none of these. */
export const levelOf = (offer: OfferCode): 'silver' | 'gold' | null =>
  offer === 'starter' ? null : offer === 'silver' ? 'silver' : 'gold'

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

/** Why money that arrives for an order pays nothing any more, and is owed to the partner; null: it may still pay it. */
export const closedAs = (state: OrderState): 'over' | 'paid' | null => {
  switch (state) {
    case 'expired':
    case 'cancelled':
      return 'over'
    case 'paid':
    case 'fulfilled':
    case 'refund_requested':
    case 'refunded':
    case 'refund_refused':
      return 'paid'
    case 'cart':
    case 'submitted':
    case 'awaiting_payment':
      return null
  }
}

export const paymentStates = [
  'initiated',
  'charging',
  'authorised',
  'captured',
  'failed',
  'announced',
  'proof_uploaded',
  'matched',
  'short',
  'over',
  'unmatched',
  'owed',
  'paid_back',
  'credited',
] as const
export type PaymentState = (typeof paymentStates)[number]
export type PaymentVerb =
  | 'charge'
  | 'authorise'
  | 'capture'
  | 'fail'
  | 'handInProof'
  | 'match'
  | 'fallShort'
  | 'exceed'
  | 'lose'
  | 'owe'
  | 'payBack'
  | 'credit'

/**
 * B.16.5. A card is `charging` from before its adapter is asked until its answer is known. Money whose order is over, paid
 * already, or can be had no more, is `owed` until it is paid back or credited to another order.
 */
export const paymentMoves = defineMoves<PaymentState, PaymentVerb>()({
  initiated: { charge: 'charging' },
  charging: { authorise: 'authorised', fail: 'failed' },
  authorised: { capture: 'captured', fail: 'failed' },
  failed: { charge: 'charging' },
  captured: { owe: 'owed' },
  announced: { handInProof: 'proof_uploaded', match: 'matched', fallShort: 'short', exceed: 'over', owe: 'owed' },
  proof_uploaded: {
    handInProof: 'proof_uploaded',
    match: 'matched',
    fallShort: 'short',
    exceed: 'over',
    lose: 'unmatched',
    owe: 'owed',
  },
  unmatched: { handInProof: 'proof_uploaded', match: 'matched', fallShort: 'short', exceed: 'over', owe: 'owed' },
  short: { match: 'matched', exceed: 'over', owe: 'owed' },
  matched: { owe: 'owed' },
  over: { owe: 'owed' },
  owed: { owe: 'owed', payBack: 'paid_back', credit: 'credited' },
  paid_back: { owe: 'owed' },
  credited: { owe: 'owed' },
})

export const invoiceStates = ['pending', 'issued', 'credited'] as const
export type InvoiceState = (typeof invoiceStates)[number]
export type InvoiceVerb = 'issue' | 'credit'

export const invoiceMoves = defineMoves<InvoiceState, InvoiceVerb>()({
  pending: { issue: 'issued' },
  issued: { credit: 'credited' },
  credited: {},
})

/** What the partner says of its transfer; amounts in minor units. */
export type AnnouncedTransfer = { sentOn: string; amountMinor: number; reference: string; by: string; at: string }

/** A try of a card whose outcome is not known: what its adapter is asked about. `token` is what the adapter's page gave. */
export type RunningCharge = { key: string; token: string; since: string; asked: number }

/** What became of money that was owed, the last time: `to` is the bank's text of a payment, or the number of an order. */
export type GivenBack = { amountMinor: number; to: string; by: string; at: string }

/** A file that came with a payment or an exemption, as it lies in storage. */
export type KeptPaper = {
  key: string
  fileName: string
  mime: string
  bytes: number
  sha256: string
  scanState: 'clean' | 'not_scanned'
  by: string
  at: string
}

export const exemptionStates = ['pending', 'approved', 'refused'] as const
export type ExemptionState = (typeof exemptionStates)[number]
export type ExemptionVerb = 'approve' | 'refuse'
export const exemptionMoves = defineMoves<ExemptionState, ExemptionVerb>()({
  pending: { approve: 'approved', refuse: 'refused' },
  approved: {},
  refused: {},
})

/** `O-2026-000123` */
export const orderNumber = (year: number, number: number): string => `O-${year}-${String(number).padStart(6, '0')}`

/** What a transfer has to say: the number of the order, and the number of the location that bought (MEM-R5). */
export const referenceOf = (number: string, partnerNumber: number): string => `${number} ${partnerNumber}`

/** Whether a bank's text is that reference: banks drop signs and change the case. */
export const isReference = (typed: string, number: string, partnerNumber: number): boolean =>
  bare(typed) === bare(referenceOf(number, partnerNumber))

const bare = (reference: string): string => reference.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
