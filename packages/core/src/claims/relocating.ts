import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { isActiveLocation } from '../organisations/location.rules.ts'
import { Location } from '../organisations/location.entity.ts'
import { Association } from './association.entity.ts'
import type { Claim } from './claim.entity.ts'
import { lockClaims } from './conflict.fence.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { endItems } from './ending.ts'

/** Claims that hold up a location that is to close: those the vendor has not decided, and those that are compared. */
const heldUp = sql`(c.status in ('submitted', 'under_review', 'action_required')
  or (c.status = 'approved' and 'competing' = any(c.flags)))`

/** Refuses with `OPEN_CLAIMS` while claims at the locations wait for a decision: withdraw or transfer them first (DIS-R3). */
export const refuseOpenClaims = async (call: Call, locationIds: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ number: number }>`
    select c.number from claim c where c.location_id = any(${uuids(locationIds)}) and ${heldUp} order by c.number
  `.execute(call.em.getKysely())
  if (rows.length === 0) return
  refuse('invalid', 'OPEN_CLAIMS', {
    rule: 'DIS-R3',
    params: { count: rows.length, numbers: rows.slice(0, 5).map(({ number }) => String(number)) },
  })
}

/** Ends what is in force at locations that close, and tells the customers (T18). Answers the claims that ended. */
export const endClaimsAt = async (call: Call, locationIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct c.id from claim c join association a on a.claim_id = c.id and a.status <> 'ended'
    where a.location_id = any(${uuids(locationIds)}) and c.status = 'approved'
  `.execute(call.em.getKysely())
  const claims = await lockClaims(
    call,
    rows.map(({ id }) => id),
  )
  for (const claim of claims.filter(({ status }) => status === 'approved')) {
    await endItems(call, claim, { reason: 'location_dissociated' })
    await leaveConflicts(call, claim)
  }
  return claims.map(({ id }) => id)
}

interface Transfer {
  /** Locations of one tree. */
  from: readonly string[]
  to: string
  /** Which claims; null: all that are open or in force. */
  claimIds: readonly string[] | null
}

/**
 * Gives claims and their associations of some locations to another one of the same organisation (DIS-R6). No customer is
 * written to: the organisation is unchanged, and the customer's page shows the new location. Answers the numbers of the
 * claims.
 * Refuses with `LOCATION_INACTIVE` a target that cannot claim, and with `NOT_FOUND` locations or claims of others.
 */
export const transferClaims = async (call: Call, { from, to, claimIds }: Transfer): Promise<number[]> => {
  const source = (await call.em.findOne(Location, { id: from[0]! })) ?? refuseAbsent()
  const target = (await call.em.findOne(Location, { id: to })) ?? refuseAbsent()
  if (source.organizationId !== target.organizationId) refuseAbsent()
  // One that closes with the others is as good as closed.
  const staysOpen = isActiveLocation(target.status) && (from.length === 1 || !from.includes(to))
  if (!staysOpen) refuse('invalid', 'LOCATION_INACTIVE', { field: 'to', rule: 'DIS-R6' })
  const { rows } = await sql<{ id: string }>`
    select id from claim where location_id = any(${uuids(from)}) and status in ('draft', 'submitted', 'under_review', 'action_required', 'approved')
      and ${claimIds === null ? sql`true` : sql`id = any(${uuids(claimIds)})`}
  `.execute(call.em.getKysely())
  if (claimIds !== null && rows.length < new Set(claimIds).size) refuseAbsent()
  const claims = await lockClaims(
    call,
    rows.map(({ id }) => id),
  )
  for (const claim of claims) claim.transfer(to, call.now)
  const ids = claims.map(({ id }) => id)
  await call.em.nativeUpdate(Association, { claimId: { $in: ids } }, { locationId: to })
  // Where one is open in the wizard too: finishing it would give it back. The next save of an open page is told.
  await sql`update claim_draft set input = jsonb_set(input, '{locationId}', to_jsonb(${to}::text)), version = version + 1
    where claim_id = any(${uuids(ids)})`.execute(call.em.getKysely())
  return claims.map(({ number }) => number)
}

/**
 * An item that stays ended. `taken`: another partner holds it. `own`: the partner does by a newer claim. `subscription`: it
 * is over. `blocked`: the customer lets this partner ask for nothing. `name`: another claim has the name of this one.
 */
export type ItemWithout = {
  claimNumber: number
  item: string
  why: 'taken' | 'own' | 'subscription' | 'blocked' | 'name'
}

interface Returned {
  claims: Claim[]
  /** What did not come back. */
  lost: ItemWithout[]
}

/**
 * Brings back what ended with a location, if nobody else holds it by now and the customer has not shut the partner out
 * (DIS-R5). Answers the claims that are in force again, for the conflicts that they may meet, and what stays ended.
 */
export const reinstateClaims = async (call: Call, claimIds: readonly string[], endedAt: Date): Promise<Returned> => {
  const returned: Returned = { claims: [], lost: [] }
  for (const claim of await lockClaims(call, claimIds)) {
    const items = await endedItems(call, claim, endedAt)
    const free = items.filter(({ taken }) => !taken)
    const shut = free.length === 0 ? null : await whyShut(call, claim)
    const lost = shut === null ? items.filter(({ taken }) => taken) : items
    returned.lost.push(
      ...lost.map(({ name, taken }) => ({ claimNumber: claim.number, item: name, why: taken ?? shut ?? 'taken' })),
    )
    if (lost.length === items.length) continue
    claim.reinstate(
      call.now,
      free.map(({ name }) => name),
    )
    const active = claim.consentState === 'not_applicable'
    const ids = free.map(({ associationId }) => associationId)
    for (const association of await call.em.find(Association, { id: { $in: ids } })) {
      association.reinstate(active)
      association.dataVisibleFrom = active ? call.now : null
    }
    if (active) claim.activate('revenue', call.now)
    await call.em.flush()
    returned.claims.push(claim)
  }
  return returned
}

interface EndedItem {
  associationId: string
  name: string
  taken: 'taken' | 'own' | 'subscription' | null
}

/** An item is taken when somebody else holds it, when this partner does by a newer claim, or when its subscription is over. */
const endedItems = async (call: Call, claim: Claim, endedAt: Date): Promise<EndedItem[]> => {
  const { rows } = await sql<EndedItem>`
    select a.id as "associationId", i.name,
      case when exists (select from association h where h.customer_tenant_id = a.customer_tenant_id and h.item_key = a.item_key
          and h.status <> 'ended' and h.organization_id <> a.organization_id) then 'taken'
        when exists (select from association h where h.customer_tenant_id = a.customer_tenant_id and h.item_key = a.item_key
          and h.status <> 'ended' and h.organization_id = a.organization_id and h.activity = a.activity) then 'own'
        when exists (select from subscription s where s.id = i.subscription_id and s.state = 'ended') then 'subscription' end as taken
    from association a join claim_item i on i.id = a.claim_item_id
    where a.claim_id = ${claim.id} and a.end_reason = 'location_dissociated' and a.ended_at = ${endedAt} order by i.position
  `.execute(call.em.getKysely())
  return rows
}

/** The customer has said since that this partner is to ask for nothing, or another claim has its name. */
const whyShut = async (call: Call, claim: Claim): Promise<'blocked' | 'name' | null> => {
  const { rows } = await sql<{ why: 'blocked' | 'name' }>`
    select 'blocked' as why from partner_rule where customer_tenant_id = ${claim.customerTenantId}
      and organization_id = ${claim.organizationId} and kind = 'blocked'
    union all select 'name' from claim where organization_id = ${claim.organizationId} and id <> ${claim.id}
      and lower(name) = lower(${claim.name}) and status in ('draft', 'submitted', 'under_review', 'action_required', 'approved')
    limit 1
  `.execute(call.em.getKysely())
  return rows[0]?.why ?? null
}
