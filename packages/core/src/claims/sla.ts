import { eveOfNextBusinessDay } from '../kernel/calendar.ts'
import { isPast } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { Claim } from './claim.entity.ts'
import { lockClaim } from './deciding.ts'

/**
 * Watches the business days in which the vendor means to act (B.17), from `slaDueAt` as it stands: say it after each
 * verb that sets or clears it. A new period starts without the flag of the one before.
 */
export const watchSla = async (call: Call, claim: Claim): Promise<void> => {
  if (claim.flags.includes('over_sla')) claim.flags = claim.flags.filter((flag) => flag !== 'over_sla')
  if (!claim.slaDueAt) return cancelTimer(call, claim.id, 'claim.sla')
  const vendor = await call.em.findOneOrFail(Vendor, { id: claim.vendorId })
  await setTimer(call, claim.id, 'claim.sla', eveOfNextBusinessDay(claim.slaDueAt, vendor.timeZone))
}

/** The business days are over and nobody acted (C23): flagged on the next one, and no status changes. */
export const flagOverSla = async (call: Call, claimId: string): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (claim.slaDueAt && isPast(claim.slaDueAt, call.now) && !claim.flags.includes('over_sla')) claim.exceedSla()
}
