/** Letters about fees: orders, transfers, invoices, money back, and the year of a membership (B.9). */
import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { codeFact, fact, factShape } from './facts.ts'
import type { Fact } from './facts.ts'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { country, moment } from './moments.ts'
import { link, name, said } from './plain.ts'
import type { Plain } from './plain.ts'
import type { Values } from './template.ts'

interface MembershipLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  organisationName: string
  /** The page of the matter. The one button. */
  pageUrl: string
}

/** An amount in the minor unit of a currency (ISO 4217). */
export interface Amount {
  minor: number
  currency: string
}

/** What every letter about an order says of it. */
export interface OrderLetter extends MembershipLetter {
  happenedAt: string
  /** `O-2026-000123` */
  orderNumber: string
  offer: 'starter' | 'silver' | 'gold' | 'gold_upgrade'
  competencyName?: string | undefined
  locationName: string
  locationNumber: number
  currency: string
  netMinor: number
  taxMinor: number
  taxName?: string | undefined
  totalMinor: number
  /** The dollar price and the rate that it was converted at, where the currency has no list of its own (GEN-R9). */
  convertedMinor?: number | undefined
  perDollar?: string | undefined
}

/** The money is here, and what was bought is active (B.16.5). */
export interface OrderConfirmation extends OrderLetter {
  /** ISO date of the last day that is covered. */
  coversUntil: string
}

/** How to pay by transfer; once more while it has not come, or while a part is missing (MEM-R5). */
export interface TransferInstructions extends OrderLetter {
  phase: 'ordered' | 'reminder' | 'short'
  missingMinor: number
  reference: string
  /** Where the money goes; absent: the vendor tells its partners another way. */
  account?: string | undefined
  dueAt: string
}

/** An invoice or a credit note was issued (MEM-R7); the amounts are its own. */
export interface InvoiceReady extends OrderLetter {
  /** `2026-000042` */
  invoiceNumber: string
  isCredit: boolean
}

/** What became of a wish for money back (MEM-R6), or tax that a certificate takes off (MEM-R7). */
export interface Refund extends OrderLetter {
  outcome: 'refunded' | 'refused' | 'tax'
}

/** Money is the partner's because its order is over; then what became of it (MEM-R5). */
export interface MoneyOwed extends OrderLetter {
  outcome: 'owed' | 'paid_back' | 'credited'
  /** How much of it. */
  owedMinor: number
  /** The bank's text of a payment, or the number of the order that it pays. */
  to?: string | undefined
}

/** A certificate that was to take the tax off does not (MEM-R7). */
export interface ExemptionRefused extends MembershipLetter {
  happenedAt: string
  /** ISO 3166 */
  country: string
  certificate: string
  /** What the service desk wrote. */
  note?: string | undefined
}

/** The year of a membership ends or has ended; the free tier is asked once a year (B.16.5). */
export interface MembershipRenewal extends MembershipLetter {
  phase: 'open' | 'grace' | 'lapsed' | 'network'
  tier: 'network' | 'starter' | 'silver' | 'gold'
  /** ISO date: the anniversary, or the last day of grace. */
  endsOn: string
}

export const membershipShape = { ...greetedShape, organisation: 'line', pageUrl: 'link' } as const

/** What every letter of a membership prints. */
export const membershipValues = (params: MembershipLetter, locale: Locale): Values<typeof membershipShape> => ({
  ...greetedValues(params, locale),
  organisation: name(params.organisationName),
  pageUrl: link(params.pageUrl),
})

export const orderShape = { ...membershipShape, at: 'line', number: 'line', facts: { each: factShape } } as const

/** What every letter about an order prints; `more` are facts of its own. */
export const orderValues = (
  params: OrderLetter,
  locale: Locale,
  more: readonly Fact[] = [],
): Values<typeof orderShape> => ({
  ...membershipValues(params, locale),
  at: moment(params.happenedAt, params.timeZone, locale),
  number: name(params.orderNumber),
  facts: [...orderFacts(params, locale), ...more],
})

