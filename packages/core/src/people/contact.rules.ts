import { refuse } from '../kernel/errors.ts'
import { defineMoves } from '../kernel/moves.ts'
import type { AffiliationState } from './affiliation.rules.ts'

export const contactRoles = [
  'primary_program',
  'executive',
  'sales_marketing',
  'technical_1',
  'technical_2',
  'technical_3',
] as const
/** What a named person of a location is for (B.6.3). */
export type ContactRole = (typeof contactRoles)[number]

/** Roles that no location goes without: they are replaced, never emptied (CNT-R3). */
export const requiredContactRoles: readonly ContactRole[] = [
  'primary_program',
  'executive',
  'sales_marketing',
  'technical_1',
]

/** `inherited`: came from the location above when this one was made, and nobody has looked since (CNT-R4). */
export const contactStates = ['inherited', 'confirmed', 'held', 'replaced'] as const
export type ContactState = (typeof contactStates)[number]

export const contactVerbs = ['confirm', 'replace', 'remove'] as const
export type ContactVerb = (typeof contactVerbs)[number]

/** B.16.7. An assignment that is over reads `replaced`, by somebody or, where the role may be empty, by nobody. */
export const contactMoves = defineMoves<ContactState, ContactVerb>()({
  inherited: { confirm: 'confirmed', replace: 'replaced', remove: 'replaced' },
  confirmed: { replace: 'replaced', remove: 'replaced' },
  held: { replace: 'replaced', remove: 'replaced' },
  replaced: {},
})

export const isRequiredRole = (role: ContactRole): boolean => requiredContactRoles.includes(role)

/** What is known of somebody who is to hold a role; null: not affiliated with the organisation at all. */
export interface ContactFacts {
  status: AffiliationState
  isProfileComplete: boolean
}

const gone: ReadonlySet<AffiliationState> = new Set(['requested', 'denied', 'deleted', 'expired', 'ended'])

/** Refuses with `CONTACT_NOT_AFFILIATED` and `CONTACT_PROFILE_INCOMPLETE` (CNT-R2). */
export const decideContact = (facts: ContactFacts | null): void => {
  if (!facts || gone.has(facts.status))
    return refuse('invalid', 'CONTACT_NOT_AFFILIATED', { field: 'personId', rule: 'CNT-R2' })
  if (facts.status !== 'active' || !facts.isProfileComplete)
    refuse('invalid', 'CONTACT_PROFILE_INCOMPLETE', { field: 'personId', rule: 'CNT-R2' })
}

/** The right that comes with being the primary program contact, and goes with it (CNT-R5). */
export const impliedRole = (location: {
  id: string
  isHeadquarters: boolean
}): { role: 'global_admin' | 'location_admin'; locationId: string | null } =>
  location.isHeadquarters
    ? { role: 'global_admin', locationId: null }
    : { role: 'location_admin', locationId: location.id }
