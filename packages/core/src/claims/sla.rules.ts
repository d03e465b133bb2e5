import type { ReviewKind } from './choices.rules.ts'
import type { ClaimStatus } from './claim.rules.ts'

/** What the vendor's business days are for. */
type SlaPhase = 'queue' | 'review' | 'dispute'

interface Waiting {
  status: ClaimStatus
  reviewKind: ReviewKind
}

/** null: nothing that waits for the vendor. */
export const phaseOf = ({ status, reviewKind }: Waiting): SlaPhase | null => {
  if (status === 'submitted') return 'queue'
  if (status !== 'under_review') return null
  return reviewKind === 'dispute' ? 'dispute' : 'review'
}

/** The leads for what nobody has and for a dispute, the reviewer for what is theirs (B.17). */
export const isForLeads = (phase: SlaPhase, reviewerId: string | null): boolean =>
  phase !== 'review' || reviewerId === null
