import type { OfferCode } from '@ofrecord/core/memberships/order.rules'
import type { CountryCode } from './catalogue.ts'
import { random } from './random.ts'

/** A price before tax, in the minor unit of its currency. */
export interface PricePlan {
  offer: OfferCode
  currency: string
  amountMinor: number
  validFrom: string
  validUntil: string | null
}

const price = (
  offer: OfferCode,
  currency: string,
  amountMinor: number,
  validFrom = '2012-11-20',
  validUntil: string | null = null,
): PricePlan => ({ offer, currency, amountMinor, validFrom, validUntil })

const list = (currency: string, starter: number, silver: number, gold: number): PricePlan[] => [
  price('starter', currency, starter),
  price('silver', currency, silver),
  price('gold', currency, gold),
]

/** F.6.1: dollars are the base, five currencies have a list of their own, and gold was cheaper once. */
export const prices: readonly PricePlan[] = [
  ...list('USD', 475_00, 1_850_00, 5_260_00),
  price('gold', 'USD', 3_800_00, '2010-07-01', '2012-11-19'),
  ...list('EUR', 440_00, 1_710_00, 4_860_00),
  ...list('GBP', 380_00, 1_475_00, 4_190_00),
  // The yen has no minor unit.
  ...list('JPY', 71_000, 277_000, 789_000),
  ...list('BRL', 2_600_00, 10_150_00, 28_900_00),
  ...list('INR', 39_500_00, 154_000_00, 438_000_00),
]

/** A day's rate; days from T0. */
export interface RatePlan {
  currency: string
  daysAway: number
  perDollar: string
}

const atT0: Readonly<Record<string, number>> = {
  EUR: 0.9241,
  GBP: 0.7968,
  JPY: 149.92,
  BRL: 5.4872,
  INR: 83.214,
  CAD: 1.3624,
  MXN: 18.437,
  CHF: 0.8813,
  SEK: 10.492,
  PLN: 3.9746,
  AUD: 1.5217,
}

/** A slow walk backwards from T0, a day at a time; five significant digits, as banks print them. */
export const rates = (currencies: readonly string[], days: number): RatePlan[] =>
  currencies.flatMap((currency) => {
    const draws = random(`rates of ${currency}`)
    let rate = atT0[currency]!
    return Array.from({ length: days }, (_, back) => {
      if (back > 0) rate *= 1 + (draws.next() - 0.5) * 0.006
      return { currency, daysAway: -back, perDollar: String(Number(rate.toPrecision(5))) }
    })
  })

export const ratedCurrencies: readonly string[] = Object.keys(atT0)

export interface TaxPlan {
  country: CountryCode
  name: string
  basisPoints: number
}

const tax = (country: CountryCode, name: string, basisPoints: number): TaxPlan => ({ country, name, basisPoints })

export const taxedSince = '2012-01-01'

/** Invented. The United States, Canada and Australia add nothing. */
export const taxes: readonly TaxPlan[] = [
  tax('MX', 'IVA', 1_600),
  tax('BR', 'ISS', 500),
  tax('GB', 'VAT', 2_000),
  tax('IE', 'VAT', 2_300),
  tax('DE', 'USt', 1_900),
  tax('AT', 'USt', 2_000),
  tax('CH', 'MWST', 810),
  tax('FR', 'TVA', 2_000),
  tax('IT', 'IVA', 2_200),
  tax('ES', 'IVA', 2_100),
  tax('NL', 'btw', 2_100),
  tax('SE', 'moms', 2_500),
  tax('PL', 'VAT', 2_300),
  tax('JP', 'JCT', 1_000),
  tax('IN', 'GST', 1_800),
]
