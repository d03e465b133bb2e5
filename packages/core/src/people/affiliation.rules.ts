import { defineMoves } from '../kernel/moves.ts'
import type { PartnerRole } from '../kernel/authority.ts'

export const affiliationStates = [
  'invited_single',
  'profile_done_pending_approval',
  'awaiting_profile',
  'requested',
  'active',
  'denied',
  'deleted',
  'expired',
  'ended',
] as const
export type AffiliationState = (typeof affiliationStates)[number]

/** How somebody came to an organisation (B.6.1); kept for good. */
export const inviteMethods = ['single', 'multi', 'request', 'import'] as const
export type InviteMethod = (typeof inviteMethods)[number]

/** A role that an invitation names. `locationId` null: the whole organisation. */
export interface ProposedRole {
  role: PartnerRole
  locationId: string | null
}

export const affiliationVerbs = [
  'completeProfile',
  'approve',
  'deny',
  'resend',
  'remove',
  'expire',
  'end',
  'reassign',
] as const
export type AffiliationVerb = (typeof affiliationVerbs)[number]

/** B.16.1: what leads where. A new request or invitation after the end is a new row. */
export const affiliationMoves = defineMoves<AffiliationState, AffiliationVerb>()({
  invited_single: {
    completeProfile: 'profile_done_pending_approval',
    resend: 'invited_single',
    remove: 'deleted',
    expire: 'expired',
  },
  profile_done_pending_approval: { approve: 'active', deny: 'denied' },
  awaiting_profile: { completeProfile: 'active', resend: 'awaiting_profile', remove: 'deleted', expire: 'expired' },
  requested: { approve: 'awaiting_profile', deny: 'denied' },
  active: { end: 'ended', reassign: 'active' },
  denied: {},
  deleted: {},
  expired: {},
  ended: {},
})
