import { Temporal } from 'temporal-polyfill'

/**
 * The end of the Nth business day after an instant: 23:59:59.999 local time (GEN-R2). Saturdays, Sundays and the given
 * holidays (`YYYY-MM-DD`) are no business days; `timeZone` is the vendor's desk.
 */
export const endOfBusinessDay = (
  from: Date,
  businessDays: number,
  timeZone: string,
  holidays: ReadonlySet<string> = new Set(),
): Date => {
  let day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  for (let counted = 0; counted < businessDays;) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5 && !holidays.has(day.toString())) counted++
  }
  const midnight = day.add({ days: 1 }).toZonedDateTime({ timeZone })
  return new Date(midnight.epochMilliseconds - 1)
}
