import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import type { ClaimStatus } from '@ofrecord/core/claims/claim.rules'
import type { EvidenceKind } from '@ofrecord/core/claims/evidence.rules'
import type { AreaCode } from '../catalogue.ts'
import type { CustomerContact } from '../customers.table.ts'
import type { WorkloadCode } from '../products.ts'
import type { DenialReason, DisassociationReason, ReviewReason, WithdrawalReason } from '../reasons.ts'
import type { Bucket } from './buckets.ts'

/** What somebody, the clock or a mail server does to a claim. A builder skips plans whose verbs do not exist yet. */
export type Verb =
  | 'create'
  | 'attach'
  | 'attemptUpload'
  | 'submit'
  | 'recall'
  | 'take'
  | 'return'
  | 'resubmit'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'dispute'
  | 'decideDispute'
  | 'decideConflict'
  | 'acceptNotice'
  | 'bounceNotice'
  | 'remind'
  | 'ask'
  | 'activate'
  | 'confirm'
  | 'deny'
  | 'undoDenial'
  | 'lapse'
  | 'addEvidence'
  | 'disassociate'
  | 'supersede'
  | 'endSubscription'
  | 'dissociateLocation'
  | 'revoke'

export interface Step {
  verb: Verb
  at: Date
  /** A person's or a reviewer's key, `customer` for the contact of the claim, `clock` for a deadline, `mail` for a mail server. */
  by: string
  /** Which documents an `attach` or `addEvidence` brings. */
  round?: 1 | 2
  reasons?: readonly (ReviewReason | DenialReason | WithdrawalReason | DisassociationReason)[]
  /** Shared with the partner on `return` and `reject`; the rationale on `approve`; what the customer wants to know on `ask`. */
  comment?: string
  outcome?: 'upheld' | 'dismissed' | 'challenger' | 'incumbent'
  bytes?: number
}

export type ItemPlan = {
  decision: 'pending' | 'approved' | 'rejected'
} & (
  | { kind: 'workload'; workload: WorkloadCode }
  /** `typed` is what the partner entered where it is not the id of the subscription. */
  | { kind: 'subscription'; subscription: string; typed?: string }
)

export type EvidenceVariant =
  | 'complete'
  | 'no_signature'
  | 'no_dates'
  | 'item_missing'
  | 'other_customer'
  | 'outdated'
  | 'unrelated'
  | 'duplicate'

export interface EvidencePlan {
  key: string
  round: 1 | 2
  fileName: string
  kind: EvidenceKind
  note: string
  variant: EvidenceVariant
  /** Both parties signed on this day; for outdated documents more than twelve months before the submission. */
  signedAt: Date
  /** The document of another claim that has the same bytes. */
  copyOf?: string
  redacted?: true
  infected?: true
}

/** One claim as it shall stand at T0, and how it came there. */
export interface ClaimPlan {
  key: string
  /** Stable names of the stories (SED-R6). */
  fixtures: readonly string[]
  /** 1000001 to 1000420, in the order of creation, without gaps (GEN-R1). */
  number: number
  name: string
  organisation: string
  location: string
  tenant: string
  domain: string
  area: AreaCode
  activity: ClaimActivity
  incentiveOptOut: boolean
  items: readonly ItemPlan[]
  status: ClaimStatus
  /** Of an approved claim. */
  phase?: 'window' | 'active'
  bucket: Bucket
  creator: string
  reviewer: string
  contact: CustomerContact
  technical?: CustomerContact
  revenueDetails?: { solutionSellerName: string; customerName: string; isvProductName: string }
  evidence: readonly EvidencePlan[]
  steps: readonly Step[]
  /** Every verb the steps use, for a builder to compare with what exists. */
  needs: readonly Verb[]
  /** Set where two claims want the same item. */
  rival?: { claim: string; conflict: 'open' | 'awaiting_partners' | 'reserved' | 'superseded' | 'lost' | 'moot' }
  /** The refusal that a draft meets when it is submitted at T0. */
  refusal?: string
}
