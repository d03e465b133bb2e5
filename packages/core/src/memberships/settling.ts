import { dayAt } from '../competencies/year.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { startInvoice } from './invoicing.ts'
import type { Invoice } from './invoice.entity.ts'
import { settleCompetencies } from './settling.competencies.ts'
import { settleMembership } from './settling.membership.ts'
import { readOfferFacts } from './offer.queries.ts'
import { termsOf } from './offer.rules.ts'
import type { OfferTerms } from './offer.rules.ts'
import type { FeeOrder } from './order.entity.ts'
import { levelOf } from './order.rules.ts'
import { endOrderTimers, refuseTerms } from './ordering.ts'

/** What an order is to its organisation today: its terms, and the day at the vendor's desk. */
export interface Settling extends OfferTerms {
  today: string
  upgradeStartsYear: boolean
}

/**
 * Refuses as ordering does where the organisation may not have any more what it ordered: a requirement may be lost, or a
 * starter pack may have come by another way, between the order and its money (B.16.5).
 */
export const stillAllowed = async (call: Call, order: FeeOrder): Promise<Settling> => {
  const terms = await readTerms(call, order)
  refuseTerms(terms)
  return terms
}

/** What an order would be today, and why it may not be. */
export const readTerms = async (call: Call, order: FeeOrder): Promise<Settling> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: order.vendorId })
  const policy = await readPolicy(call, order.vendorId)
  const today = dayAt(call.now, timeZone)
  const facts = await readOfferFacts(call, order.organizationId, today, policy)
  // It does not stand in its own way.
  const others = { ...facts, openOffers: facts.openOffers.filter((offer) => offer !== order.offer) }
  return { ...termsOf(order.offer, others), today, upgradeStartsYear: policy.goldUpgradeStartsYear }
}

/**
 * The money of an order is here: in one transaction it is paid and fulfilled, the membership is made, renewed or raised,
 * the competencies that waited for the fee are earned or renewed, and its invoice waits to be issued.
 */
export const settle = async (call: Call, order: FeeOrder, terms: Settling): Promise<Invoice> => {
  order.renewal = terms.renewal
  order.settle(call.now, terms.coversUntil)
  await endOrderTimers(call, order.id)
  await call.em.flush()
  const membership = await settleMembership(call, order, terms)
  const level = levelOf(order.offer)
  if (level) await settleCompetencies(call, order, level, membership, terms)
  return startInvoice(call, order)
}
