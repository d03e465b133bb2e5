// What people choose from. Pages import it, so it stands apart from the shapes of inputs, whose library is 25 kB.

/**
 * What a claim can be marked with, and a list narrowed to. `opted_out` follows from another fact of it. That it was drawn
 * for the sample (AMB-9), or that the customer called a letter spam, is none of these: only the vendor's staff see it.
 */
export const claimFlags = [
  'competing',
  'over_sla',
  'opted_out',
  'notice_bounced',
  'policy_auto',
  'no_admin_copy',
  'subscription_ending',
] as const
export type ClaimFlag = (typeof claimFlags)[number]

/** Why a claim is looked at: for the first time, after it was sent back, or after its rejection was disputed. */
export const reviewKinds = ['initial', 'resubmission', 'dispute'] as const
export type ReviewKind = (typeof reviewKinds)[number]

/** Why a partner takes a claim back (T13). */
export const withdrawalReasons = ['wrong_number', 'wrong_activity', 'no_longer_working', 'other'] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

/** Why a partner ends its own association (T14). */
export const disassociationReasons = ['work_finished', 'no_longer_working', 'recorded_by_mistake', 'other'] as const
export type DisassociationReason = (typeof disassociationReasons)[number]

/** A person's tabs above one list. */
export const maxViews = 20

export const maxViewName = 60

/** At most this many claims are ticked to remind a colleague of them, or to put one document on them (B.1.9). */
export const maxTogether = 25
