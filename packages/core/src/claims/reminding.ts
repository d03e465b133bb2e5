import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { cancelTimer, cancelTimersOf, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Claim } from './claim.entity.ts'
import { lockClaim } from './deciding.ts'

/** Days before the last one: of thirty these are the 20th, the 27th and the 29th (B.17). */
const daysBefore = [10, 3, 1] as const
type DaysBefore = (typeof daysBefore)[number]

const kindOf = (days: DaysBefore): string => `claim.reminder${days}`

/** Reminds the partner of a claim that was sent back; of a period that is shorter only those that lie ahead (B.17). */
export const setReminders = async (call: Call, claim: Claim): Promise<void> => {
  await cancelReminders(call, claim.id)
  for (const days of daysBefore) {
    const at = daysAfter(claim.actionDueAt!, -days)
    if (at > call.now) await setTimer(call, claim.id, kindOf(days), at)
  }
}

/** Nobody is asked any more: the claim was answered, or taken back. */
export const cancelReminders = async (call: Call, claimId: string): Promise<void> => {
  for (const days of daysBefore) await cancelTimer(call, claimId, kindOf(days))
}

/** The same of many at once. */
export const cancelRemindersOf = (call: Call, claimIds: readonly string[]): Promise<void> =>
  cancelTimersOf(call, claimIds, daysBefore.map(kindOf))

/**
 * One reminder, unless it is of no use: the claim was answered, or the run is so late that the next one is due already
 * or the time is over. After an absence the partner gets one letter, not three (GEN-R3).
 */
export const remind = async (call: Call, claimId: string, days: DaysBefore): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  const { status, actionDueAt } = claim
  if (status !== 'action_required' || !actionDueAt) return
  const next = daysBefore[daysBefore.indexOf(days) + 1] ?? 0
  if (isPast(daysAfter(actionDueAt, -next), call.now)) return
  happened(claim, 'claim.reminded', { days, dueAt: actionDueAt.toISOString() })
}

/** Of the thirty days in which a rejection can be disputed, seven are left on the 23rd (B.17). */
const disputeDaysBefore = 7
const disputeReminder = 'claim.disputeReminder'

/** Watches the days in which the partner can object, from `disputableUntil` as it stands: say it after a rejection and a dispute. */
export const watchDispute = async (call: Call, claim: Claim): Promise<void> => {
  await cancelTimer(call, claim.id, disputeReminder)
  if (!claim.disputableUntil) return
  const at = daysAfter(claim.disputableUntil, -disputeDaysBefore)
  if (at > call.now) await setTimer(call, claim.id, disputeReminder, at)
}

/** The partner is told how long it still can object, unless it did or the time is over. */
export const remindOfDispute = async (call: Call, claimId: string): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  const { status, disputableUntil } = claim
  if (status !== 'rejected' || !disputableUntil || isPast(disputableUntil, call.now)) return
  happened(claim, 'claim.disputeReminded', { dueAt: disputableUntil.toISOString() })
}
