import { z } from 'zod'
import { locationNumber } from '../claims/recorded.feed.rules.ts'
import { line, month } from '../customers/feed.rules.ts'

/** Growth is in basis points, and may be less than none. */
const value = z
  .string()
  .regex(/^-?\d{1,12}$/, 'is not a whole number of at most twelve digits')
  .transform(Number)
const baseline = z
  .string()
  .trim()
  .regex(/^\d{0,12}$/, 'is not a whole number from 0 of at most twelve digits')
  .transform((typed) => (typed === '' ? null : Number(typed)))

/** The figure of one indicator of a points model in one month, or a document that was handed in: 1 says that it was. */
export const IndicatorRow = z.object({
  month,
  location_number: locationNumber,
  competency: line(40),
  indicator: line(40),
  value,
  baseline,
})
export type IndicatorRow = z.infer<typeof IndicatorRow>

export const indicatorColumns = Object.keys(IndicatorRow.shape)
