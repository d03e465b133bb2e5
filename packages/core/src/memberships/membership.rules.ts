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
 * anniversary, otherwise the anniversary of the tier that counts (MRG-R4).
 */
export const mergeStandings = (mine: Standing, theirs: Standing): Standing => {
  if (mine.tier === theirs.tier)
    return { tier: mine.tier, anniversaryOn: later(mine.anniversaryOn, theirs.anniversaryOn) }
  return tiers.indexOf(mine.tier) > tiers.indexOf(theirs.tier) ? mine : theirs
}

const later = (mine: string | null, theirs: string | null): string | null =>
  mine === null || theirs === null ? (mine ?? theirs) : mine > theirs ? mine : theirs

export const membershipStates = ['active', 'reenrol_open', 'grace', 'cancelled_at_term', 'lapsed'] as const
export type MembershipState = (typeof membershipStates)[number]
export type MembershipVerb = 'openRenewal' | 'renew' | 'enterGrace' | 'lapse' | 'cancelRenewal' | 'resumeRenewal'

/** B.16.5; `none` is a row that is not there, and `extended` another anniversary with a flag. */
export const membershipMoves = defineMoves<MembershipState, MembershipVerb>()({
  active: { openRenewal: 'reenrol_open', cancelRenewal: 'cancelled_at_term' },
  reenrol_open: { renew: 'active', enterGrace: 'grace', cancelRenewal: 'cancelled_at_term' },
  grace: { renew: 'active', lapse: 'lapsed' },
  cancelled_at_term: { lapse: 'lapsed', resumeRenewal: 'active' },
  lapsed: {},
})
