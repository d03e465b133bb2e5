import { isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { lockClaim } from './deciding.ts'

/** Thirty days of silence after a claim was sent back (T10): rejected, and not to be disputed. */
export const lapseClaim = async (call: Call, claimId: string, dueAt: Date): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (claim.status === 'action_required' && claim.actionDueAt && isPast(claim.actionDueAt, call.now)) claim.lapse(dueAt)
}
