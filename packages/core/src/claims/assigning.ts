import { LockMode } from '@mikro-orm/core'
import type { PersonActor } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { Claim } from './claim.entity.ts'
import { Dispute } from './dispute.entity.ts'
import { excludedOrganizations } from './exclusion.queries.ts'
import { listReviewers } from './queue.queries.ts'
import type { Reviewer } from './queue.queries.ts'
import { watchSla } from './sla.ts'
import { dueAfter } from './submitting.ts'

/** Why a ticked claim stayed as it was. */
export type SkipReason = 'gone' | 'not_waiting' | 'already_theirs' | 'excluded' | 'own_verdict'

export interface Assigned {
  assigned: number
  skipped: { claimId: string; number: number | null; reason: SkipReason }[]
}

/**
 * Gives claims to a reviewer: those that wait are taken for them (T4), those under review change hands, and their time
 * goes on. Others are left and told. Refuses with `NOT_FOUND` when the person is no reviewer.
 */
export const assignClaims = async (call: Call, claimIds: readonly string[], reviewerId: string): Promise<Assigned> => {
  const { vendorId, personId } = call.actor as PersonActor
  const reviewers = await listReviewers(call, vendorId)
  const reviewer = reviewers.find((each) => each.personId === reviewerId) ?? refuseAbsent()
  const unseen = await excludedOrganizations(call, personId)
  const excluded = await excludedOrganizations(call, reviewerId)
  const found = await lockClaims(call, claimIds)
  const visible = found.filter(({ status, organizationId }) => status !== 'draft' && !unseen.has(organizationId))
  const disputes = await call.em.find(Dispute, { claimId: { $in: visible.map(({ id }) => id) } })
  const firstReviewers = new Map(disputes.map(({ claimId, firstReviewerId }) => [claimId, firstReviewerId]))
  const skipped: Assigned['skipped'] = claimIds
    .filter((id) => !visible.some((claim) => claim.id === id))
    .map((claimId) => ({ claimId, number: null, reason: 'gone' }))
  for (const claim of visible) {
    const reason = excluded.has(claim.organizationId)
      ? 'excluded'
      : whyNot(claim, reviewerId, firstReviewers.get(claim.id) ?? null)
    if (reason) skipped.push({ claimId: claim.id, number: claim.number, reason })
    else await assign(call, claim, reviewer)
  }
  return { assigned: claimIds.length - skipped.length, skipped }
}

/** In the order of their ids: two leads who assign the same claims wait for each other instead of locking each other out. */
const lockClaims = (call: Call, claimIds: readonly string[]): Promise<Claim[]> =>
  call.em.find(Claim, { id: { $in: [...claimIds] } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } })

const whyNot = (claim: Claim, reviewerId: string, firstReviewerId: string | null): SkipReason | undefined => {
  if (claim.status !== 'submitted' && claim.status !== 'under_review') return 'not_waiting'
  if (claim.status === 'under_review' && claim.reviewerId === reviewerId) return 'already_theirs'
  // Nobody judges an objection to their own verdict (T15).
  return claim.reviewKind === 'dispute' && firstReviewerId === reviewerId ? 'own_verdict' : undefined
}

const assign = async (call: Call, claim: Claim, reviewer: Reviewer): Promise<void> => {
  const from = claim.status === 'under_review' ? (claim.reviewerId ?? null) : null
  if (from === null) {
    claim.take(reviewer, call.now, await dueAfter(call, claim, 'reviewSlaBusinessDays'))
    await watchSla(call, claim)
  } else {
    claim.reviewerId = reviewer.personId
    claim.changedAt = call.now
  }
  happened(claim, 'claim.assigned', { to: reviewer.personId, from })
}
