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