const orderFacts = (params: OrderLetter, locale: Locale): Fact[] => {
  const { offer, competencyName, locationName, locationNumber, currency, netMinor, taxMinor, totalMinor } = params
  const words = { locale }
  const shown = (minor: number): Plain => amount({ minor, currency }, locale)
  return [
    fact(
      m.feeletters_fact_item({}, words),
      said(offers[offer]({}, words)),
      ...(competencyName === undefined ? [] : [name(competencyName)]),
    ),
    fact(m.feeletters_fact_location({}, words), name(`${locationName} (${locationNumber})`)),
    fact(m.feeletters_fact_net({}, words), shown(netMinor), ...converted(params, locale)),
    ...(taxMinor === 0 ? [] : [fact(m.feeletters_fact_tax({}, words), shown(taxMinor), ...taxOf(params))]),
    fact(m.feeletters_fact_total({}, words), shown(totalMinor)),
  ]
}

const offers = {
  starter: m.feeletters_offer_starter,
  silver: m.feeletters_offer_silver,
  gold: m.feeletters_offer_gold,
  gold_upgrade: m.feeletters_offer_gold_upgrade,
}

const taxOf = ({ taxName }: OrderLetter): Plain[] => (taxName === undefined ? [] : [name(taxName)])

const converted = ({ convertedMinor, perDollar }: OrderLetter, locale: Locale): Plain[] => {
  if (convertedMinor === undefined || perDollar === undefined) return []
  const dollars = amount({ minor: convertedMinor, currency: 'USD' }, locale)
  const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(Number(perDollar))
  return [said(m.feeletters_fact_converted({ dollars, rate }, { locale }))]
}

/** What a transfer needs: the amount, the reference, the account. */
export const transferFacts = (
  { missingMinor, currency, reference, account }: TransferInstructions,
  locale: Locale,
): Fact[] => [
  fact(m.feeletters_fact_missing({}, { locale }), amount({ minor: missingMinor, currency }, locale)),
  codeFact(m.feeletters_fact_reference({}, { locale }), reference),
  ...(account === undefined ? [] : [fact(m.feeletters_fact_account({}, { locale }), name(account))]),
]

export const owedShape = { ...orderShape, amount: 'line', isOwed: 'flag' } as const

export const owedValues = (params: MoneyOwed, locale: Locale): Values<typeof owedShape> => {
  const { outcome, owedMinor, currency, to } = params
  const label = outcome === 'paid_back' ? m.feeletters_fact_bank : m.feeletters_fact_pays
  const where = to === undefined ? [] : [codeFact(label({}, { locale }), to)]
  return {
    ...orderValues(params, locale, where),
    amount: amount({ minor: owedMinor, currency }, locale),
    isOwed: outcome === 'owed',
  }
}

export const exemptionShape = { ...membershipShape, at: 'line', facts: { each: factShape } } as const

export const exemptionValues = (params: ExemptionRefused, locale: Locale): Values<typeof exemptionShape> => ({
  ...membershipValues(params, locale),
  at: moment(params.happenedAt, params.timeZone, locale),
  facts: [
    fact(m.feeletters_fact_country({}, { locale }), name(country(params.country, locale))),
    fact(m.feeletters_fact_certificate({}, { locale }), name(params.certificate)),
    ...(params.note === undefined ? [] : [fact(m.feeletters_fact_note({}, { locale }), name(params.note))]),
  ],
})

const tiers = {
  network: m.feeletters_tier_network,
  starter: m.feeletters_tier_starter,
  silver: m.feeletters_tier_silver,
  gold: m.feeletters_tier_gold,
}

export const tierName = (tier: MembershipRenewal['tier'], locale: Locale): Plain => said(tiers[tier]({}, { locale }))

/** An amount with the code of its currency, exact: `EUR 1,710.00`; the yen has no decimals. */
export const amount = ({ minor, currency }: Amount, locale: Locale): Plain => {
  const format = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return said(format.format(minor / 10 ** digits))
}
