import {
  review_due_decide,
  review_due_left,
  review_due_over,
  review_due_over_days,
  review_due_take,
  review_due_today,
} from '@ofrecord/messages/messages'
import { unbroken } from '../lib/format.ts'
import { locale } from '../lib/locale.ts'

const day = 86_400_000

/** The calendar day of an instant at the vendor's desk, as midnight UTC, so that days can be counted. */
const dayAt = (instant: Date, timeZone: string): number => {
  const written = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant)
  return Date.parse(`${written}T00:00:00Z`)
}

/** Mondays to Fridays after `from` up to and with `to`; the vendor's holidays are not known here. */
const businessDays = (from: number, to: number): number => {
  let count = 0
  for (let at = from + day; at <= to; at += day) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) count++
  }
  return count
}

export interface Due {
  /** "Decide by Tue 10 Nov". */
  text: string
  /** "5 business days left"; empty when there is nothing to count. */
  left: string
  isOver: boolean
}

/** Until when the vendor means to act, by its own calendar: due instants are ends of business days there (GEN-R2). */
export const dueOf = (
  claim: { status: string; slaDueAt: string | null },
  timeZone: string,
  now: Date = new Date(),
): Due | undefined => {
  if (claim.slaDueAt === null) return undefined
  const due = new Date(claim.slaDueAt)
  const format = new Intl.DateTimeFormat(locale() === 'en' ? 'en-GB' : locale(), {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  const date = unbroken(format.format(due))
  const today = dayAt(now, timeZone)
  const lastDay = dayAt(due, timeZone)
  if (due < now) {
    const late = businessDays(lastDay, today)
    return {
      text: review_due_over({ date }),
      left: late > 0 ? review_due_over_days({ count: late }) : '',
      isOver: true,
    }
  }
  const count = businessDays(today, lastDay)
  const text = claim.status === 'submitted' ? review_due_take({ date }) : review_due_decide({ date })
  return { text, left: count > 0 ? review_due_left({ count }) : review_due_today(), isOver: false }
}
