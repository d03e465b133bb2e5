import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Association } from './association.entity.ts'
import type { Claim } from './claim.entity.ts'
import { ConflictParty } from './conflict.entity.ts'
import { lockClaims } from './conflict.fence.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { standsFor } from './conflict.queries.ts'
import { endItems } from './ending.ts'

/** Refuses with `CONFLICT_OPEN` to approve a claim while one of its items is being compared (T7). */
export const refuseOpenConflicts = async (call: Call, claim: Claim): Promise<void> => {
  const { rows } = await sql<{ item: string }>`
    select f.item_name as item from conflict_party p join conflict f on f.id = p.conflict_id
    where p.claim_id = ${claim.id} and p.outcome is null and f.status <> 'decided'
      and ${standsFor(sql`p.claim_id`, sql`f.item_key`)} order by f.item_name limit 1
  `.execute(call.em.getKysely())
  if (rows[0]) refuse('conflict', 'CONFLICT_OPEN', { rule: 'T7', params: { item: rows[0].item } })
}

/**
 * Items that another organisation still holds although this claim won them: its association is `reserved` until the
 * customer's window ends without a no (CNF-R8).
 */
export const yieldingItems = async (call: Call, claim: Claim): Promise<Set<string>> => {
  const { rows } = await sql<{ itemKey: string }>`
    select a.item_key as "itemKey" from conflict f join conflict_party p on p.conflict_id = f.id and p.outcome = 'lost'
    join association a on a.claim_id = p.claim_id and a.item_key = f.item_key and a.status in ('in_consent_window', 'active')
    where f.winner_claim_id = ${claim.id} and f.status = 'decided' and f.rationale <> ''
  `.execute(call.em.getKysely())
  return new Set(rows.map(({ itemKey }) => itemKey))
}

/**
 * The moment a winner's association becomes active: whoever held the item is `superseded` first, since the database
 * knows one holder at an instant, and with the last item its claim ends (CNF-R5, T18). All in the caller's transaction.
 */
export const handOver = async (call: Call, claim: Claim, effectiveAt: Date): Promise<void> => {
  const reserved = await call.em.find(Association, { claimId: claim.id, status: 'reserved' })
  if (reserved.length === 0) return
  const held = await call.em.find(Association, {
    customerTenantId: claim.customerTenantId,
    itemKey: { $in: reserved.map(({ itemKey }) => itemKey) },
    organizationId: { $ne: claim.organizationId },
    status: { $in: ['in_consent_window', 'active'] },
  })
  for (const loser of await lockClaims(
    call,
    held.map(({ claimId }) => claimId),
  )) {
    const itemIds = held.filter(({ claimId }) => claimId === loser.id).map(({ claimItemId }) => claimItemId)
    await endItems({ ...call, now: effectiveAt }, loser, { reason: 'superseded', itemIds })
    await leaveConflicts(call, loser)
  }
  await call.em.flush()
  for (const association of reserved) association.activate(effectiveAt)
  // Whoever asks for the item now asks for what this claim holds.
  await call.em.nativeUpdate(ConflictParty, { claimId: claim.id, outcome: null }, { role: 'incumbent' })
}
