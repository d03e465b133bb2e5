import { common_at_time, common_today, common_tomorrow, common_yesterday } from '@ofrecord/messages/messages'
import { locale } from './locale.ts'

/** Languages whose region decides the order of day and month; English without one would write months first. */
const regional: Record<string, string> = { en: 'en-GB' }
const tag = (): string => regional[locale()] ?? locale()

export type Moment = string | Date

const day = 86_400_000
const fortnight = 14

const dateFormats = new Map<string, Intl.DateTimeFormat>()
const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = tag() + JSON.stringify(options)
  const known = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag(), options)
  dateFormats.set(key, known)
  return known
}

/** Calendar days from `now` to `at` in the reader's zone: 0 is today, 1 tomorrow, whatever the hour. */
const daysApart = (at: Date, now: Date): number => {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((midnight(at) - midnight(now)) / day)
}

/** A day and its month stay on one line wherever they are written. */
export const unbroken = (words: string): string => words.replaceAll(' ', '\u00A0')

/** `Thu 5 Nov` within a fortnight, `14 Oct` within the year, else `14 Oct 2025`; the reader's time zone. */
export const formatDate = (moment: Moment, now: Date = new Date()): string => {
  const at = new Date(moment)
  const near = Math.abs(daysApart(at, now)) <= fortnight
  const format = dateFormat({
    day: 'numeric',
    month: 'short',
    ...(near ? { weekday: 'short' } : {}),
    ...(near || at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  })
  return unbroken(format.format(at))
}

/** `Monday 2 November`, with the year when it is another one. */
export const formatLongDate = (moment: Moment, now: Date = new Date()): string => {
  const at = new Date(moment)
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return dateFormat({ weekday: 'long', day: 'numeric', month: 'long', ...year }).format(at)
}

/** `17:30` in the reader's time zone. */
export const formatTime = (moment: Moment): string =>
  dateFormat({ hour: '2-digit', minute: '2-digit' }).format(new Date(moment))

/** `today, 17:30`, `tomorrow, 09:00`, `Thu 5 Nov, 11:02`, `14 Oct, 09:00`; stands inside a sentence. */
export const formatMoment = (moment: Moment, now: Date = new Date()): string => {
  const near: Record<number, () => string> = { [-1]: common_yesterday, 0: common_today, 1: common_tomorrow }
  const word = near[daysApart(new Date(moment), now)]
  return common_at_time({ date: word ? word() : formatDate(moment, now), time: formatTime(moment) })
}

/** `6 Oct, 11:02`, never in words: for columns that line up. */
export const formatStamp = (moment: Moment, now: Date = new Date()): string => {
  const at = new Date(moment)
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return common_at_time({
    date: dateFormat({ day: 'numeric', month: 'short', ...year }).format(at),
    time: formatTime(at),
  })
}

/** Past only: `10 min ago`, `2 h ago`, `yesterday`, `3 days ago`, then the date. */
export const formatAgo = (moment: Moment, now: Date = new Date()): string => {
  const at = new Date(moment)
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  const relative = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto', style: 'short' })
  if (minutes < 1) return relative.format(0, 'second')
  if (minutes < 60) return relative.format(-minutes, 'minute')
  const days = -daysApart(at, now)
  if (days === 0) return relative.format(-Math.floor(minutes / 60), 'hour')
  return days < 7 ? relative.format(-days, 'day') : formatDate(moment, now)
}

/** `in 3 days`, `in 5 hours`; for what is left until a due moment, and `3 days ago` once it has passed. */
export const formatLeft = (moment: Moment, now: Date = new Date()): string => {
  const at = new Date(moment)
  const relative = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' })
  const minutes = Math.trunc((at.getTime() - now.getTime()) / 60_000)
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute')
  if (Math.abs(minutes) < 24 * 60) return relative.format(Math.trunc(minutes / 60), 'hour')
  return relative.format(Math.trunc(minutes / (24 * 60)), 'day')
}

/** The reader's time zone, e.g. `Europe/Rome`; shown once per page. */
export const timeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

export const formatNumber = (value: number): string => new Intl.NumberFormat(tag()).format(value)

/** `Draft, Ended and Active`, by the language's own rules. */
export const formatList = (words: readonly string[]): string => new Intl.ListFormat(tag()).format(words)

/** As {@link formatList}, for words that are drawn each by itself. */
export const listParts = (words: readonly string[]) => new Intl.ListFormat(tag()).formatToParts(words)

/** Bytes as `240 kB` or `1.2 MB`, decimal thousands as file managers show them. */
export const formatBytes = (bytes: number): string => {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const unit = units[step] ?? 'byte'
  return new Intl.NumberFormat(tag(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step)
}
