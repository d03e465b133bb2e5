import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { lockClaims } from '../claims/conflict.fence.ts'
import { leaveConflictsTogether } from '../claims/conflict.leaving.ts'
import { standsFor } from '../claims/conflict.queries.ts'
import { endItems } from '../claims/ending.ts'
import { ClaimItem } from '../claims/parts.entity.ts'
import { cancelRemindersOf } from '../claims/reminding.ts'
import { endWatches } from '../claims/sla.ts'
import { cancelTimersOf } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Claim } from '../claims/claim.entity.ts'

interface Duplicate {
  claimId: string
  itemKey: string
}

/**
 * What both organisations claim of one customer is one company's now (MRG-R6): whoever holds the item keeps it, of two
 * who only ask the one who asked first. The other's item is closed as `merged_duplicate`, and with its last item the
 * claim; their conflict is over. Answers the numbers of the claims that lost an item.
 */
export const collapseClaims = async (call: Call, organizationIds: readonly string[]): Promise<number[]> => {
  const duplicates = await findDuplicates(call, organizationIds)
  const keys = Map.groupBy(duplicates, ({ claimId }) => claimId)
  const claims = await lockClaims(call, [...keys.keys()])
  const items = await call.em.find(ClaimItem, { claimId: { $in: [...keys.keys()] } })
  const itemsOf = Map.groupBy(items, ({ claimId }) => claimId)
  const closed = claims.map((claim) => ({
    claim,
    items: itemsOf.get(claim.id) ?? [],
    keys: new Set(keys.get(claim.id)?.map(({ itemKey }) => itemKey)),
  }))
  await closeItems(call, closed)
  await leaveConflictsTogether(call, claims)
  return claims.map(({ number }) => number)
}

const findDuplicates = async (call: Call, organizationIds: readonly string[]): Promise<Duplicate[]> => {
  const { rows } = await sql<Duplicate>`
    with standing as (
      select c.id as claim_id, c.organization_id, c.customer_tenant_id, i.item_key, c.submitted_at, c.number,
        exists (select from association h where h.claim_item_id = i.id and h.status in ('in_consent_window', 'active')) as held
      from claim c join claim_item i on i.claim_id = c.id
      where c.organization_id = any(${uuids(organizationIds)}) and c.status in ('submitted', 'under_review', 'action_required', 'approved')
        and i.decision in ('pending', 'approved') and ${standsFor(sql`c.id`, sql`i.item_key`)}),
    ranked as (
      select s.*, first_value(organization_id) over items as keeper,
        count(*) filter (where organization_id = ${organizationIds[0]}) over every as of_first, count(*) over every as of_all
      from standing s
      window items as (partition by customer_tenant_id, item_key order by held desc, submitted_at, number),
        every as (partition by customer_tenant_id, item_key))
    select claim_id as "claimId", item_key as "itemKey" from ranked
    where of_first between 1 and of_all - 1 and organization_id <> keeper and not held order by claim_id, item_key
  `.execute(call.em.getKysely())
  return rows
}

interface Closing {
  claim: Claim
  items: ClaimItem[]
  keys: ReadonlySet<string>
}

/** All at once: each change that is written by itself makes the mapper look through everything that it holds. */
const closeItems = async (call: Call, all: readonly Closing[]): Promise<void> => {
  const { held = [], asking = [] } = Object.groupBy(all, ({ claim: { status } }) =>
    status === 'approved' ? 'held' : 'asking',
  )
  for (const { claim, items, keys } of held)
    await endItems(call, claim, {
      reason: 'merged_duplicate',
      itemIds: items.filter(({ itemKey }) => keys.has(itemKey)).map(({ id }) => id),
    })
  for (const { items, keys } of asking)
    for (const item of items.filter(({ itemKey }) => keys.has(itemKey))) {
      item.decision = 'removed'
      item.decisionReason = 'merged_duplicate'
    }
  const over = asking
    .filter(({ items }) => !items.some(({ decision }) => decision === 'pending' || decision === 'approved'))
    .map(({ claim }) => claim)
  for (const claim of over) claim.withdraw('merged_duplicate', call.now)
  const ids = over.map(({ id }) => id)
  await cancelTimersOf(call, ids, ['claim.actionRequired'])
  await cancelRemindersOf(call, ids)
  await endWatches(call, over)
}
