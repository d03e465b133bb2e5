import type { MembershipState } from '@ofrecord/core/memberships/membership.rules'
import type {
  InvoiceState,
  OfferCode,
  OrderState,
  PaymentMethod,
  PaymentState,
} from '@ofrecord/core/memberships/order.rules'
import type { Tier } from '@ofrecord/core/organisations/organization.rules'
import {
  memberships_about_gold,
  memberships_about_gold_upgrade,
  memberships_about_silver,
  memberships_about_starter,
  memberships_exemption_approved,
  memberships_exemption_pending,
  memberships_exemption_refused,
  memberships_invoice_credited,
  memberships_invoice_issued,
  memberships_invoice_pending,
  memberships_method_card,
  memberships_method_transfer,
  memberships_offer_gold,
  memberships_offer_gold_upgrade,
  memberships_offer_silver,
  memberships_offer_starter,
  memberships_order_awaiting_payment,
  memberships_order_cancelled,
  memberships_order_cart,
  memberships_order_expired,
  memberships_order_fulfilled,
  memberships_order_over,
  memberships_order_paid,
  memberships_order_refund_refused,
  memberships_order_refund_requested,
  memberships_order_refunded,
  memberships_order_submitted,
  memberships_payment_announced,
  memberships_payment_authorised,
  memberships_payment_captured,
  memberships_payment_charging,
  memberships_payment_credited,
  memberships_payment_failed,
  memberships_payment_initiated,
  memberships_payment_matched,
  memberships_payment_over,
  memberships_payment_owed,
  memberships_payment_paid_back,
  memberships_payment_proof_uploaded,
  memberships_payment_short,
  memberships_payment_unmatched,
  memberships_state_active,
  memberships_state_cancelled_at_term,
  memberships_state_grace,
  memberships_state_lapsed,
  memberships_state_reenrol_open,
  memberships_tier_gold,
  memberships_tier_network,
  memberships_tier_silver,
  memberships_tier_starter,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

export interface Word {
  word: () => string
  look: Look
}

export const tierWords: Record<Tier, () => string> = {
  network: memberships_tier_network,
  starter: memberships_tier_starter,
  silver: memberships_tier_silver,
  gold: memberships_tier_gold,
}

/** What an offer is called, and what it brings. */
export const offerWords: Record<OfferCode, { word: () => string; about: () => string }> = {
  starter: { word: memberships_offer_starter, about: memberships_about_starter },
  silver: { word: memberships_offer_silver, about: memberships_about_silver },
  gold: { word: memberships_offer_gold, about: memberships_about_gold },
  gold_upgrade: { word: memberships_offer_gold_upgrade, about: memberships_about_gold_upgrade },
}

export const methodWords: Record<PaymentMethod, () => string> = {
  card: memberships_method_card,
  transfer: memberships_method_transfer,
}

export const membershipWords: Record<MembershipState, Word> = {
  active: { word: memberships_state_active, look: looks.inForce },
  reenrol_open: { word: memberships_state_reenrol_open, look: looks.yours },
  grace: { word: memberships_state_grace, look: looks.yours },
  cancelled_at_term: { word: memberships_state_cancelled_at_term, look: looks.takenBack },
  lapsed: { word: memberships_state_lapsed, look: looks.ended },
}

export const orderWords: Record<OrderState, Word> = {
  cart: { word: memberships_order_cart, look: looks.dashed },
  submitted: { word: memberships_order_submitted, look: looks.quarter },
  awaiting_payment: { word: memberships_order_awaiting_payment, look: looks.yours },
  paid: { word: memberships_order_paid, look: looks.inForce },
  fulfilled: { word: memberships_order_fulfilled, look: looks.inForce },
  cancelled: { word: memberships_order_cancelled, look: looks.takenBack },
  expired: { word: memberships_order_expired, look: looks.ended },
  refund_requested: { word: memberships_order_refund_requested, look: looks.half },
  refunded: { word: memberships_order_refunded, look: looks.takenBack },
  refund_refused: { word: memberships_order_refund_refused, look: looks.refused },
}

/** Whether what was bought had its last day. `coversUntil` is an ISO day of the vendor's desk. */
export const isOver = (coversUntil: string | null): boolean =>
  coversUntil !== null && coversUntil < new Date().toISOString().slice(0, 10)

/** The word of an order: what was paid and has run out is not in force any more. */
export const orderWordOf = ({ state, coversUntil }: { state: OrderState; coversUntil: string | null }): Word =>
  state === 'fulfilled' && isOver(coversUntil) ? { word: memberships_order_over, look: looks.ended } : orderWords[state]

export const paymentWords: Record<PaymentState, Word> = {
  initiated: { word: memberships_payment_initiated, look: looks.dashed },
  authorised: { word: memberships_payment_authorised, look: looks.half },
  captured: { word: memberships_payment_captured, look: looks.inForce },
  failed: { word: memberships_payment_failed, look: looks.refused },
  announced: { word: memberships_payment_announced, look: looks.yours },
  proof_uploaded: { word: memberships_payment_proof_uploaded, look: looks.half },
  matched: { word: memberships_payment_matched, look: looks.inForce },
  short: { word: memberships_payment_short, look: looks.yours },
  over: { word: memberships_payment_over, look: looks.inForce },
  unmatched: { word: memberships_payment_unmatched, look: looks.paused },
  charging: { word: memberships_payment_charging, look: looks.half },
  owed: { word: memberships_payment_owed, look: looks.half },
  paid_back: { word: memberships_payment_paid_back, look: looks.takenBack },
  credited: { word: memberships_payment_credited, look: looks.takenBack },
}

/** The same before the service desk, which has to act on what a partner waits for. */
export const deskPaymentWords: Record<PaymentState, Word> = {
  ...paymentWords,
  announced: { word: memberships_payment_announced, look: looks.quarter },
  proof_uploaded: { word: memberships_payment_proof_uploaded, look: looks.yours },
  short: { word: memberships_payment_short, look: looks.threeQuarters },
  owed: { word: memberships_payment_owed, look: looks.yours },
}

export const invoiceWords: Record<InvoiceState, Word> = {
  pending: { word: memberships_invoice_pending, look: looks.quarter },
  issued: { word: memberships_invoice_issued, look: looks.inForce },
  credited: { word: memberships_invoice_credited, look: looks.takenBack },
}

export const exemptionWords: Record<'pending' | 'approved' | 'refused', Word> = {
  pending: { word: memberships_exemption_pending, look: looks.half },
  approved: { word: memberships_exemption_approved, look: looks.inForce },
  refused: { word: memberships_exemption_refused, look: looks.refused },
}
