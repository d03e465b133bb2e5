import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { FeeOrder } from './order.entity.ts'
import type { AnnouncedTransfer, KeptPaper, PaymentMethod, PaymentState, PaymentVerb } from './order.rules.ts'
import { paymentMoves } from './order.rules.ts'
import { owned } from './owned.columns.ts'

/** A payment of an order, by an adapter: no card data ever comes here (MEM-R5). */
export const PaymentSchema = defineEntity({
  name: 'Payment',
  tableName: 'payment',
  properties: {
    ...owned,
    orderId: () => p.manyToOne(FeeOrder).mapToPk().joinColumn('order_id').deleteRule('restrict').index(),
    adapter: () => text(),
    method: () => text().$type<PaymentMethod>(),
    state: () => text().$type<PaymentState>(),
    stateAt: () => instant(),
    currency: () => text(),
    amountMinor: () => p.bigint('number'),
    /** What has arrived so far. */
    receivedMinor: () => p.bigint('number').default(0),
    /** How often a card was refused. */
    tries: () => p.integer().default(0),
    /** What the adapter calls it. */
    reference: () => text().nullable(),
    /** What the partner says of its transfer: the day, the amount and the reference. */
    announced: () => p.json().$type<AnnouncedTransfer>().nullable(),
    proof: () => p.json().$type<KeptPaper>().nullable(),
    /** Until when what is missing may follow. */
    topUpDueAt: () => instant().nullable(),
    createdAt: () => instant(),
    version: () => p.integer().version(),
  },
  uniques: [{ name: 'payment_order_unique', properties: ['orderId'] }],
  checks: [{ name: 'payment_amount_check', expression: '"amount_minor" >= 0 and "received_minor" >= 0' }],
  policies: organizationPolicy('payment_own'),
})
export class Payment extends PaymentSchema.class {
  /** The card was charged. */
  capture(reference: string, now: Date): void {
    if (this.state === 'failed') move(this, 'retry', now)
    move(this, 'authorise', now)
    move(this, 'capture', now)
    this.reference = reference
    this.receivedMinor = this.amountMinor
    tell(this, 'payment.captured')
  }

  /** The card was refused; the order goes on waiting. */
  fail(now: Date): void {
    if (this.state === 'failed') move(this, 'retry', now)
    move(this, 'fail', now)
    this.tries += 1
    tell(this, 'payment.failed', { tries: this.tries })
  }

  announce(announced: AnnouncedTransfer): void {
    this.announced = announced
    tell(this, 'payment.announced', { sentOn: announced.sentOn, amountMinor: announced.amountMinor })
  }

  /** A proof of the transfer came; another one takes its place. */
  handInProof(proof: KeptPaper, now: Date): void {
    move(this, 'handInProof', now)
    this.proof = proof
    tell(this, 'payment.proofHandedIn', { sha256: proof.sha256 })
  }

  /** Books what arrived at the bank. Answers what is missing (below zero: what is too much). */
  receive(arrivedMinor: number, now: Date, topUpDueAt: Date): number {
    this.receivedMinor += arrivedMinor
    const missing = this.amountMinor - this.receivedMinor
    // A second part that is still too little leaves it as short as it was.
    if (missing > 0 && this.state !== 'short') move(this, 'fallShort', now)
    else if (missing <= 0) move(this, missing === 0 ? 'match' : 'exceed', now)
    this.topUpDueAt = missing > 0 ? (this.topUpDueAt ?? topUpDueAt) : null
    tell(this, missing > 0 ? 'payment.short' : 'payment.matched', { arrivedMinor, missingMinor: missing })
    return missing
  }

  /** What the proof shows is not at the bank. */
  lose(now: Date): void {
    move(this, 'lose', now)
    tell(this, 'payment.unmatched')
  }
}
PaymentSchema.setClass(Payment)

const move = (payment: Payment, verb: PaymentVerb, at: Date): void => {
  payment.state = next<PaymentState, PaymentVerb>(paymentMoves, payment.state, verb)
  payment.stateAt = at
}

const tell = (payment: Payment, type: string, data: Record<string, string | number> = {}): void => {
  const { orderId, method, currency, amountMinor, receivedMinor } = payment
  happened(payment, type, { orderId, method, currency, amountMinor, receivedMinor, ...data })
}
