import { defineMoves } from '../kernel/moves.ts'
import type { Tier } from '../organisations/organization.rules.ts'

export const grantablePrivileges = ['software_download', 'view_keys', 'license_statement', 'training_admin'] as const
/** What a person may be allowed at one location (B.6.4). */
export type GrantablePrivilege = (typeof grantablePrivileges)[number]

/** Slots of a location by tier; null: as many as wanted (PRV-R1, F.6.2). */
export const slotsOf: Readonly<Record<GrantablePrivilege, Readonly<Record<Tier, number>> | null>> = {
  software_download: { network: 0, starter: 2, silver: 5, gold: 10 },
  view_keys: { network: 0, starter: 2, silver: 5, gold: 10 },
  license_statement: null,
  training_admin: null,
}

export const privilegeStates = ['granted', 'removed'] as const
export type PrivilegeState = (typeof privilegeStates)[number]
export type PrivilegeVerb = 'remove'

/** B.16.7. Whoever is allowed again gets a new grant. */
export const privilegeMoves = defineMoves<PrivilegeState, PrivilegeVerb>()({
  granted: { remove: 'removed' },
  removed: {},
})

/** The lowest slot nobody stands in; undefined when as many stand as the tier has, in whichever numbers (PRV-R1). */
export const freeSlot = (limit: number, taken: readonly number[]): number | undefined => {
  if (taken.length >= limit) return undefined
  for (let slot = 1; ; slot++) if (!taken.includes(slot)) return slot
}
