import { defineEntity, p } from '@mikro-orm/core'
import { CompetencyEnrollment } from '../competencies/enrollment.entity.ts'
import { instant, organizationPolicy, text, vendorPolicy } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import type { OfferCode, OrderState, OrderVerb, PaymentMethod } from './order.rules.ts'
import { orderMoves } from './order.rules.ts'
import { owned } from './owned.columns.ts'
import type { Quote } from './price.rules.ts'

/** An order of a fee (B.16.5): what was bought, for which location, at the price of its day. */
export const FeeOrderSchema = defineEntity({
  name: 'FeeOrder',
  tableName: 'fee_order',
  properties: {
    ...owned,
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    /** `O-2026-000123`. */
    number: () => text(),
    state: () => text().$type<OrderState>(),
    stateAt: () => instant(),
    offer: () => text().$type<OfferCode>(),
    /** The competency that a silver or gold fee is bought for. */
    enrollmentId: () =>
      p.manyToOne(CompetencyEnrollment).mapToPk().joinColumn('enrollment_id').deleteRule('restrict').nullable().index(),
    /** The order whose level this one replaces at a discount; that one is not refunded any more (`REFUND_TRADED_IN`). */
    replacesId: () => p.uuid().nullable().index(),
    renewal: () => p.boolean().default(false),
    method: () => text().$type<PaymentMethod>(),
    /** ISO 4217; all amounts are in its minor unit. */
    currency: () => text(),
    netMinor: () => p.bigint('number'),
    taxMinor: () => p.bigint('number'),
    totalMinor: () => p.bigint('number'),
    /** How the price came about: list price, discount, conversion with rate and day, tax with its name. */
    pricing: () => p.json().$type<Quote>(),
    orderedBy: () => p.uuid(),
    orderedAt: () => instant(),
    /** Until when a transfer may arrive. */
    dueAt: () => instant().nullable(),
    paidAt: () => instant().nullable(),
    /** The last day of what was bought; follows when the vendor moves the anniversary. */
    coversUntil: () => p.date().nullable(),
    refundAskedBy: () => p.uuid().nullable(),
    refundAskedAt: () => instant().nullable(),
    refundReason: () => text().nullable(),
    refundDecidedBy: () => p.uuid().nullable(),
    refundDecidedAt: () => instant().nullable(),
    refundNote: () => text().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [{ name: 'fee_order_number_unique', properties: ['vendorId', 'number'] }],
  checks: [
    {
      name: 'fee_order_total_check',
      expression: '"net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" = "net_minor" + "tax_minor"',
    },
  ],
  policies: organizationPolicy('fee_order_own'),
})
export class FeeOrder extends FeeOrderSchema.class {
  /** Ordered at the price of its day; from now on it waits for its money. */
  submit(now: Date): void {
    move(this, 'submit', now)
    happened(this, 'order.submitted', aboutOf(this))
    move(this, 'awaitPayment', now)
  }

  /** Its money is here: what was bought begins in the same transaction (B.16.5). */
  settle(now: Date, coversUntil: string): void {
    move(this, 'pay', now)
    move(this, 'fulfil', now)
    this.paidAt = now
    this.coversUntil = coversUntil
    happened(this, 'order.paid', { ...aboutOf(this), coversUntil })
  }

  cancel(now: Date): void {
    move(this, 'cancel', now)
    happened(this, 'order.cancelled', aboutOf(this))
  }

  /** No money came in time (MEM-R5). `dueAt` is when the time was over. */
  expire(dueAt: Date): void {
    move(this, 'expire', dueAt)
    happened(this, 'order.expired', aboutOf(this))
  }

  /** Its money is asked back; whether it may be is decided before (MEM-R6). */
  askRefund(by: string, reason: string, now: Date): void {
    move(this, 'askRefund', now)
    Object.assign(this, { refundAskedBy: by, refundAskedAt: now, refundReason: reason })
    happened(this, 'order.refundAsked', aboutOf(this), { reason })
  }

  /** Nobody approves their own (ROL-R4): refuses with `SELF_APPROVAL`. */
  decideRefund(verdict: 'approve' | 'refuse', by: string, note: string, now: Date): void {
    if (by === this.refundAskedBy) refuse('forbidden', 'SELF_APPROVAL', { rule: 'ROL-R4' })
    move(this, verdict === 'approve' ? 'refund' : 'refuseRefund', now)
    Object.assign(this, { refundDecidedBy: by, refundDecidedAt: now, refundNote: note })
    happened(this, verdict === 'approve' ? 'order.refunded' : 'order.refundRefused', aboutOf(this), { note })
  }
}
FeeOrderSchema.setClass(FeeOrder)

const move = (order: FeeOrder, verb: OrderVerb, at: Date): void => {
  order.state = next<OrderState, OrderVerb>(orderMoves, order.state, verb)
  order.stateAt = at
}

const aboutOf = ({ number, offer, locationId, method, currency, totalMinor, renewal }: FeeOrder) => ({
  number,
  offer,
  locationId,
  method,
  currency,
  totalMinor,
  renewal,
})

/** That something of an order was used: a refund asks for these (MEM-R6). The rooms of benefits write them. */
export const BenefitUseSchema = defineEntity({
  name: 'BenefitUse',
  tableName: 'benefit_use',
  properties: {
    ...owned,
    orderId: () => p.manyToOne(FeeOrder).mapToPk().joinColumn('order_id').deleteRule('restrict').index(),
    kind: () => text().$type<'key_viewed' | 'benefit_activated'>(),
    what: () => text(),
    personId: () => p.uuid(),
    at: () => instant(),
  },
  policies: organizationPolicy('benefit_use_own'),
})

/** The last number given in a year: of orders, and of invoices. Its row is the lock that leaves no gap. */
export const NumberCounterSchema = defineEntity({
  name: 'NumberCounter',
  tableName: 'number_counter',
  properties: {
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict').primary(),
    kind: () => text().$type<'order' | 'invoice'>().primary(),
    year: () => p.integer().primary(),
    last: () => p.integer(),
  },
  policies: vendorPolicy('number_counter_vendor'),
})
