import { sql } from 'kysely'
import type { Scope } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

/** Whose eyes: what a partner may not learn is not sent to a partner. */
export type Viewer = { side: 'partner'; scope: Scope } | { side: 'vendor' }

interface EventRow {
  id: string
  seq: number
  type: string
  at: string
  actorSide: string
  actorName: string | null
  data: { [key: string]: Json }
  personal: { [key: string]: Json } | null
  hash: string
}

/** What only the vendor's staff read in a claim's history. */
const vendorOnly: ReadonlySet<string> = new Set(['claim.checked', 'claim.notedInternally'])

/** Who did what and when, newest first. The partner learns that the customer answered, not who did. */
export const readHistory = async (call: Call, viewer: Viewer, claimId: string) => {
  const { rows } = await sql<EventRow>`
    select e.id, e.seq, e.type, e.at::text as at, e.actor_side as "actorSide", p.name as "actorName", e.data, e.personal, e.hash
    from event e left join person p on p.id = e.actor_id
    where e.aggregate_id = ${claimId} order by e.seq desc
  `.execute(call.em.getKysely())
  return rows
    .filter(({ type }) => viewer.side === 'vendor' || !vendorOnly.has(type))
    .map((row) => ({
      ...row,
      at: isoOf(row.at),
      data: viewer.side === 'vendor' ? row.data : shownData(row),
      personal: viewer.side === 'vendor' || row.actorSide !== 'customer' ? row.personal : sharedOnly(row),
    }))
}

/** A receipt's code opens its page, which names the mailbox that answered: a partner gets the kind of answer, no more. */
const shownData = ({ type, data }: EventRow): EventRow['data'] =>
  type === 'claim.consentRecorded' ? { kind: data.kind ?? null } : data

/** A customer's comment reaches the partner only when the customer ticked so (T12). */
const sharedOnly = ({ data, personal }: EventRow): EventRow['personal'] =>
  data.shared === true && personal && typeof personal.comment === 'string' ? { comment: personal.comment } : null
