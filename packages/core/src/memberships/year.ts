import { readPolicy } from '../catalogue/policy.queries.ts'
import { dayAt } from '../competencies/year.rules.ts'
import { daysAfter } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Membership } from './membership.entity.ts'
import { nextMembershipStep } from './year.rules.ts'
import type { MembershipStep, MembershipYear } from './year.rules.ts'

export const yearTimer = 'membership.year'

interface Calendar {
  timeZone: string
  windowDays: number
  graceDays: number
}

export const readCalendar = async (call: Call, vendorId: string): Promise<Calendar> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: vendorId })
  const { membershipReenrolWindowDays, membershipGraceDays } = await readPolicy(call, vendorId)
  return { timeZone, windowDays: membershipReenrolWindowDays, graceDays: membershipGraceDays }
}

export const yearOf = (membership: Membership, { timeZone, windowDays, graceDays }: Calendar): MembershipYear => {
  const { tier, state, anniversaryOn, confirmedAt, startedAt } = membership
  const confirmedOn = dayAt(confirmedAt ?? startedAt, timeZone)
  return { tier, state, anniversaryOn: anniversaryOn ?? null, confirmedOn, windowDays, graceDays }
}

/** Sets when the year of a membership goes on, after anything that moved its state or its anniversary (B.17). */
export const setYear = async (call: Call, membership: Membership): Promise<void> => {
  const calendar = await readCalendar(call, membership.vendorId)
  // The window may have opened before the membership came to stand where it stands.
  const since = membership.state === 'active' ? new Date(0) : daysAfter(membership.stateAt, -1)
  await setNext(call, membership, calendar, since)
}

/** As {@link setYear}, for memberships that were changed beside their entity, such as by a merge (MRG-R4). */
export const resetYears = async (call: Call, membershipIds: readonly string[]): Promise<void> => {
  const changed = await call.em.find(Membership, { id: { $in: [...membershipIds] } }, { refresh: true })
  for (const membership of changed) await setYear(call, membership)
}

export const setNext = async (call: Call, membership: Membership, calendar: Calendar, after: Date): Promise<void> => {
  const due = membership.endedAt ? null : nextDue(yearOf(membership, calendar), after, call.now, calendar.timeZone)
  if (due) await setTimer(call, membership.id, yearTimer, due.at)
  else await cancelTimer(call, membership.id, yearTimer)
}

/** A letter of a day that is over a day past is not sent any more: the next one says what is true then. */
const nextDue = (
  year: MembershipYear,
  after: Date,
  now: Date,
  timeZone: string,
): { step: MembershipStep; at: Date } | null => {
  const found = nextMembershipStep(year, after, timeZone)
  return found?.step === 'remind' && found.at < daysAfter(now, -1) ? nextDue(year, found.at, now, timeZone) : found
}
