import { LockMode } from '@mikro-orm/core'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent, refuseProblems } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Person } from '../people/person.entity.ts'
import { Association } from './association.entity.ts'
import { Claim } from './claim.entity.ts'
import { ClaimItem, Comment, ReviewDecision } from './parts.entity.ts'
import { areaTerms, draftFacts } from './draft.queries.ts'
import { problemsOfItems, problemsOfTenant } from './draft.rules.ts'
import { inputOf } from './opening.ts'

/**
 * Finds a claim and locks its row until the transaction ends, so that verbs on one claim happen one after the other:
 * two customers may press the button in the same second, and a denial waits for an approval instead of losing to it.
 */
export const lockClaim = async (call: Call, claimId: string): Promise<Claim> =>
  (await call.em.findOne(Claim, { id: claimId }, { lockMode: LockMode.PESSIMISTIC_WRITE })) ?? refuseAbsent()

/** As {@link lockClaim}, for the vendor: a draft is the partner's own desk and is absent (C20). */
export const lockSubmittedClaim = async (call: Call, claimId: string, version?: number): Promise<Claim> => {
  const claim = await lockClaim(call, claimId)
  if (claim.status === 'draft') return refuseAbsent()
  return fresh(claim, version)
}

/**
 * As {@link lockSubmittedClaim}, for a verdict. That it was decided, or who has it, is said before that the page is
 * stale: of two reviewers at once the second learns who was first (I10).
 */
export const lockReviewedClaim = async (call: Call, claimId: string, version?: number): Promise<Claim> => {
  const claim = await lockSubmittedClaim(call, claimId)
  if (claim.status !== 'under_review')
    refuse('conflict', 'CLAIM_ALREADY_DECIDED', { rule: 'I10', params: { status: claim.status } })
  await refuseTakenByOther(call, claim)
  return fresh(claim, version)
}

/** Refuses with `CLAIM_TAKEN_BY_OTHER` and the reviewer's name when a colleague of the caller has the claim. */
export const refuseTakenByOther = async (call: Call, claim: Claim): Promise<void> => {
  if (claim.status !== 'under_review' || claim.reviewerId === (call.actor as PersonActor).personId) return
  const reviewer = await call.em.findOne(Person, { id: claim.reviewerId! })
  refuse('conflict', 'CLAIM_TAKEN_BY_OTHER', { rule: 'I10', params: { reviewer: reviewer?.name ?? '' } })
}

/** As {@link lockClaim}, for a partner: outside the person's scope it is absent. A stale version is refused (GEN-R5). */
export const lockOwnClaim = async (call: Call, scope: Scope, claimId: string, version?: number): Promise<Claim> => {
  const claim = await lockClaim(call, claimId)
  if (!isWithin(scope, claim.locationId)) return refuseAbsent()
  return fresh(claim, version)
}

export const fresh = (claim: Claim, version: number | undefined): Claim => {
  if (version !== undefined && version !== claim.version)
    refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', params: { version: claim.version }, retryable: true })
  return claim
}

/**
 * The vendor agrees (T7, T7r): the verdict, the items, and one association an item, in one commit. When another
 * organisation holds an item the database refuses, and the refusal does not name it.
 */
export const approveClaim = async (call: Call, claim: Claim): Promise<void> => {
  const reviewer = call.actor as PersonActor
  const input = await inputOf(call, claim)
  const claimant = { organizationId: claim.organizationId, scope: null, editedClaimId: claim.id }
  const facts = await draftFacts(call, claimant, input)
  refuseProblems([...problemsOfTenant(input, facts.tenant), ...problemsOfItems(input, facts, call.now)])
  const terms = (await areaTerms(call, claim.areaCode))?.activities.find(({ activity }) => activity === claim.activity)
  const notice = terms?.notice ?? true
  claim.approve(reviewer, call.now, notice)
  decide(call, claim, 'approved', [])
  const items = await call.em.find(ClaimItem, { claimId: claim.id, decision: 'pending' })
  for (const item of items) {
    item.decision = 'approved'
    call.em.persist(
      call.em.create(Association, {
        ...associationOf(claim, item),
        id: newId(call.now),
        createdAt: call.now,
        status: notice ? 'in_consent_window' : 'active',
        dataVisibleFrom: notice ? null : call.now,
      }),
    )
  }
  if (!notice) claim.activate('revenue', call.now)
  await call.em.flush()
}

const associationOf = (claim: Claim, item: ClaimItem) => ({
  vendorId: claim.vendorId,
  organizationId: claim.organizationId,
  claimId: claim.id,
  claimItemId: item.id,
  locationId: claim.locationId,
  customerTenantId: claim.customerTenantId,
  itemKey: item.itemKey,
  activity: claim.activity,
})

/** Writes the round's verdict. Its primary key lets one of two reviewers win (I10). */
export const decide = (
  call: Call,
  claim: Claim,
  verdict: ReviewDecision['verdict'],
  reasons: readonly string[],
): void => {
  call.em.persist(
    call.em.create(ReviewDecision, {
      claimId: claim.id,
      round: claim.round,
      vendorId: claim.vendorId,
      organizationId: claim.organizationId,
      reviewerId: (call.actor as PersonActor).personId,
      verdict,
      reasons: [...reasons],
      at: call.now,
    }),
  )
}

/** The customer's no: the claim, its associations and its deadline end together (T12). Items left out stay (MIC-R8). */
export const endAssociations = async (call: Call, claim: Claim, reason: string): Promise<void> => {
  for (const association of await liveAssociations(call, claim)) association.end(reason, call.now)
  await cancelTimer(call, claim.id, 'claim.consentWindow')
}

export const liveAssociations = (call: Call, claim: Claim): Promise<Association[]> =>
  call.em.find(Association, { claimId: claim.id, status: { $in: ['in_consent_window', 'active'] } })

/** Makes what the customer did not refuse real: figures become visible from `effectiveAt` (T11). */
export const activateClaim = async (
  call: Call,
  claim: Claim,
  how: 'silence' | 'confirmed',
  effectiveAt: Date,
): Promise<void> => {
  claim.activate(how, effectiveAt)
  for (const association of await liveAssociations(call, claim)) association.activate(effectiveAt)
  if (how === 'confirmed') await cancelTimer(call, claim.id, 'claim.consentWindow')
}

/** Says something about a claim to an audience. */
export const addComment = (call: Call, claim: Claim, audience: Comment['audience'], body: string): void => {
  const author = call.actor as PersonActor
  call.em.persist(
    call.em.create(Comment, {
      id: newId(call.now),
      vendorId: claim.vendorId,
      organizationId: claim.organizationId,
      claimId: claim.id,
      audience,
      authorId: author.personId,
      body,
      at: call.now,
    }),
  )
  // An internal remark is nobody else's business, not even that it was made.
  if (audience === 'shared') happened(claim, 'claim.commented')
}
