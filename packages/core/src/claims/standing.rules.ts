import type { ConsentMode } from '../customers/customer.rules.ts'
import type { ClaimStatus, ConsentState } from './claim.rules.ts'

export interface StandingFacts {
  status: ClaimStatus
  consentState: ConsentState
  consentMode: ConsentMode
  slaDueAt: string | null
  actionDueAt: string | null
  consentDueAt: string | null
}

/** Who must act now. */
export type Actor = 'partner' | 'vendor' | 'customer' | 'system' | 'nobody'

/** What happens when nobody does. */
export type Otherwise = 'stays' | 'flagged' | 'rejected' | 'active' | 'closed' | 'paused' | 'final'

export interface Standing {
  waitsOn: Actor
  /** ISO instant; null: no limit. */
  until: string | null
  otherwise: Otherwise
}

/** Every status is a sentence: who acts, until when, what happens on silence. Pages, lists and letters say the same. */
export const standingOf = (facts: StandingFacts): Standing => {
  switch (facts.status) {
    case 'draft':
      return { waitsOn: 'partner', until: null, otherwise: 'stays' }
    case 'submitted':
    case 'under_review':
      return { waitsOn: 'vendor', until: facts.slaDueAt, otherwise: 'flagged' }
    case 'action_required':
      return { waitsOn: 'partner', until: facts.actionDueAt, otherwise: 'rejected' }
    case 'approved':
      return standingOfApproved(facts)
    case 'rejected':
    case 'withdrawn':
    case 'consent_denied':
    case 'ended':
    case 'deleted':
      return { waitsOn: 'nobody', until: null, otherwise: 'final' }
  }
}

const standingOfApproved = ({ consentState, consentMode, consentDueAt }: StandingFacts): Standing => {
  if (consentState === 'awaiting_delivery') return { waitsOn: 'system', until: null, otherwise: 'stays' }
  if (consentState === 'paused_bounced') return { waitsOn: 'partner', until: null, otherwise: 'paused' }
  if (consentState === 'window_open')
    // Where only a yes counts, silence closes it (C57).
    return { waitsOn: 'customer', until: consentDueAt, otherwise: consentMode === 'opt_in' ? 'closed' : 'active' }
  return { waitsOn: 'nobody', until: null, otherwise: 'final' }
}

/** The word a status is shown by; one status can be several words to its reader. */
export const shownStatuses = [
  'draft',
  'submitted',
  'under_review',
  'action_required',
  'awaiting_delivery',
  'window',
  'bounced',
  'active',
  'rejected',
  'withdrawn',
  'consent_denied',
  'ended',
] as const
export type ShownStatus = (typeof shownStatuses)[number]

/** What waits on the partner: nobody else can move these claims. */
export const partnersTurn: readonly ShownStatus[] = ['draft', 'action_required', 'bounced']

export const shownStatus = (status: ClaimStatus, consentState: ConsentState): ShownStatus => {
  // No list or page shows a deleted draft; its history does.
  if (status === 'deleted') return 'withdrawn'
  if (status !== 'approved') return status
  if (consentState === 'awaiting_delivery') return 'awaiting_delivery'
  if (consentState === 'window_open') return 'window'
  return consentState === 'paused_bounced' ? 'bounced' : 'active'
}
