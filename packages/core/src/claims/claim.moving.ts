import { next } from '../kernel/moves.ts'
import type { ClaimFlag } from './choices.rules.ts'
import type { Claim } from './claim.entity.ts'
import type { ClaimStatus, ClaimVerb } from './claim.rules.ts'
import { claimMoves } from './claim.rules.ts'

// Functions, not private methods: the mapper makes entities without their constructor, so they have no private members.

/** Only the verbs of a claim and of its window call these: nothing else changes what a claim is. */
export const move = (claim: Claim, verb: ClaimVerb, now: Date): void => {
  claim.status = next<ClaimStatus, ClaimVerb>(claimMoves, claim.status, verb)
  claim.changedAt = now
  claim.statusAt = now
}

export const close = (claim: Claim, now: Date, reason: string): void => {
  claim.closedAt = now
  claim.closeReason = reason
}

export const flag = (claim: Claim, name: ClaimFlag | 'complained'): void => {
  if (!claim.flags.includes(name)) claim.flags = [...claim.flags, name]
}
