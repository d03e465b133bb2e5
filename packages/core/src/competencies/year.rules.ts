import type { Day } from '../people/skill.rules.ts'
import type { EnrollmentState } from './enrollment.rules.ts'

/** Days before the anniversary on which a letter recalls it (CMP-R6), and days after it. */
export const renewalReminders = [60, 30, 15] as const
export const graceReminder = 23
/** How long a level may be granted ahead of its requirements, and when the end is recalled to mind. */
export const preapprovalMonths = 3
export const preapprovalReminders = [30, 7] as const

/** The anniversary of what is bought on a day: the same day a year later (CMP-R1). 29 February becomes 28 February. */
export const firstAnniversary = (paidOn: Day): Day => plus(paidOn, { years: 1 })

/** The anniversary after this one, whenever within the time it was paid (CMP-R1, C106). */
export const nextAnniversary = (renewsOn: Day): Day => plus(renewsOn, { years: 1 })

/** An upgrade keeps its anniversary, unless the vendor sells gold as a new year (CMP-R4). */
export const upgradedAnniversary = (renewsOn: Day, paidOn: Day, asNewYear: boolean): Day =>
  asNewYear ? firstAnniversary(paidOn) : renewsOn

/** The last day on which a fee for the next year is taken, itself still in time. */
export const lastDayOfGrace = (renewsOn: Day, graceDays: number): Day => plus(renewsOn, { days: graceDays })

/** The last day until which a level may be granted ahead on a day. */
export const latestPreapproval = (today: Day): Day => plus(today, { months: preapprovalMonths })

export const daysAfterDay = (day: Day, days: number): Day => plus(day, { days })

/** Calendar arithmetic; a day that a month does not have is its last one. */
const plus = (
  day: Day,
  { years = 0, months = 0, days = 0 }: { years?: number; months?: number; days?: number },
): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year + years, month + months, 0)).getUTCDate()
  const at = Date.UTC(year + years, month - 1 + months, Math.min(date, last) + days)
  return new Date(at).toISOString().slice(0, 10)
}

/** What a day of the year brings to a competency. */
export type YearStep = 'openRenewal' | 'remind' | 'anniversary' | 'lapse'

export interface YearFacts {
  state: EnrollmentState
  renewsOn: Day | null
  preapprovedUntil: Day | null
}

/** By whose days a year is counted, how long before the anniversary it can be renewed, and for how long after it. */
export interface Calendar {
  timeZone: string
  windowDays: number
  graceDays: number
}

export interface DueStep {
  step: YearStep
  /** A deadline fires strictly after this instant. */
  at: Date
}

/**
 * What is due next to a competency strictly after an instant; null: nothing. What opens or reminds does so as its day
 * begins, what ends does so when its last day is over: that day itself is in time (GEN-R2). Days are the vendor's desk's.
 */
export const nextYearStep = (facts: YearFacts, after: Date, calendar: Calendar): DueStep | null => {
  const { timeZone } = calendar
  const steps = stepsOf(facts, calendar).map(({ step, day, ends }) => ({
    step,
    at: ends ? endOf(day, timeZone) : eveOf(day, timeZone),
  }))
  return steps.filter(({ at }) => at > after).toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null
}

interface StepDay {
  step: YearStep
  day: Day
  ends: boolean
}

const begins = (step: YearStep, day: Day): StepDay => ({ step, day, ends: false })
const ends = (step: YearStep, day: Day): StepDay => ({ step, day, ends: true })

const stepsOf = ({ state, renewsOn, preapprovedUntil }: YearFacts, calendar: Calendar): StepDay[] => {
  if (state === 'active_preapproved')
    return preapprovedUntil === null
      ? []
      : [
          ...preapprovalReminders.map((days) => begins('remind', daysAfterDay(preapprovedUntil, -days))),
          ends('lapse', preapprovedUntil),
        ]
  // Who gives up what was granted ahead keeps it until that day.
  const lastDay = renewsOn ?? preapprovedUntil
  if (state === 'withdrawn') return lastDay === null ? [] : [ends('lapse', lastDay)]
  if (renewsOn === null) return []
  switch (state) {
    case 'active_earned':
      return [begins('openRenewal', daysAfterDay(renewsOn, -calendar.windowDays)), ends('anniversary', renewsOn)]
    case 'in_renewal':
      return [
        ...renewalReminders.map((days) => begins('remind', daysAfterDay(renewsOn, -days))),
        ends('anniversary', renewsOn),
      ]
    case 'grace':
      return [
        begins('remind', daysAfterDay(renewsOn, graceReminder)),
        ends('lapse', lastDayOfGrace(renewsOn, calendar.graceDays)),
      ]
    case 'in_progress':
    case 'qualified':
    case 'lapsed':
      return []
  }
}

/** When a day begins on the clocks of a zone: its midnight in UTC, put right by what they show then. */
const startOf = (day: Day, timeZone: string): number => {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  const once = wanted - (wallClock(wanted, timeZone) - wanted)
  // Across a change of the clocks the first guess is an hour off.
  return once - (wallClock(once, timeZone) - wanted)
}

/** What the clocks of a zone show at an instant, as if it were UTC. */
const wallClock = (at: number, timeZone: string): number =>
  Date.parse(`${new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`)

/** The last millisecond before a day begins. */
export const eveOf = (day: Day, timeZone: string): Date => new Date(startOf(day, timeZone) - 1)

/** The last millisecond of a day. */
export const endOf = (day: Day, timeZone: string): Date => eveOf(daysAfterDay(day, 1), timeZone)

/** Today at the vendor's desk. */
export const dayAt = (at: Date, timeZone: string): Day => at.toLocaleDateString('sv-SE', { timeZone })
