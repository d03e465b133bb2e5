import { defineMoves } from '../kernel/moves.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import { tiers } from '../organisations/organization.rules.ts'

/** What a merge looks at of a membership. `anniversaryOn`: the day it ends or goes on, ISO; null for the free tier. */
export interface Standing {
  tier: Tier
  anniversaryOn: string | null
}

/**
 * The membership of an organisation that took another in: the higher tier; where both had a starter pack the later
 * anniversary, otherwise the anniversary of the tier that counts (MRG-R4). Answers the one of the two that goes on, with
 * whatever else is known of it.
 */
export const mergeStandings = <One extends Standing>(mine: One, theirs: One): One => {
  if (mine.tier !== theirs.tier) return tiers.indexOf(mine.tier) > tiers.indexOf(theirs.tier) ? mine : theirs
  return (theirs.anniversaryOn ?? '') > (mine.anniversaryOn ?? '') ? theirs : mine
}

export const membershipStates = ['active', 'reenrol_open', 'grace', 'cancelled_at_term', 'lapsed'] as const
export type MembershipState = (typeof membershipStates)[number]
export type MembershipVerb =
  | 'openRenewal'
  | 'renew'
  | 'enterGrace'
  | 'lapse'
  | 'cancelRenewal'
  | 'resumeRenewal'
  | 'extend'

/** B.16.5; `none` is a row that is not there, and `extended` another anniversary with a flag: who was late is not any more. */
export const membershipMoves = defineMoves<MembershipState, MembershipVerb>()({
  active: { openRenewal: 'reenrol_open', cancelRenewal: 'cancelled_at_term', extend: 'active' },
  reenrol_open: { renew: 'active', enterGrace: 'grace', cancelRenewal: 'cancelled_at_term', extend: 'active' },
  grace: { renew: 'active', lapse: 'lapsed', extend: 'active' },
  cancelled_at_term: { lapse: 'lapsed', resumeRenewal: 'active', extend: 'cancelled_at_term' },
  lapsed: {},
})
