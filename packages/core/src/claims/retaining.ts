import type { PersonActor } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'
import { lockSubmittedClaim } from './deciding.ts'

/** Nothing of the claim is purged from now on, until the hold is lifted (B.17). Refuses with `CLAIM_HELD`. */
export const holdClaim = async (call: Call, claimId: string, reason: string): Promise<void> => {
  const claim = await lockSubmittedClaim(call, claimId)
  claim.hold(call.actor as PersonActor, call.now, reason)
}

/** What has run out meanwhile is purged on the next night. Refuses with `CLAIM_NOT_HELD`. */
export const liftHold = async (call: Call, claimId: string): Promise<void> => {
  const claim = await lockSubmittedClaim(call, claimId)
  claim.liftHold()
}
