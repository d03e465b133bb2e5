import { LockMode } from '@mikro-orm/core'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { liveAssociations } from './association.entity.ts'
import type { Claim } from './claim.entity.ts'
import { Conflict, ConflictParty } from './conflict.entity.ts'
import { isCompeting, lockClaims, unmarkCompeting } from './conflict.fence.ts'
import { refuseUnseen } from './conflict.queries.ts'
import { outcomeOf } from './conflict.rules.ts'
import { decide } from './deciding.ts'
import { settleDispute } from './disputing.ts'
import { endItems } from './ending.ts'
import { ClaimItem } from './parts.entity.ts'
import { watchDispute } from './reminding.ts'
import { watchSla } from './sla.ts'

interface Sides {
  conflict: Conflict
  parties: ConflictParty[]
  claims: Claim[]
}

/** Claims first and the conflict after them, as everybody does who locks both. */
const lockSides = async (call: Call, conflictId: string, version: number): Promise<Sides> => {
  await refuseUnseen(call, conflictId)
  const before = await call.em.find(ConflictParty, { conflictId, outcome: null })
  const claims = await lockClaims(
    call,
    before.map(({ claimId }) => claimId),
  )
  const conflict = await call.em.findOneOrFail(Conflict, { id: conflictId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (conflict.status === 'decided') refuse('conflict', 'CONFLICT_DECIDED', { rule: 'CNF-R5' })
  if (conflict.version !== version)
    refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', params: { version: conflict.version }, retryable: true })
  const parties = await call.em.find(ConflictParty, { conflictId, outcome: null }, { refresh: true })
  return { conflict, parties, claims }
}

/**
 * Asks whoever holds the item for newer evidence, once, for as long as a returned claim has (CNF-R3). Answers until
 * when. Refuses with `NO_INCUMBENT`, `EVIDENCE_ASKED_BEFORE`, `CONFLICT_DECIDED`, `CONFLICT_STALE`.
 */
export const askIncumbent = async (call: Call, conflictId: string, version: number): Promise<Date> => {
  const { conflict, parties, claims } = await lockSides(call, conflictId, version)
  const incumbent = parties.find(({ role }) => role === 'incumbent')
  if (!incumbent) return refuse('conflict', 'NO_INCUMBENT', { rule: 'CNF-R3' })
  const { actionRequiredDays } = await readPolicy(call, conflict.vendorId)
  const dueAt = daysAfter(call.now, actionRequiredDays)
  conflict.ask(dueAt)
  incumbent.askedAt = call.now
  await setTimer(call, conflict.id, 'conflict.evidence', dueAt)
  const claim = claims.find(({ id }) => id === incumbent.claimId)!
  happened(claim, 'claim.evidenceRequested', { dueAt: dueAt.toISOString(), item: conflict.itemName })
  return dueAt
}

/**
 * Has the customer asked who does the work (CNF-R4). The answer advises; whoever decides still says why. Refuses with
 * `CUSTOMER_ASKED_BEFORE`, `CONFLICT_DECIDED`, `CONFLICT_STALE`.
 */
export const askCustomer = async (call: Call, conflictId: string, version: number): Promise<void> => {
  const { conflict } = await lockSides(call, conflictId, version)
  conflict.askCustomer(call.now)
}

interface Decision {
  conflictId: string
  version: number
  winnerClaimId: string
  rationale: string
}

/**
 * Who is recorded for the item (CNF-R5). A challenger that loses has the item refused, and with its last item the claim;
 * an incumbent that loses keeps everything until the customer's window ends without a no. Refuses with
 * `CONFLICT_AWAITS_ANSWER` while a side has its claim back or its time to answer, `CONFLICT_DECIDED`, `CONFLICT_STALE`.
 */
export const decideConflict = async (call: Call, decision: Decision): Promise<void> => {
  const actor = call.actor as PersonActor
  const { conflict, parties, claims } = await lockSides(call, decision.conflictId, decision.version)
  const winner = parties.find(({ claimId }) => claimId === decision.winnerClaimId) ?? refuseAbsent()
  refuseWaiting(call, conflict, parties, claims, winner)
  conflict.decide(actor, winner.claimId, decision.rationale, call.now)
  await cancelTimer(call, conflict.id, 'conflict.evidence')
  for (const party of parties) {
    const claim = claims.find(({ id }) => id === party.claimId)!
    const won = party === winner
    party.outcome = won ? 'won' : 'lost'
    happened(claim, 'claim.conflictDecided', { outcome: outcomeOf(party.role, won), item: conflict.itemName })
    if (!won && party.role === 'challenger') await refuseItem(call, claim, conflict)
  }
  await call.em.flush()
  for (const claim of claims) if (!(await isCompeting(call, claim.id))) unmarkCompeting(claim, call.now)
}

/** Nobody loses by what they still have time to answer. */
const refuseWaiting = (
  call: Call,
  conflict: Conflict,
  parties: readonly ConflictParty[],
  claims: readonly Claim[],
  winner: ConflictParty,
): void => {
  const returned = claims.find(({ status }) => status === 'action_required')
  const asked = parties.some((party) => party !== winner && party.askedAt !== null && party.answeredAt === null)
  const dueAt = returned?.actionDueAt ?? (asked ? conflict.evidenceDueAt : null)
  if (dueAt && !isPast(dueAt, call.now))
    refuse('conflict', 'CONFLICT_AWAITS_ANSWER', { rule: 'CNF-R3', params: { dueAt: dueAt.toISOString() } })
}

const refuseItem = async (call: Call, claim: Claim, { itemKey }: Conflict): Promise<void> => {
  const items = await call.em.find(ClaimItem, { claimId: claim.id })
  const item = items.find((each) => each.itemKey === itemKey)!
  item.decision = 'rejected'
  item.decisionReason = 'other_partner_recorded'
  const reserved = (await liveAssociations(call, claim)).some(({ claimItemId }) => claimItemId === item.id)
  if (reserved) return endItems(call, claim, { reason: 'superseded', itemIds: [item.id] })
  if (items.some(({ decision }) => decision === 'pending' || decision === 'approved')) return
  await refuseClaim(call, claim)
}

/** Whoever decides the conflict decides the claim, also when a colleague had taken it, or nobody yet (CNF-R5, T8). */
const refuseClaim = async (call: Call, claim: Claim): Promise<void> => {
  const actor = call.actor as PersonActor
  const { disputeDays } = await readPolicy(call, claim.vendorId)
  if (claim.status === 'submitted') claim.take(actor, call.now, claim.slaDueAt ?? call.now)
  claim.reviewerId = actor.personId
  claim.reject(actor, ['other_partner_recorded'], call.now, disputeDays)
  await settleDispute(call, claim, 'rejected')
  decide(call, claim, 'rejected', ['other_partner_recorded'])
  await watchSla(call, claim)
  await watchDispute(call, claim)
}
