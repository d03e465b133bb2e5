import { endOfBusinessDay, eveOfNextBusinessDay } from '../kernel/calendar.ts'
import { happened } from '../kernel/happened.ts'
import { isPast } from '../kernel/time.ts'
import { cancelTimer, cancelTimersOf, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { Claim } from './claim.entity.ts'
import { lockClaim } from './deciding.ts'
import { phaseOf } from './sla.rules.ts'

/**
 * Watches the business days in which the vendor means to act (B.17), from `slaDueAt` as it stands: say it after each
 * verb that sets or clears it. A new period starts without the flag of the one before.
 */
export const watchSla = async (call: Call, claim: Claim): Promise<void> => {
  unflag(claim)
  if (!claim.slaDueAt) {
    await cancelTimer(call, claim.id, 'claim.sla')
    return cancelTimer(call, claim.id, 'claim.slaReminder')
  }
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: claim.vendorId })
  await setTimer(call, claim.id, 'claim.sla', eveOfNextBusinessDay(claim.slaDueAt, timeZone))
  await setTimer(call, claim.id, 'claim.slaReminder', reminderOf(call.now, claim.slaDueAt, timeZone))
}

const unflag = (claim: Claim): void => {
  if (claim.flags.includes('over_sla')) claim.flags = claim.flags.filter((flag) => flag !== 'over_sla')
}

/** As {@link watchSla} for many at once that wait for the vendor no more. */
export const endWatches = async (call: Call, claims: readonly Claim[]): Promise<void> => {
  for (const claim of claims) unflag(claim)
  await cancelTimersOf(
    call,
    claims.map(({ id }) => id),
    ['claim.sla', 'claim.slaReminder'],
  )
}

/** Of five business days the fifth is the one on which somebody is reminded (B.17). */
const remindedShare = 0.8

/**
 * When four fifths of a period of business days are over, in whole days and as the next business day begins: at a
 * weekend nobody reads it.
 */
export const reminderOf = (from: Date, dueAt: Date, timeZone: string): Date => {
  let days = 1
  while (endOfBusinessDay(from, days, timeZone) < dueAt) days++
  const over = endOfBusinessDay(from, Math.floor(days * remindedShare), timeZone)
  return eveOfNextBusinessDay(over, timeZone)
}

/** Most of the business days are over: whoever must act is told, unless they all are (GEN-R3). */
export const remindOfSla = async (call: Call, claimId: string): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  const phase = phaseOf(claim)
  if (!phase || !claim.slaDueAt || isPast(claim.slaDueAt, call.now)) return
  happened(claim, 'claim.reviewDue', { phase, dueAt: claim.slaDueAt.toISOString() })
}

/** The business days are over and nobody acted (C23): flagged on the next one, and no status changes. */
export const flagOverSla = async (call: Call, claimId: string): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (claim.slaDueAt && isPast(claim.slaDueAt, call.now) && !claim.flags.includes('over_sla')) claim.exceedSla()
}
