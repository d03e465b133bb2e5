import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Claim } from './claim.entity.ts'
import { Conflict, ConflictParty } from './conflict.entity.ts'
import { holdConflicts, lockClaims, markCompeting } from './conflict.fence.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import type { PartyRole } from './conflict.rules.ts'
import { challengeAgainDays } from './conflict.rules.ts'
import { standsFor } from './conflict.queries.ts'
import { ClaimItem } from './parts.entity.ts'

interface Rival {
  itemKey: string
  itemName: string
  /** How this claim stands to the item, and how the rival does. */
  role: PartyRole
  rivalRole: PartyRole
  claimId: string
  organizationId: string
}

/**
 * Compares a claim that has just come to the vendor, or is in force again, with everybody else's (CNF-R1): for each item
 * that another organisation holds or asks for, a conflict is opened or joined, and every claim concerned is marked
 * `competing`. Two claims of one organisation are none (C39). Refuses a submission with `CHALLENGE_TOO_SOON` (CNF-R7).
 */
export const openConflicts = async (call: Call, claim: Claim): Promise<void> => {
  await leaveConflicts(call, claim)
  if (claim.reviewKind === 'dispute') await reopenItems(call, claim)
  const found = await asApplication(call, 'conflicts', async (inner) => {
    await holdConflicts(inner, claim.customerTenantId)
    if (claim.status === 'submitted') await refuseTooSoon(inner, claim)
    return joinAll(inner, claim, await findRivals(inner, claim))
  })
  if (found) markCompeting(claim, call.now)
}

/** Of a claim that was refused as a whole, the objection is about the items that another partner got, too (T15). */
const reopenItems = async (call: Call, claim: Claim): Promise<void> => {
  const items = await call.em.find(ClaimItem, { claimId: claim.id })
  if (items.some(({ decision }) => decision === 'pending')) return
  for (const item of items.filter(({ decisionReason }) => decisionReason === 'other_partner_recorded')) {
    item.decision = 'pending'
    item.decisionReason = null
  }
}

/** A document that was there before the decision opens nothing, also not under another name. */
const refuseTooSoon = async (call: Call, claim: Claim): Promise<void> => {
  const { rows } = await sql<{ item: string; decidedAt: string }>`
    select f.item_name as item, f.decided_at::text as "decidedAt"
    from claim_item mine join conflict f on f.customer_tenant_id = ${claim.customerTenantId} and f.item_key = mine.item_key
      and f.status = 'decided' and f.rationale <> ''
    join conflict_party p on p.conflict_id = f.id and p.organization_id = ${claim.organizationId}
      and p.role = 'challenger' and p.outcome = 'lost'
    join claim_item lost on lost.claim_id = p.claim_id and lost.item_key = f.item_key
      and lost.decision_reason = 'other_partner_recorded'
    where mine.claim_id = ${claim.id} and mine.decision = 'pending' and not exists (
      select from evidence e where e.claim_id = ${claim.id} and e.removed_at is null and e.uploaded_at > f.decided_at
        and not exists (select from evidence o where o.organization_id = e.organization_id and o.sha256 = e.sha256
          and o.uploaded_at <= f.decided_at))
    order by f.decided_at desc limit 1
  `.execute(call.em.getKysely())
  const [last] = rows
  if (!last) return
  const allowedAt = daysAfter(new Date(last.decidedAt), challengeAgainDays)
  if (isPast(allowedAt, call.now)) return
  refuse('conflict', 'CHALLENGE_TOO_SOON', {
    rule: 'CNF-R7',
    params: { item: last.item, allowedAt: allowedAt.toISOString() },
  })
}

const heldBy = (item: string) =>
  sql`exists (select from association h where h.claim_item_id = ${sql.ref(`${item}.id`)} and h.status in ('in_consent_window', 'active'))`

