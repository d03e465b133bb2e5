import type { ChecklistPoint, ReviewReason } from '@ofrecord/core/claims/evidence.rules'

/** What a point that is answered with No usually means (B.1.8); the reviewer can take it away again. */
const reasonOfPoint: Record<ChecklistPoint, ReviewReason> = {
  E1: 'evidence_unrelated',
  E2: 'no_customer_acknowledgement',
  E3: 'item_not_covered',
  E4: 'activity_not_described',
  E5: 'party_mismatch',
  E6: 'dates_missing',
}

export const reasonsOf = (noes: readonly ChecklistPoint[]): ReviewReason[] => noes.map((point) => reasonOfPoint[point])
