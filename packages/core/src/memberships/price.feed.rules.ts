import { z } from 'zod'
import { line } from '../customers/feed.rules.ts'
import { day, dayOrNone } from '../people/skill.feed.rules.ts'
import { minorDigits } from './price.rules.ts'

/** Offers that have a price of their own; a gold upgrade is priced by gold. */
export const listedOffers = ['starter', 'silver', 'gold'] as const

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const currency = z.string().refine((typed) => currencies.has(typed), 'is not a currency code, such as EUR')

const PriceShape = z.object({
  offer: z.enum(listedOffers, { error: `is not one of ${listedOffers.join(', ')}` }),
  currency,
  amount: z.string(),
  valid_from: day,
  valid_until: dayOrNone,
})

export const priceColumns = Object.keys(PriceShape.shape)

/** A price before tax; its amount becomes minor units of its currency (GEN-R9). */
export const PriceRow = PriceShape.transform((row, context) => {
  const say = (column: string, message: string): void => context.addIssue({ code: 'custom', path: [column], message })
  if (row.valid_until !== null && row.valid_until < row.valid_from)
    say('valid_until', 'is before valid_from: correct one of the two')
  const amount = minorOf(row.amount, row.currency)
  if (amount === null) say('amount', `is not an amount in ${row.currency}, such as ${exampleOf(row.currency)}`)
  return { ...row, amount: amount ?? 0 }
})
export type PriceRow = z.infer<typeof PriceRow>

/** All digits of the currency must be there: 475,5 or 47500 for 475.00 is more likely a mistake than a price. */
const minorOf = (typed: string, code: string): number | null => {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(typed) ?? []
  return whole !== undefined && fraction.length === minorDigits(code) ? Number(whole + fraction) : null
}

const exampleOf = (code: string): string => (1250).toFixed(minorDigits(code))

/** Units of a currency for one US dollar on a day. */
export const RateRow = z.object({
  currency: currency.refine((code) => code !== 'USD', 'is the base of the list, and has no rate'),
  day,
  per_dollar: z
    .string()
    .refine(
      (typed) => /^(0|[1-9]\d{0,8})(\.\d{1,9})?$/.test(typed) && /[1-9]/.test(typed),
      'is not a number above 0 with at most nine digits on either side of the point, such as 0.9241',
    ),
})
export type RateRow = z.infer<typeof RateRow>

export const rateColumns = Object.keys(RateRow.shape)

/** 8.1 is 810 basis points. */
const basisPoints = z
  .string()
  .refine(
    (typed) => /^(\d{1,2}(\.\d{1,2})?|100(\.00?)?)$/.test(typed),
    'is not a percentage from 0 to 100 with at most two decimals, such as 8.10',
  )
  .transform((typed) => {
    const [whole = '', fraction = ''] = typed.split('.')
    return Number(whole + fraction.padEnd(2, '0'))
  })

/** What a country adds to a price from a day on; 0 ends it. */
export const TaxRow = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, 'is not a country code of two capitals, such as GB'),
  name: line(40),
  percent: basisPoints,
  valid_from: day,
})
export type TaxRow = z.infer<typeof TaxRow>

export const taxColumns = Object.keys(TaxRow.shape)
