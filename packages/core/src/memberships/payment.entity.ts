import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { FeeOrder } from './order.entity.ts'
import type {
  AnnouncedTransfer,
  GivenBack,
  KeptPaper,
  PaymentMethod,
  PaymentState,
  PaymentVerb,
  RunningCharge,
} from './order.rules.ts'
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
    /** Of that, what is the partner's: its order is over, was paid already, or can be had no more. */
    owedMinor: () => p.bigint('number').default(0),
    givenBack: () => p.json().$type<GivenBack>().nullable(),
    /** How often a card was refused. */
    tries: () => p.integer().default(0),
    /** Set while a card is charged, from before its adapter is asked until its answer is written. */
    charge: () => p.json().$type<RunningCharge>().nullable(),
    /** When the adapter is asked what became of it. */
    askAt: () => instant().nullable(),
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
  indexes: [
    {
      name: 'payment_ask_index',
      expression: 'create index "payment_ask_index" on "payment" ("ask_at") where "ask_at" is not null',
    },
    {
      name: 'payment_owed_index',
      expression: 'create index "payment_owed_index" on "payment" ("vendor_id", "state_at") where "owed_minor" > 0',
    },
  ],
  checks: [
    { name: 'payment_amount_check', expression: '"amount_minor" >= 0 and "received_minor" >= 0' },
    { name: 'payment_owed_check', expression: '"owed_minor" >= 0 and "owed_minor" <= "received_minor"' },
    { name: 'payment_charge_check', expression: `("state" = 'charging') = ("charge" is not null)` },
  ],
  policies: organizationPolicy('payment_own'),
})
export class Payment extends PaymentSchema.class {
  /** The adapter is asked as soon as this is committed, and asked again from `askAt` on if its answer is not heard. */
  startCharge(token: string, now: Date, askAt: Date): RunningCharge {
    move(this, 'charge', now)
    const charge = { key: `${this.id}.${this.tries}`, token, since: now.toISOString(), asked: 0 }
    this.charge = charge
    this.askAt = askAt
    tell(this, 'payment.charging', { tries: this.tries })
    return charge
  }

  /** Nobody knows yet whether the card was charged. */
  wait(askAt: Date): void {
    const { asked } = this.charge!
    this.charge = { ...this.charge!, asked: asked + 1 }
    this.askAt = askAt
    if (asked === 0) tell(this, 'payment.outcomeUnknown')
  }

  /** The card was charged. */
  capture(reference: string, now: Date): void {
    move(this, 'authorise', now)
    move(this, 'capture', now)
    endCharge(this)
    this.reference = reference
    this.receivedMinor = this.amountMinor
    tell(this, 'payment.captured')
  }

  /** The card was refused; the order goes on waiting. */
  fail(now: Date): void {
    move(this, 'fail', now)
    endCharge(this)
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

  /** What is here has no order any more, and `arrivedMinor` besides: it is the partner's (MEM-R5). */
  owe(arrivedMinor: number, now: Date): void {
    keepAsOwed(this, arrivedMinor, isSettled(this.state) ? 0 : this.receivedMinor, now)
  }

  /** What was here paid the order; `arrivedMinor` came besides, and is the partner's (MEM-R5). */
  oweMore(arrivedMinor: number, now: Date): void {
    keepAsOwed(this, arrivedMinor, 0, now)
  }

  /** All that is owed went back, under the text `to` on the bank's statement. */
  payBack(by: string, to: string, now: Date): void {
    give(this, 'payBack', { amountMinor: this.owedMinor, to, by, at: now.toISOString() }, now)
    tell(this, 'payment.paidBack', { paidMinor: this.givenBack!.amountMinor, to })
  }

  /** All that is owed pays the order of the number `to`. Answers how much that is. */
  credit(by: string, to: string, now: Date): number {
    give(this, 'credit', { amountMinor: this.owedMinor, to, by, at: now.toISOString() }, now)
    const { amountMinor: creditedMinor } = this.givenBack!
    tell(this, 'payment.credited', { creditedMinor, to })
    return creditedMinor
  }
}
PaymentSchema.setClass(Payment)

const move = (payment: Payment, verb: PaymentVerb, at: Date): void => {
  payment.state = next<PaymentState, PaymentVerb>(paymentMoves, payment.state, verb)
  payment.stateAt = at
}

const endCharge = (payment: Payment): void => {
  payment.charge = null
  payment.askAt = null
}

/** What arrived so far was dealt with, or is counted among what is owed. */
const isSettled = (state: PaymentState): boolean => state === 'owed' || state === 'paid_back' || state === 'credited'

const keepAsOwed = (payment: Payment, arrivedMinor: number, fromBefore: number, now: Date): void => {
  move(payment, 'owe', now)
  payment.receivedMinor += arrivedMinor
  payment.owedMinor += fromBefore + arrivedMinor
  payment.topUpDueAt = null
  tell(payment, 'payment.owed', { arrivedMinor, owedMinor: payment.owedMinor })
}

const give = (payment: Payment, verb: 'payBack' | 'credit', given: GivenBack, now: Date): void => {
  move(payment, verb, now)
  payment.givenBack = given
  payment.owedMinor = 0
}

const tell = (payment: Payment, type: string, data: Record<string, string | number> = {}): void => {
  const { orderId, method, currency, amountMinor, receivedMinor } = payment
  happened(payment, type, { orderId, method, currency, amountMinor, receivedMinor, ...data })
}
