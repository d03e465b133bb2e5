import type { ClaimStatus } from '@ofrecord/core/claims/claim.rules'

interface Shape {
  status: ClaimStatus
  phase?: 'window' | 'active'
  count: number
  /**
   * When the moment that makes the bucket lies, in whole days from T0, from and to: creation of a draft, submission,
   * the reviewer's taking, the due date of an answer, acceptance of the notice, and for closed claims their end.
   */
  moment: readonly [number, number]
  /** How many days a claim of this bucket needs before its moment, so that its items were already bought by then. */
  history: number
}

const shape = (
  status: ClaimStatus,
  count: number,
  moment: readonly [number, number],
  history: number,
  phase?: Shape['phase'],
): Shape => ({
  status,
  count,
  moment,
  history,
  ...(phase && { phase }),
})

/** The break-down of all 420 claims (F.11). */
export const buckets = {
  'draft.old': shape('draft', 9, [-150, -62], 3),
  'draft.invalid': shape('draft', 5, [-20, -3], 3),
  'draft.recalled': shape('draft', 3, [-6, -2], 20),
  'draft.plain': shape('draft', 21, [-40, -1], 3),
  'submitted.over_sla': shape('submitted', 6, [-16, -10], 20),
  'submitted.auto': shape('submitted', 2, [-2, -1], 20),
  'submitted.sampled': shape('submitted', 4, [-3, -1], 20),
  'submitted.plain': shape('submitted', 34, [-4, -1], 20),
  'review.conflict': shape('under_review', 14, [-6, -2], 30),
  'review.dispute': shape('under_review', 6, [-4, -1], 60),
  'review.resubmission': shape('under_review', 9, [-4, -2], 60),
  'review.over_sla': shape('under_review', 5, [-16, -10], 30),
  'review.plain': shape('under_review', 18, [-4, -1], 30),
  'action.one_hour': shape('action_required', 1, [0, 0], 60),
  'action.today': shape('action_required', 2, [0, 0], 60),
  'action.three_days': shape('action_required', 5, [1, 2], 60),
  'action.ten_days': shape('action_required', 9, [4, 9], 60),
  'action.later': shape('action_required', 17, [11, 28], 60),
  'window.bounced': shape('approved', 3, [-4, -3], 40, 'window'),
  'window.opt_in': shape('approved', 2, [-20, -3], 40, 'window'),
  'window.ending': shape('approved', 5, [-7, -7], 40, 'window'),
  'window.no_admin': shape('approved', 2, [-5, -1], 40, 'window'),
  'window.reserved': shape('approved', 2, [-5, -1], 40, 'window'),
  'window.plain': shape('approved', 30, [-6, -1], 40, 'window'),
  'active.revenue': shape('approved', 16, [-380, -9], 40, 'active'),
  'active.opted_out': shape('approved', 12, [-380, -9], 40, 'active'),
  'active.confirmed': shape('approved', 11, [-300, -9], 40, 'active'),
  'active.newer_evidence': shape('approved', 5, [-380, -200], 40, 'active'),
  'active.ends_soon': shape('approved', 9, [-150, -40], 40, 'active'),
  'active.after_dispute': shape('approved', 4, [-200, -20], 90, 'active'),
  'active.undone': shape('approved', 1, [-120, -60], 40, 'active'),
  'active.plain': shape('approved', 70, [-380, -9], 40, 'active'),
  'rejected.no_response': shape('rejected', 12, [-160, -33], 40),
  'rejected.disputable': shape('rejected', 8, [-26, -2], 40),
  'rejected.last_day': shape('rejected', 1, [-30, -30], 40),
  'rejected.dismissed': shape('rejected', 7, [-120, -6], 90),
  'rejected.final': shape('rejected', 12, [-300, -35], 40),
  'withdrawn.wrong_number': shape('withdrawn', 3, [-200, -2], 40),
  'withdrawn.wrong_activity': shape('withdrawn', 2, [-200, -2], 40),
  'withdrawn.customer_left': shape('withdrawn', 3, [-200, -2], 40),
  'withdrawn.other': shape('withdrawn', 2, [-200, -2], 40),
  'denied.in_window': shape('consent_denied', 8, [-90, -2], 50),
  'denied.later': shape('consent_denied', 6, [-90, -2], 240),
  'ended.disassociated': shape('ended', 5, [-150, -2], 240),
  'ended.superseded': shape('ended', 4, [-120, -10], 240),
  'ended.subscription': shape('ended', 3, [-150, -2], 240),
  'ended.location': shape('ended', 1, [-60, -40], 240),
  'ended.revoked': shape('ended', 1, [-60, -40], 240),
} as const satisfies Record<string, Shape>

export type Bucket = keyof typeof buckets

export const shapeOf = (bucket: Bucket): Shape => buckets[bucket]

/** The part of a bucket's name before the dot. */
export const groupOf = (bucket: Bucket): string => bucket.slice(0, bucket.indexOf('.'))

/** Whether claims of this bucket were approved at some time, so that associations exist or existed. */
export const wasApproved = (bucket: Bucket): boolean =>
  ['window', 'active', 'denied', 'ended'].includes(groupOf(bucket))

/** 420 buckets, one per claim. */
export const allBuckets = (): Bucket[] =>
  (Object.keys(buckets) as Bucket[]).flatMap((bucket) => Array.from({ length: buckets[bucket].count }, () => bucket))
