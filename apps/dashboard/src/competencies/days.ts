import { common_today, common_tomorrow, competencies_on_day } from '@ofrecord/messages/messages'
import { formatDate, formatLeft } from '../lib/format.ts'
import { locale } from '../lib/locale.ts'

/** A calendar day, `2026-11-02`, at noon: it is the same day in every zone. */
const noonOf = (day: string): Date => new Date(`${day}T12:00`)

/** The day so many days after another. */
export const daysLater = (day: string, days: number): string => {
  const at = new Date(`${day}T00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** Calendar days from today until a day, in the reader's zone; negative once it has passed. */
const daysUntil = (day: string): number => {
  const now = new Date()
  return Math.round((noonOf(day).setHours(0, 0, 0, 0) - now.setHours(0, 0, 0, 0)) / 86_400_000)
}

export const hasPassed = (day: string): boolean => daysUntil(day) < 0

/** `today`, `tomorrow`, `on 12 Jan`: behind a verb. */
export const whenText = (day: string): string => {
  const left = daysUntil(day)
  if (left === 0) return common_today()
  return left === 1 ? common_tomorrow() : competencies_on_day({ date: formatDate(noonOf(day)) })
}

/** `31 Jan 2027`. */
export const dayText = (day: string): string => formatDate(noonOf(day))

/** `in 90 days`. */
export const leftText = (day: string): string => formatLeft(noonOf(day))

/** `November 2026`, of the first day of a month. */
export const monthText = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric' }).format(noonOf(day))

/** Today, in the reader's zone. */
export const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date())

/** The same day so many months later, or the last of that month. */
export const monthsLater = (day: string, months: number): string => {
  const at = new Date(`${day}T00:00Z`)
  const wanted = at.getUTCDate()
  at.setUTCMonth(at.getUTCMonth() + months)
  // 30 November and three months would be 2 March.
  if (at.getUTCDate() !== wanted) at.setUTCDate(0)
  return at.toISOString().slice(0, 10)
}
