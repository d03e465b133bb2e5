import type { Tier } from '../organisations/organization.rules.ts'
import type { OfferCode } from './order.rules.ts'

/** A price of the list, as it held from a day to a day (both included; null: until further notice). */
export interface ListPrice {
  offer: OfferCode
  currency: string
  amountMinor: number
  validFrom: string
  validUntil: string | null
}

/** Units of a currency for one US dollar on a day. */
export interface DayRate {
  currency: string
  day: string
  perDollar: string
}

export interface TaxTerms {
  name: string
  /** 2000 is 20 %. */
  basisPoints: number
}

/** What a price was converted from, printed beside it (GEN-R9). */
export type Conversion = { from: 'USD'; amountMinor: number; perDollar: string; day: string }

/** How a price came about. All amounts are in the minor unit of `currency`; `day` is the day it was asked for. */
export type Quote = {
  day: string
  currency: string
  listMinor: number
  discountPercent: number
  discountMinor: number
  netMinor: number
  taxName: string | null
  taxBasisPoints: number
  taxMinor: number
  totalMinor: number
  /** Not null where the currency has no price of its own: "converted; may not include tax". */
  converted: Conversion | null
  /** The tax that an approved exemption takes off, else null. */
  exempt: boolean
}

export interface PriceFacts {
  prices: readonly ListPrice[]
  rates: readonly DayRate[]
  /** What the country adds; null where it adds nothing. */
  tax: TaxTerms | null
  /** A certificate was approved, and holds on the day. */
  exempt: boolean
  goldUpgradeDiscountPercent: number
}

/** The list that an offer is priced by, and what is taken off: a gold upgrade is a gold fee at a discount (F.6.1). */
const priced = (offer: OfferCode, discountPercent: number): { list: OfferCode; percent: number } =>
  offer === 'gold_upgrade' ? { list: 'gold', percent: discountPercent } : { list: offer, percent: 0 }

/**
 * The price of an offer on a day (ISO) in a currency: the list's own where it has one, else the dollar price at the
 * latest rate of that day or before (MEM-R4). null where the list has no price for the day, or no rate is known.
 */
export const quoteOf = (offer: OfferCode, currency: string, day: string, facts: PriceFacts): Quote | null => {
  const { list, percent } = priced(offer, facts.goldUpgradeDiscountPercent)
  const own = priceOn(facts.prices, list, currency, day)
  const converted = own === null ? convert(list, currency, day, facts) : null
  const listMinor = own ?? converted?.minor
  if (listMinor === undefined) return null
  const discountMinor = shareOf(listMinor, percent * 100)
  const netMinor = listMinor - discountMinor
  const { tax, exempt } = facts
  const taxMinor = tax && !exempt ? shareOf(netMinor, tax.basisPoints) : 0
  return {
    day,
    currency,
    listMinor,
    discountPercent: percent,
    discountMinor,
    netMinor,
    taxName: tax?.name ?? null,
    taxBasisPoints: tax?.basisPoints ?? 0,
    taxMinor,
    totalMinor: netMinor + taxMinor,
    converted: converted?.shown ?? null,
    exempt,
  }
}

/** The version of a price that holds on a day; of several the one that began last. */
const priceOn = (prices: readonly ListPrice[], offer: OfferCode, currency: string, day: string): number | null => {
  const held = prices
    .filter((price) => price.offer === offer && price.currency === currency && price.validFrom <= day)
    .filter(({ validUntil }) => validUntil === null || validUntil >= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return held[0]?.amountMinor ?? null
}

const convert = (
  offer: OfferCode,
  currency: string,
  day: string,
  { prices, rates }: PriceFacts,
): { minor: number; shown: Conversion } | undefined => {
  const dollars = priceOn(prices, offer, 'USD', day)
  const [rate] = rates
    .filter((each) => each.currency === currency && each.day <= day)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
  if (dollars === null || !rate) return undefined
  return {
    minor: convertMinor(dollars, rate.perDollar, minorDigits(currency)),
    shown: { from: 'USD', amountMinor: dollars, perDollar: rate.perDollar, day: rate.day },
  }
}

/** How many digits stand behind the point in a currency (ISO 4217): 2 of the euro, none of the yen, 3 of the dinar. */
export const minorDigits = (currency: string): number => {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

/** Cents in minor units of another currency by a decimal text, exactly, half away from zero (GEN-R9). */
export const convertMinor = (cents: number, perDollar: string, digits: number): number => {
  const [whole = '0', fraction = ''] = perDollar.split('.')
  const rate = BigInt(whole + fraction)
  // cents / 100 · rate / 10^places · 10^digits
  return Number(divided(BigInt(cents) * rate * 10n ** BigInt(digits), 100n * 10n ** BigInt(fraction.length)))
}

/** A share of an amount, in basis points, rounded half up to the minor unit. */
const shareOf = (minor: number, basisPoints: number): number =>
  Number(divided(BigInt(minor) * BigInt(basisPoints), 10_000n))

/** Of amounts that are never below zero. */
const divided = (dividend: bigint, divisor: bigint): bigint => (dividend * 2n + divisor) / (divisor * 2n)

/** The tier that an offer makes. */
export const tierOf = (offer: OfferCode): Exclude<Tier, 'network'> => (offer === 'gold_upgrade' ? 'gold' : offer)
