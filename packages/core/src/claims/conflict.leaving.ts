import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { asApplication } from '../kernel/fence.ts'
import { happened } from '../kernel/happened.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Claim } from './claim.entity.ts'
import { Conflict, ConflictParty } from './conflict.entity.ts'
import { holdConflicts, isCompeting, lockClaims, unmarkCompeting } from './conflict.fence.ts'
import { standsFor } from './conflict.queries.ts'
import { isContested } from './conflict.rules.ts'

/**
 * Takes a claim out of the conflicts it no longer stands in: withdrawn, recalled, rejected, lapsed, denied, ended, or
 * without the item. A conflict with one side left is dissolved in that side's favour. Call it after any verb that
 * closes a claim or an item of it; where the claim still stands it changes nothing.
 */
export const leaveConflicts = (call: Call, claim: Claim): Promise<void> => leaveConflictsTogether(call, [claim])

/** The same of several at once, which the caller has locked. */
export const leaveConflictsTogether = async (call: Call, claims: readonly Claim[]): Promise<void> => {
  // Every claim in an open conflict carries the mark, written under the lock that the caller holds now.
  const marked = claims.filter(({ flags }) => flags.includes('competing'))
  if (marked.length === 0) return
  const free = await asApplication(call, 'conflicts', async (inner) => {
    const left: Claim[] = []
    for (const claim of marked) {
      await holdConflicts(inner, claim.customerTenantId)
      for (const conflictId of await conflictsToLeave(inner, claim)) await leave(inner, conflictId, claim.id)
      await inner.em.flush()
      if (!(await isCompeting(inner, claim.id))) left.push(claim)
    }
    return left
  })
  for (const claim of free) unmarkCompeting(claim, call.now)
}

const conflictsToLeave = async (call: Call, claim: Claim): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select f.id from conflict_party p join conflict f on f.id = p.conflict_id
    where p.claim_id = ${claim.id} and p.outcome is null and f.status <> 'decided'
      and not ${standsFor(sql`p.claim_id`, sql`f.item_key`)} order by f.id
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}

const leave = async (call: Call, conflictId: string, claimId: string): Promise<void> => {
  const conflict = await call.em.findOneOrFail(Conflict, { id: conflictId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  const parties = await call.em.find(ConflictParty, { conflictId, outcome: null })
  for (const party of parties.filter((each) => each.claimId === claimId)) party.outcome = 'lost'
  const left = parties.filter((each) => each.claimId !== claimId)
  happened(conflict, 'conflict.left', { claimId })
  if (isContested(left)) return
  for (const party of left) party.outcome = 'won'
  conflict.dissolve(left[0]?.claimId ?? null, call.now)
  await cancelTimer(call, conflict.id, 'conflict.evidence')
  await call.em.flush()
  for (const claim of await lockClaims(
    call,
    left.map((each) => each.claimId),
  ))
    if (!(await isCompeting(call, claim.id))) unmarkCompeting(claim, call.now)
}
