import type { Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { dayAt } from '../competencies/year.rules.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { PaymentAdapterName } from '../kernel/installation.ts'
import { methodsOf } from './adapters.ts'
import { readMet, readOfferFacts, readPriceFacts } from './offer.queries.ts'
import type { MetCompetency } from './offer.queries.ts'
import { termsOf } from './offer.rules.ts'
import type { OfferFacts, OfferRefusal } from './offer.rules.ts'
import type { OfferInput } from './order.input.rules.ts'
import { levelOf, offerCodes } from './order.rules.ts'
import type { OfferCode, PaymentMethod } from './order.rules.ts'
import { quoteOf, tierOf } from './price.rules.ts'
import type { PriceFacts, Quote } from './price.rules.ts'
import { readTaxConfirmation } from './tax.confirming.ts'
import type { OpenTaxConfirmation } from './tax.confirming.ts'

/** An offer as an organisation meets it today. Days are ISO dates of the vendor's desk. */
export interface OfferView {
  offer: OfferCode
  tier: Exclude<Tier, 'network'>
  renewal: boolean
  /** The last day that it would cover, if it were paid today. */
  coversUntil: string
  /** null where no price or no rate is known. */
  quote: Quote | null
  /** Why it cannot be bought; null: it can. */
  refusal: OfferRefusal | 'PRICE_UNKNOWN' | null
  /** Competencies whose requirements are met at its level: what the fee earns or renews. */
  competencies: MetCompetency[]
}

export interface OffersView {
  locationId: string
  country: string
  currency: string
  methods: PaymentMethod[]
  offers: OfferView[]
  /** What has to be said yes to after a merge before anything is ordered (MRG-R9). */
  taxConfirmation: OpenTaxConfirmation | null
}

/** Everything that prices and guards of one location's offers depend on today. */
export interface Shop {
  location: Location
  currency: string
  today: string
  timeZone: string
  policy: Policy
  facts: OfferFacts
  prices: PriceFacts
}

/** Opens the shop for a location in scope; answers as if there were none outside of it (PRI-R1). */
export const openShop = async (call: Call, scope: Scope, { locationId, currency }: OfferInput): Promise<Shop> => {
  const location = await call.em.findOne(Location, { id: locationId })
  if (!location || !isWithin(scope, locationId) || location.leftAt) return refuseAbsent()
  const { vendorId, organizationId, country } = location
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: vendorId })
  const policy = await readPolicy(call, vendorId)
  const day = dayAt(call.now, timeZone)
  const chosen = currency ?? (location.currency || 'USD')
  const facts = await readOfferFacts(call, organizationId, day, policy)
  const prices = await readPriceFacts(call, { vendorId, organizationId, currency: chosen, country, day }, policy)
  return { location, currency: chosen, today: day, timeZone, policy, facts, prices }
}

/** The offers of a location today. An upgrade stands in the place of the fee that nobody would pay beside it. */
export const readOffers = async (
  call: Call,
  scope: Scope,
  input: OfferInput,
  payments?: readonly PaymentAdapterName[],
): Promise<OffersView> => {
  const shop = await openShop(call, scope, input)
  const met = await readMet(call, shop.location.organizationId)
  const views = offerCodes.map((offer): OfferView => {
    const { renewal, coversUntil, refusal } = termsOf(offer, shop.facts)
    const quote = quoteOf(offer, shop.currency, shop.today, shop.prices)
    const level = levelOf(offer)
    return {
      offer,
      tier: tierOf(offer),
      renewal,
      coversUntil,
      quote,
      refusal: refusal ?? (quote ? null : 'PRICE_UNKNOWN'),
      competencies: level === null ? [] : met.filter(({ metLevel }) => level === 'silver' || metLevel === 'gold'),
    }
  })
  const upgradable = views.some(({ offer, refusal }) => offer === 'gold_upgrade' && refusal !== 'NO_SILVER')
  const pointless = (view: OfferView): boolean =>
    view.refusal === 'NO_SILVER' || (view.offer === 'gold' && upgradable && view.refusal === 'FEE_COVERED')
  const { location, currency } = shop
  return {
    locationId: location.id,
    country: location.country,
    currency,
    methods: methodsOf(payments),
    offers: views.filter((view) => !pointless(view)),
    taxConfirmation: await readTaxConfirmation(call, location.id),
  }
}
