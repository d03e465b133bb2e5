import { defineEntity, p } from '@mikro-orm/core'
import { CompetencyEnrollment } from '../competencies/enrollment.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import type { Json } from '../kernel/canonical.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { InvoiceState, OfferCode, OrderState, PaymentMethod, PaymentState } from './order.rules.ts'

const owned = {
  id: () => p.uuid().primary(),
  vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
  organizationId: () =>
    p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
}

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
    pricing: () => p.json().$type<{ [key: string]: Json }>(),
    orderedBy: () => p.uuid(),
    orderedAt: () => instant(),
    /** Until when a transfer may arrive. */
    dueAt: () => instant().nullable(),
    paidAt: () => instant().nullable(),
    refundAskedBy: () => p.uuid().nullable(),
    refundAskedAt: () => instant().nullable(),
    refundDecidedAt: () => instant().nullable(),
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
export class FeeOrder extends FeeOrderSchema.class {}
FeeOrderSchema.setClass(FeeOrder)

const ofOrder = () => p.manyToOne(FeeOrder).mapToPk().joinColumn('order_id').deleteRule('restrict').index()

/** A payment of an order, by an adapter: no card data ever comes here (MEM-R5). */
export const PaymentSchema = defineEntity({
  name: 'Payment',
  tableName: 'payment',
  properties: {
    ...owned,
    orderId: ofOrder,
    adapter: () => text(),
    method: () => text().$type<PaymentMethod>(),
    state: () => text().$type<PaymentState>(),
    stateAt: () => instant(),
    currency: () => text(),
    amountMinor: () => p.bigint('number'),
    /** What has arrived so far. */
    receivedMinor: () => p.bigint('number').default(0),
    tries: () => p.integer().default(0),
    /** What the adapter calls it. */
    reference: () => text().nullable(),
    /** What the partner says of its transfer: the day, the amount, the reference, and the proof's file. */
    announced: () => p.json().$type<{ [key: string]: Json }>().nullable(),
    proofKey: () => text().nullable(),
    /** Until when what is missing may follow. */
    topUpDueAt: () => instant().nullable(),
    createdAt: () => instant(),
    version: () => p.integer().version(),
  },
  checks: [{ name: 'payment_amount_check', expression: '"amount_minor" >= 0 and "received_minor" >= 0' }],
  policies: organizationPolicy('payment_own'),
})
export class Payment extends PaymentSchema.class {}
PaymentSchema.setClass(Payment)

/** An invoice or, with `creditsId`, a credit note; numbered per vendor and year without gaps. */
export const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoice',
  properties: {
    ...owned,
    orderId: ofOrder,
    state: () => text().$type<InvoiceState>(),
    /** Given when it is issued: the year, and a number that leaves no gap. */
    year: () => p.integer().nullable(),
    number: () => p.integer().nullable(),
    creditsId: () => p.uuid().nullable().index(),
    currency: () => text(),
    netMinor: () => p.bigint('number'),
    taxMinor: () => p.bigint('number'),
    totalMinor: () => p.bigint('number'),
    /** Everything that its paper says, frozen: names, addresses, tax numbers, lines. */
    content: () => p.json().$type<{ [key: string]: Json }>(),
    createdAt: () => instant(),
    issuedAt: () => instant().nullable(),
  },
  uniques: [{ name: 'invoice_number_unique', properties: ['vendorId', 'year', 'number'] }],
  checks: [
    { name: 'invoice_amount_check', expression: '"net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" >= 0' },
  ],
  policies: organizationPolicy('invoice_own'),
})
export class Invoice extends InvoiceSchema.class {}
InvoiceSchema.setClass(Invoice)

/** A certificate that takes the tax off (MEM-R7). */
export const TaxExemptionSchema = defineEntity({
  name: 'TaxExemption',
  tableName: 'tax_exemption',
  properties: {
    ...owned,
    country: () => text(),
    certificate: () => text(),
    proofKey: () => text().nullable(),
    state: () => text().$type<'pending' | 'approved' | 'refused'>(),
    askedBy: () => p.uuid(),
    askedAt: () => instant(),
    validFrom: () => p.date(),
    validUntil: () => p.date().nullable(),
    decidedBy: () => p.uuid().nullable(),
    decidedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  policies: organizationPolicy('tax_exemption_own'),
})
export class TaxExemption extends TaxExemptionSchema.class {}
TaxExemptionSchema.setClass(TaxExemption)

/** That something of an order was used: a refund asks for these (MEM-R6). The rooms of benefits write them. */
export const BenefitUseSchema = defineEntity({
  name: 'BenefitUse',
  tableName: 'benefit_use',
  properties: {
    ...owned,
    orderId: ofOrder,
    kind: () => text().$type<'key_viewed' | 'benefit_activated'>(),
    what: () => text(),
    personId: () => p.uuid(),
    at: () => instant(),
  },
  policies: organizationPolicy('benefit_use_own'),
})
