import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { Claim } from './claim.entity.ts'

/**
 * One at a time for each customer. Without it two partners who submit in the same second would each find no rival, and
 * nobody would compare them before the second approval is refused, weeks later (CNF-R1).
 */
export const holdConflicts = async (call: Call, customerTenantId: string): Promise<void> => {
  const name = `conflict ${customerTenantId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(call.em.getKysely())
}

/** Locks claims in the order of their ids, so that two calls about the same ones wait instead of blocking each other. */
export const lockClaims = (call: Call, ids: readonly string[]): Promise<Claim[]> =>
  call.em.find(
    Claim,
    { id: { $in: [...new Set(ids)] } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  )

/** That another partner is recorded or asks, without who (CNF-R1, CLM-R21). */
export const markCompeting = (claim: Claim, now: Date): void => {
  if (claim.flags.includes('competing')) return
  claim.flags = [...claim.flags, 'competing']
  claim.changedAt = now
  happened(claim, 'claim.competing')
}

export const unmarkCompeting = (claim: Claim, now: Date): void => {
  if (!claim.flags.includes('competing')) return
  claim.flags = claim.flags.filter((flag) => flag !== 'competing')
  claim.changedAt = now
  happened(claim, 'claim.competingEnded')
}

/** Whether an item of the claim is in an open conflict. */
export const isCompeting = async (call: Call, claimId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from conflict_party p join conflict f on f.id = p.conflict_id
    where p.claim_id = ${claimId} and p.outcome is null and f.status <> 'decided' limit 1
  `.execute(call.em.getKysely())
  return rows.length > 0
}
