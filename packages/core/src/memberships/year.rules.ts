import { daysAfterDay, endOf, eveOf, firstAnniversary } from '../competencies/year.rules.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { MembershipState } from './membership.rules.ts'

/** Days before the anniversary, and the day after it, on which an organisation is written to (CMP-R6, B.17). */
const reminders = [60, 30, 15] as const
const graceReminder = 23

/** What a day of the year brings to a membership. */
export type MembershipStep = 'openRenewal' | 'remind' | 'anniversary' | 'lapse' | 'askConfirmation'

export interface MembershipYear {
  tier: Tier
  state: MembershipState
  anniversaryOn: string | null
  /** When the free tier was last confirmed, else when it began. */
  confirmedOn: string
  windowDays: number
  graceDays: number
}

/** What is due next strictly after an instant; what opens does so as its day begins, what ends as its last is over. */
export const nextMembershipStep = (
  year: MembershipYear,
  after: Date,
  timeZone: string,
): { step: MembershipStep; at: Date } | null => {
  const steps = stepsOf(year).map(({ step, day, ends }) => ({
    step,
    at: ends ? endOf(day, timeZone) : eveOf(day, timeZone),
  }))
  return steps.filter(({ at }) => at > after).toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null
}

interface StepDay {
  step: MembershipStep
  day: string
  ends: boolean
}

const stepsOf = ({ tier, state, anniversaryOn, confirmedOn, windowDays, graceDays }: MembershipYear): StepDay[] => {
  if (tier === 'network') return [{ step: 'askConfirmation', day: firstAnniversary(confirmedOn), ends: false }]
  if (!anniversaryOn) return []
  const before = (step: MembershipStep, days: number): StepDay => ({
    step,
    day: daysAfterDay(anniversaryOn, -days),
    ends: false,
  })
  const anniversary: StepDay = { step: 'anniversary', day: anniversaryOn, ends: true }
  switch (state) {
    case 'active':
      return [before('openRenewal', windowDays), anniversary]
    case 'reenrol_open':
      return [...reminders.map((days) => before('remind', days)), anniversary]
    case 'grace':
      return [
        before('remind', -graceReminder),
        { step: 'lapse', day: daysAfterDay(anniversaryOn, graceDays), ends: true },
      ]
    case 'cancelled_at_term':
      return [{ ...anniversary, step: 'lapse' }]
    case 'lapsed':
      return []
  }
}
