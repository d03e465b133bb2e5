import { LockMode } from '@mikro-orm/core'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent, refuseProblems } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Person } from '../people/person.entity.ts'
import { Association, liveAssociations } from './association.entity.ts'
import { Claim } from './claim.entity.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { handOver, refuseOpenConflicts, yieldingItems } from './conflict.yielding.ts'
import { Evidence } from './evidence.entity.ts'
import type { ReviewReason } from './evidence.rules.ts'
import { ClaimItem, Comment, ReviewDecision } from './parts.entity.ts'
import { areaTerms, draftFacts } from './draft.queries.ts'
import { refuseExcludedReviewer } from './exclusion.queries.ts'
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
  await refuseExcludedReviewer(call, claim.organizationId)
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
  if (claim.status !== 'under_review' || !claim.reviewerId) return
  if (claim.reviewerId === (call.actor as PersonActor).personId) return
  const reviewer = await call.em.findOne(Person, { id: claim.reviewerId })
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
export const approveClaim = async (call: Call, claim: Claim, rejected: readonly ItemVerdict[] = []): Promise<void> => {
  const reviewer = call.actor as PersonActor
  const input = await inputOf(call, claim)
  const claimant = { organizationId: claim.organizationId, scope: null, editedClaimId: claim.id }
  const facts = await draftFacts(call, claimant, input)
  refuseProblems([...problemsOfTenant(input, facts.tenant), ...problemsOfItems(input, facts, call.now)])
  const terms = (await areaTerms(call, claim.areaCode))?.activities.find(({ activity }) => activity === claim.activity)
  const notice = terms?.notice ?? true
  await rejectItems(call, claim, rejected)
  await leaveConflicts(call, claim)
  await refuseOpenConflicts(call, claim)
  const items = await call.em.find(ClaimItem, { claimId: claim.id, decision: 'pending' })
  if (items.length === 0) refuse('invalid', 'ITEM_REQUIRED', { field: 'rejected', rule: 'CLM-R17' })
  claim.approve(reviewer, call.now, { notice, items: items.length })
  decide(call, claim, 'approved', [])
  await associate(call, claim, items, notice)
}

/** One association an item, in the customer's window or, without a notice, in force at once (T5, T7, T7r). */
export const associate = async (
  call: Call,
  claim: Claim,
  items: readonly ClaimItem[],
  notice: boolean,
): Promise<void> => {
  const yielding = await yieldingItems(call, claim)
  const evidenceHeadId = await newestDocument(call, claim)
  for (const item of items) {
    item.decision = 'approved'
    call.em.persist(
      call.em.create(Association, {
        ...associationOf(claim, item),
        evidenceHeadId,
        id: newId(call.now),
        createdAt: call.now,
        status: yielding.has(item.itemKey) ? 'reserved' : notice ? 'in_consent_window' : 'active',
        dataVisibleFrom: notice || yielding.has(item.itemKey) ? null : call.now,
      }),
    )
  }
  if (!notice) claim.activate('revenue', call.now)
  await call.em.flush()
  if (!notice) await handOver(call, claim, call.now)
}

/** What shows the work when it is approved; newer documents take its place (C33). */
const newestDocument = async (call: Call, { id: claimId }: Claim): Promise<string | null> => {
  const usable = { claimId, removedAt: null, scanState: { $ne: 'infected' as const } }
  const newest = await call.em.findOne(Evidence, usable, { orderBy: { uploadedAt: 'desc', id: 'desc' } })
  return newest?.id ?? null
}

/** One item of a claim that the reviewer judges apart from the others. */
export interface ItemVerdict {
  itemId: string
  reason: ReviewReason
}

/** Items that are not approved with the others keep their reason beside them (CLM-R17, C32). */
export const rejectItems = async (call: Call, claim: Claim, verdicts: readonly ItemVerdict[]): Promise<void> => {
  for (const [item, reason] of await judgedItems(call, claim, verdicts)) {
    item.decision = 'rejected'
    item.decisionReason = reason
  }
  await call.em.flush()
}

/** Marks the items a return is about; the marks of an earlier round go (C24). Answers their names. */
export const markItems = async (call: Call, claim: Claim, marks: readonly ItemVerdict[]): Promise<string[]> => {
  for (const item of await call.em.find(ClaimItem, { claimId: claim.id })) item.decisionReason = null
  const judged = await judgedItems(call, claim, marks)
  for (const [item, reason] of judged) item.decisionReason = reason
  return judged.map(([item]) => item.name)
}

const judgedItems = async (
  call: Call,
  claim: Claim,
  verdicts: readonly ItemVerdict[],
): Promise<[ClaimItem, ReviewReason][]> => {
  const items = await call.em.find(ClaimItem, { claimId: claim.id, decision: 'pending' })
  return verdicts.map(({ itemId, reason }) => [items.find(({ id }) => id === itemId) ?? refuseAbsent(), reason])
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

/** Writes the round's verdict; the rules have no name (T5). Its primary key lets one of two reviewers win (I10). */
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
      reviewerId: 'personId' in call.actor ? call.actor.personId : null,
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

/** Makes what the customer did not refuse real: figures become visible from `effectiveAt` (T11). */
export const activateClaim = async (
  call: Call,
  claim: Claim,
  how: 'silence' | 'confirmed',
  effectiveAt: Date,
): Promise<void> => {
  claim.activate(how, effectiveAt)
  await handOver(call, claim, effectiveAt)
  for (const association of await liveAssociations(call, claim)) association.activate(effectiveAt)
  if (how === 'confirmed') await cancelTimer(call, claim.id, 'claim.consentWindow')
}

/** Says something about a claim to an audience. */
export const addComment = (call: Call, claim: Claim, audience: Comment['audience'], body: string): Comment => {
  const author = call.actor as PersonActor
  const comment = call.em.create(Comment, {
    id: newId(call.now),
    vendorId: claim.vendorId,
    organizationId: claim.organizationId,
    claimId: claim.id,
    audience,
    authorId: author.personId,
    body,
    at: call.now,
  })
  call.em.persist(comment)
  // An internal remark is nobody else's business, not even that it was made.
  if (audience === 'shared') happened(claim, 'claim.commented')
  return comment
}