/** Whoever has won against the other stands beside it until the customer's window ends: that was decided already. */
const findRivals = async (call: Call, claim: Claim): Promise<Rival[]> => {
  const { rows } = await sql<Rival>`
    select i.item_key as "itemKey", i.name as "itemName", c.id as "claimId", c.organization_id as "organizationId",
      case when ${heldBy('mine')} then 'incumbent' else 'challenger' end as role,
      case when ${heldBy('i')} then 'incumbent' else 'challenger' end as "rivalRole"
    from claim_item mine join claim_item i on i.item_key = mine.item_key join claim c on c.id = i.claim_id
    where mine.claim_id = ${claim.id} and c.customer_tenant_id = ${claim.customerTenantId}
      and c.organization_id <> ${claim.organizationId}
      and ${standsFor(sql`mine.claim_id`, sql`mine.item_key`)} and ${standsFor(sql`c.id`, sql`i.item_key`)}
      and not exists (select from conflict f join conflict_party p on p.conflict_id = f.id and p.outcome = 'lost'
        where f.customer_tenant_id = c.customer_tenant_id and f.item_key = i.item_key and f.status = 'decided' and f.rationale <> ''
          and ((f.winner_claim_id = ${claim.id} and p.claim_id = c.id)
            or (f.winner_claim_id = c.id and p.claim_id = ${claim.id} and p.role = 'incumbent')))
    order by i.item_key, c.id
  `.execute(call.em.getKysely())
  return rows
}

/** Answers whether a conflict came of it: a rival may have been taken back while this call waited for its row. */
const joinAll = async (call: Call, claim: Claim, rivals: readonly Rival[]): Promise<boolean> => {
  if (rivals.length === 0) return false
  const claims = new Map(
    (
      await lockClaims(
        call,
        rivals.map(({ claimId }) => claimId),
      )
    ).map((each) => [each.id, each]),
  )
  const standing = rivals.filter(({ claimId }) => rivalStatuses.has(claims.get(claimId)?.status ?? ''))
  for (const itemKey of new Set(standing.map((rival) => rival.itemKey)))
    await joinConflict(
      call,
      claim,
      standing.filter((rival) => rival.itemKey === itemKey),
    )
  for (const { claimId } of standing) markCompeting(claims.get(claimId)!, call.now)
  return standing.length > 0
}

const rivalStatuses: ReadonlySet<string> = new Set(['submitted', 'under_review', 'action_required', 'approved'])

const joinConflict = async (call: Call, claim: Claim, rivals: readonly Rival[]): Promise<void> => {
  const { itemKey, itemName, role } = rivals[0]!
  const { customerTenantId, vendorId } = claim
  const open = await call.em.findOne(Conflict, { customerTenantId, itemKey, status: { $ne: 'decided' } })
  const conflict =
    open ??
    call.em.create(Conflict, { id: newId(call.now), vendorId, customerTenantId, itemKey, itemName, openedAt: call.now })
  call.em.persist(conflict)
  const sides = [
    { claimId: claim.id, organizationId: claim.organizationId, role },
    ...rivals.map((rival) => ({ claimId: rival.claimId, organizationId: rival.organizationId, role: rival.rivalRole })),
  ]
  const known = await call.em.find(ConflictParty, { conflictId: conflict.id })
  for (const side of sides) seat(call, conflict, side, known)
  happened(conflict, open ? 'conflict.joined' : 'conflict.opened', { claims: sides.map(({ claimId }) => claimId) })
  await call.em.flush()
  // Whoever has the page of two open decides on three.
  if (open) await sql`update conflict set version = version + 1 where id = ${conflict.id}`.execute(call.em.getKysely())
}

/** A side that had left and comes again sits where it sat. */
const seat = (
  call: Call,
  conflict: Conflict,
  side: Pick<ConflictParty, 'claimId' | 'organizationId' | 'role'>,
  known: readonly ConflictParty[],
): void => {
  const seated = known.find(({ claimId }) => claimId === side.claimId)
  if (seated) {
    seated.outcome = null
    return
  }
  const { id: conflictId, vendorId } = conflict
  call.em.persist(call.em.create(ConflictParty, { ...side, conflictId, vendorId, joinedAt: call.now }))
}
