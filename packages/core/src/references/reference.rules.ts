import { defineMoves } from '../kernel/moves.ts'

export const referenceStates = [
  'draft',
  'awaiting_customer',
  'approved',
  'assigned',
  'rejected',
  'lapsed',
  'cancelled',
  'expired',
  'revoked',
] as const
export type ReferenceState = (typeof referenceStates)[number]

export type ReferenceVerb =
  | 'send'
  | 'resend'
  | 'confirm'
  | 'reject'
  | 'lapse'
  | 'cancel'
  | 'assign'
  | 'unassign'
  | 'expire'
  | 'revoke'

/** B.5.2. */
export const referenceMoves = defineMoves<ReferenceState, ReferenceVerb>()({
  draft: { send: 'awaiting_customer' },
  awaiting_customer: {
    resend: 'awaiting_customer',
    confirm: 'approved',
    reject: 'rejected',
    lapse: 'lapsed',
    cancel: 'cancelled',
  },
  approved: { assign: 'assigned', expire: 'expired', revoke: 'revoked' },
  assigned: { assign: 'assigned', unassign: 'approved', expire: 'expired', revoke: 'revoked' },
  rejected: {},
  lapsed: { resend: 'awaiting_customer' },
  cancelled: {},
  expired: {},
  revoked: {},
})

/** Why a customer says no (B.5.2). */
export const referenceRejectReasons = ['not_our_project', 'description_wrong', 'not_satisfied', 'other'] as const
export type ReferenceRejectReason = (typeof referenceRejectReasons)[number]

/** What the customer would have written otherwise: shown to the partner, never applied (B.5.2). */
export interface ReferenceSuggestion {
  projectTitle?: string
  startedOn?: string
  endedOn?: string
  note?: string
}
