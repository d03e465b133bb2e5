import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'
import { membershipStates } from './membership.rules.ts'
import { exemptionStates, offerCodes, orderStates, paymentMethods, paymentStates } from './order.rules.ts'

const pageSize = z.literal([25, 50, 100]).default(50)
const cursor = z.string().max(400).nullable().default(null)
const day = z.iso.date()
const minor = z.int().min(0).max(1_000_000_000_000)

/** What is shown of an order in a history: several states of it are one to whoever pays. */
export const paymentStandings = ['outstanding', 'paid', 'refunded', 'expired', 'cancelled'] as const
export type PaymentStanding = (typeof paymentStandings)[number]

/** What narrows the history of payments. Days are the vendor's desk's. */
export const PaymentFilters = z.strictObject({
  /** A part of the order's number, or of the location's name. */
  search: line(120).default(''),
  standings: z.array(z.enum(paymentStandings)).max(paymentStandings.length).default([]),
  method: z.enum(paymentMethods).nullable().default(null),
  offer: z.enum(offerCodes).nullable().default(null),
  locationId: z.uuid().nullable().default(null),
  orderedFrom: day.nullable().default(null),
  orderedUntil: day.nullable().default(null),
})
export type PaymentFilters = z.infer<typeof PaymentFilters>

export const PaymentsInput = PaymentFilters.extend({ size: pageSize, cursor })
export type PaymentsInput = z.infer<typeof PaymentsInput>

export const OfferInput = z.strictObject({
  locationId: z.uuid(),
  /** ISO 4217; null: the location's own, else the dollar. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
})
export type OfferInput = z.infer<typeof OfferInput>

export const OrderInput = OfferInput.extend({
  offer: z.enum(offerCodes),
  method: z.enum(paymentMethods),
  /** The competency that a silver or gold fee is bought for; null: any that is met. */
  enrollmentId: z.uuid().nullable().default(null),
  /** What the page showed; refused with `PRICE_CHANGED` where it is another by now. null: whatever it is. */
  totalMinor: minor.nullable().default(null),
})
export type OrderInput = z.infer<typeof OrderInput>

export const PayInput = z.strictObject({
  orderId: z.uuid(),
  /** What the payment's adapter gave the browser instead of a card; of the adapter `test`: `ok`, `declined`, `retry`, `timeout` or `lost`. */
  token: line(200).min(1),
})

export const AnnounceInput = z.strictObject({
  orderId: z.uuid(),
  sentOn: day,
  amountMinor: minor.min(1),
  reference: line(140).min(1),
})
export type AnnounceInput = z.infer<typeof AnnounceInput>

export const InvoicesInput = z.strictObject({
  /** Only of this year; null: all, those that are not issued yet first. */
  year: z.int().min(2000).max(2100).nullable().default(null),
  size: pageSize,
  cursor,
})
export type InvoicesInput = z.infer<typeof InvoicesInput>

export const AskExemptionInput = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  /** The number on the certificate. */
  certificate: line(120).min(1),
  validFrom: day,
  validUntil: day.nullable().default(null),
})
export type AskExemptionInput = z.infer<typeof AskExemptionInput>

export const TransfersInput = z.strictObject({
  search: line(120).default(''),
  states: z.array(z.enum(paymentStates)).max(paymentStates.length).default([]),
  size: pageSize,
  cursor,
})
export type TransfersInput = z.infer<typeof TransfersInput>

export const MatchInput = z.strictObject({
  paymentId: z.uuid(),
  /** What arrived at the bank this time, in the order's minor unit. */
  arrivedMinor: minor.min(1),
  /** The text on the bank's statement. */
  reference: line(140).min(1),
  version: z.int(),
})
export type MatchInput = z.infer<typeof MatchInput>

export const PayBackInput = z.strictObject({
  paymentId: z.uuid(),
  /** What the bank's statement of the payment says. */
  reference: line(140).min(1),
  version: z.int(),
})
export type PayBackInput = z.infer<typeof PayBackInput>

export const CreditInput = z.strictObject({
  paymentId: z.uuid(),
  /** Of the order that is paid with it, `O-2026-000123`. */
  orderNumber: line(40).min(1),
  version: z.int(),
})
export type CreditInput = z.infer<typeof CreditInput>

export const OwedInput = z.strictObject({
  search: line(120).default(''),
  /** Also what was paid back or credited. */
  withDone: z.boolean().default(false),
  size: pageSize,
  cursor,
})
export type OwedInput = z.infer<typeof OwedInput>

export const RefundsInput = z.strictObject({
  states: z.array(z.enum(orderStates)).max(orderStates.length).default(['refund_requested']),
  size: pageSize,
  cursor,
})
export type RefundsInput = z.infer<typeof RefundsInput>

export const ExemptionsInput = z.strictObject({
  states: z.array(z.enum(exemptionStates)).max(exemptionStates.length).default(['pending']),
  size: pageSize,
  cursor,
})
export type ExemptionsInput = z.infer<typeof ExemptionsInput>

export const StandingsInput = z.strictObject({
  /** A part of the organisation's name, or its number. */
  search: line(120).default(''),
  states: z.array(z.enum(membershipStates)).max(membershipStates.length).default([]),
  /** Only those that end within so many days. */
  withinDays: z.int().min(0).max(400).nullable().default(null),
  size: pageSize,
  cursor,
})
export type StandingsInput = z.infer<typeof StandingsInput>

export const ExtendInput = z.strictObject({
  membershipId: z.uuid(),
  /** The new anniversary, later than the one it has. */
  anniversaryOn: day,
  reason: line(500).min(1),
  version: z.int(),
})
export type ExtendInput = z.infer<typeof ExtendInput>

/** A verdict of the service desk, with what is said to the partner. */
export const verdict = z.enum(['approve', 'refuse'])
