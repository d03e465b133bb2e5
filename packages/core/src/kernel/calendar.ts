import { Temporal } from 'temporal-polyfill'
import { holidaysOf } from './calendar.holidays.ts'

/**
 * The end of the Nth business day after an instant: 23:59:59.999 local time (GEN-R2). Saturdays, Sundays and public
 * holidays are no business days; `timeZone` is the vendor's desk, and says which holidays count unless a list
 * (`YYYY-MM-DD`) is given.
 */
export const endOfBusinessDay = (
  from: Date,
  businessDays: number,
  timeZone: string,
  holidays?: ReadonlySet<string>,
): Date => {
  let day = dayOf(from, timeZone)
  for (let counted = 0; counted < businessDays;) {
    day = day.add({ days: 1 })
    if (isBusinessDay(day, timeZone, holidays)) counted++
  }
  return endOf(day, timeZone)
}

/**
 * The last millisecond before the next business day after an instant begins. What has to be noticed on a working day
 * waits until then: a deadline fires strictly after this (C23).
 */
export const eveOfNextBusinessDay = (from: Date, timeZone: string): Date => {
  let eve = dayOf(from, timeZone)
  while (!isBusinessDay(eve.add({ days: 1 }), timeZone)) eve = eve.add({ days: 1 })
  return endOf(eve, timeZone)
}

/**
 * The next time after an instant that a clock in the zone shows a full hour, on one of these days of the week (1 is
 * Monday). An hour that a clock leaves out in spring is the one after it.
 */
export const nextHour = (after: Date, hour: number, daysOfWeek: readonly number[], timeZone: string): Date => {
  for (let day = dayOf(after, timeZone); ; day = day.add({ days: 1 })) {
    const { epochMilliseconds } = day.toZonedDateTime({ timeZone, plainTime: { hour } })
    if (daysOfWeek.includes(day.dayOfWeek) && epochMilliseconds > after.getTime()) return new Date(epochMilliseconds)
  }
}

const dayOf = (at: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

const endOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds - 1)

const isBusinessDay = (day: Temporal.PlainDate, timeZone: string, holidays?: ReadonlySet<string>): boolean =>
  day.dayOfWeek <= 5 && !(holidays ?? holidaysOf(timeZone, day.year)).has(day.toString())
