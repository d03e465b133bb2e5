import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { readClaim } from './claim.queries.ts'
import type { ConflictStatus, PartyRole } from './conflict.rules.ts'

/** In a larger statement: the claim is before the vendor, or in force, for this item. */
export const standsFor = (
  claimId: RawBuilder<unknown>,
  itemKey: RawBuilder<unknown>,
): RawBuilder<boolean> => sql`exists (
  select from claim sc join claim_item si on si.claim_id = sc.id and si.item_key = ${itemKey} and si.decision in ('pending', 'approved')
  where sc.id = ${claimId} and (sc.status in ('submitted', 'under_review', 'action_required') or (sc.status = 'approved'
    and exists (select from association sa where sa.claim_item_id = si.id and sa.status <> 'ended'))))`

/** Over `conflict f`: nobody judges a conflict in which an organisation stands that they are excluded from. */
export const conflictSeenBy = (personId: string): RawBuilder<boolean> => sql`not exists (
  select from conflict_party xp join reviewer_exclusion x on x.organization_id = xp.organization_id
  where xp.conflict_id = f.id and x.person_id = ${personId})`

/** Refuses with `NOT_FOUND` what the reader may not judge, like what is not there. */
export const refuseUnseen = async (call: Call, conflictId: string): Promise<void> => {
  const { personId } = call.actor as PersonActor
  const { rows } = await sql`select from conflict f where f.id = ${conflictId} and ${conflictSeenBy(personId)}`.execute(
    call.em.getKysely(),
  )
  if (rows.length === 0) refuseAbsent()
}

interface ConflictRow {
  id: string
  status: ConflictStatus
  itemName: string
  customerName: string
  openedAt: string
  evidenceDueAt: string | null
  /** Whether the customer was asked, and what became of it (CNF-R4). */
  question: 'open' | 'answered' | 'escalated' | null
  /** Those who are still in it, the incumbent first. */
  parties: { organizationName: string; role: PartyRole; claimNumber: number }[]
}

/** Conflicts that wait for a decision, oldest first, by page. */
export const listConflicts = async (
  call: Call,
  cursorKey: Uint8Array,
  { cursor, size }: { cursor: string | null; size: number },
): Promise<{ rows: ConflictRow[]; nextCursor: string | null }> => {
  const { personId } = call.actor as PersonActor
  const binding = `conflicts ${personId}`
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const beyond = after ? sql`(f.opened_at, f.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`
  const { rows } = await sql<ConflictRow>`
    select f.id, f.status, f.item_name as "itemName", t.name as "customerName", f.opened_at::text as "openedAt",
      f.evidence_due_at::text as "evidenceDueAt", (select q.status from clarification q where q.conflict_id = f.id) as question,
      (select jsonb_agg(jsonb_build_object('organizationName', o.name, 'role', p.role, 'claimNumber', c.number)
          order by p.role desc, p.joined_at, c.number)
        from conflict_party p join organization o on o.id = p.organization_id join claim c on c.id = p.claim_id
        where p.conflict_id = f.id and p.outcome is null) as parties
    from conflict f join customer_tenant t on t.id = f.customer_tenant_id
    where f.status <> 'decided' and ${conflictSeenBy(personId)} and ${beyond}
    order by f.opened_at, f.id limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map((row) => ({ ...row, openedAt: isoOf(row.openedAt), evidenceDueAt: isoOrNull(row.evidenceDueAt) })),
    nextCursor: last ? writeCursor(cursorKey, binding, [last.openedAt, last.id]) : null,
  }
}

interface HeadRow {
  id: string
  version: number
  status: ConflictStatus
  itemName: string
  customerName: string
  openedAt: string
  evidenceDueAt: string | null
  customerAskedAt: string | null
  decidedAt: string | null
  decidedByName: string | null
  winnerClaimId: string | null
  rationale: string
}

interface PartyRow {
  claimId: string
  role: PartyRole
  joinedAt: string
  askedAt: string | null
  answeredAt: string | null
  outcome: 'won' | 'lost' | null
  heldSince: string | null
}

/** One conflict with both sides as they stand (CNF-R3): the claims as a reviewer reads them, and what happened here. */
export const readConflict = async (call: Call, conflictId: string) => {
  await refuseUnseen(call, conflictId)
  const { rows } = await sql<HeadRow>`
    select f.id, f.version, f.status, f.item_name as "itemName", t.name as "customerName", f.opened_at::text as "openedAt",
      f.evidence_due_at::text as "evidenceDueAt", f.customer_asked_at::text as "customerAskedAt", f.decided_at::text as "decidedAt", r.name as "decidedByName",
      f.winner_claim_id as "winnerClaimId", f.rationale
    from conflict f join customer_tenant t on t.id = f.customer_tenant_id left join person r on r.id = f.decided_by
    where f.id = ${conflictId}
  `.execute(call.em.getKysely())
  const head = rows[0]!
  return {
    ...head,
    openedAt: isoOf(head.openedAt),
    evidenceDueAt: isoOrNull(head.evidenceDueAt),
    customerAskedAt: isoOrNull(head.customerAskedAt),
    decidedAt: isoOrNull(head.decidedAt),
    parties: await readParties(call, conflictId),
    events: await readEvents(call, conflictId),
  }
}
export type ConflictPage = Awaited<ReturnType<typeof readConflict>>

/** A claim that went back to its partner's desk left the conflict, and its page with it (C20). */
const readParties = async (call: Call, conflictId: string) => {
  const { rows } = await sql<PartyRow>`
    select p.claim_id as "claimId", p.role, p.joined_at::text as "joinedAt", p.asked_at::text as "askedAt",
      p.answered_at::text as "answeredAt", p.outcome, a.created_at::text as "heldSince"
    from conflict_party p join conflict f on f.id = p.conflict_id join claim c on c.id = p.claim_id
      left join association a on a.claim_id = p.claim_id and a.item_key = f.item_key and a.status in ('in_consent_window', 'active')
    where p.conflict_id = ${conflictId} and c.status <> 'draft' order by p.role desc, p.joined_at, c.number
  `.execute(call.em.getKysely())
  const parties = []
  for (const row of rows)
    parties.push({
      ...row,
      joinedAt: isoOf(row.joinedAt),
      askedAt: isoOrNull(row.askedAt),
      answeredAt: isoOrNull(row.answeredAt),
      heldSince: isoOrNull(row.heldSince),
      claim: await readClaim(call, { side: 'vendor' }, row.claimId),
    })
  return parties
}

interface EventRow {
  id: string
  type: string
  at: string
  actorName: string | null
  data: { [key: string]: Json }
}

const readEvents = async (call: Call, conflictId: string): Promise<EventRow[]> => {
  const { rows } = await sql<EventRow>`
    select e.id, e.type, e.at::text as at, p.name as "actorName", e.data
    from event e left join person p on p.id = e.actor_id where e.aggregate_id = ${conflictId} order by e.seq desc
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}
