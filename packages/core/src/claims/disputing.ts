import type { PersonActor } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import type { Claim } from './claim.entity.ts'
import { Dispute } from './dispute.entity.ts'
import { Evidence } from './evidence.entity.ts'
import { ReviewDecision } from './parts.entity.ts'

/**
 * The partner's objection to a rejection (T15), with its words or a document that was not there before. Refuses with
 * `DISPUTE_EMPTY`, `NOT_DISPUTABLE`, `DEADLINE_PASSED`, and with `LOCATION_INACTIVE` where the location has closed (DIS-R3).
 */
export const fileDispute = async (call: Call, claim: Claim, justification: string, slaDueAt: Date): Promise<void> => {
  const { personId: filedBy } = call.actor as PersonActor
  const location = await call.em.findOneOrFail(Location, { id: claim.locationId })
  if (location.leftAt) refuse('conflict', 'LOCATION_INACTIVE', { rule: 'DIS-R3' })
  const verdict = await call.em.findOne(ReviewDecision, { claimId: claim.id, round: claim.round })
  const round = claim.round + 1
  claim.dispute({ personId: filedBy }, call.now, slaDueAt)
  const fresh = await call.em.count(Evidence, { claimId: claim.id, round, removedAt: null })
  if (justification === '' && fresh === 0) refuse('invalid', 'DISPUTE_EMPTY', { field: 'justification', rule: 'T15' })
  const { vendorId, organizationId, id: claimId } = claim
  call.em.persist(
    call.em.create(Dispute, {
      vendorId,
      organizationId,
      claimId,
      justification,
      filedBy,
      id: newId(call.now),
      filedAt: call.now,
      firstReviewerId: verdict?.reviewerId ?? null,
    }),
  )
}

/** Nobody judges an objection to their own verdict (T15). */
export const refuseFirstReviewer = async (call: Call, claim: Claim): Promise<void> => {
  if (claim.reviewKind !== 'dispute') return
  const dispute = await call.em.findOne(Dispute, { claimId: claim.id })
  if (dispute?.firstReviewerId === (call.actor as PersonActor).personId)
    refuse('conflict', 'DISPUTE_OWN_VERDICT', { rule: 'T15' })
}

/** The second verdict on a disputed claim is the last one (T16). */
export const settleDispute = async (call: Call, claim: Claim, outcome: 'approved' | 'rejected'): Promise<void> => {
  if (claim.reviewKind !== 'dispute') return
  const dispute = await call.em.findOneOrFail(Dispute, { claimId: claim.id })
  dispute.outcome = outcome
  dispute.decidedAt = call.now
  dispute.decidedBy = (call.actor as PersonActor).personId
}
