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
const vendorOnly: ReadonlySet<string> = new Set([
  'claim.assigned',
  'claim.complained',
  'claim.held',
  'claim.holdLifted',
  'claim.leftToPerson',
  'claim.linksRenewed',
  'claim.reviewDue',
  'claim.sampled',
])

/** What a customer answers, whoever wrote it down. */
const answers: ReadonlySet<string> = new Set(['claim.consentRecorded', 'claim.denied'])

/** What only the partner's own people read: how they share the work among themselves. */
const partnerOnly: ReadonlySet<string> = new Set(['claim.nudged'])

/** Who did what and when, newest first. The partner learns that the customer answered, not who did. */
export const readHistory = async (call: Call, viewer: Viewer, claimId: string) => {
  const { rows } = await sql<EventRow>`
    select e.id, e.seq, e.type, e.at::text as at, e.actor_side as "actorSide", p.name as "actorName", e.data, e.personal, e.hash
    from event e left join person p on p.id = e.actor_id
    where e.aggregate_id = ${claimId} order by e.seq desc
  `.execute(call.em.getKysely())
  return rows.flatMap((row) => {
    const shown = shownTo(viewer, row)
    return shown ? [{ ...row, ...shown, at: isoOf(row.at) }] : []
  })
}

type Shown = Pick<EventRow, 'type' | 'actorSide' | 'data' | 'personal'>

/** What a reader may see of an event; undefined: not even that it happened (C40). */
export const shownTo = (viewer: Viewer, event: Shown): Pick<EventRow, 'data' | 'personal'> | undefined => {
  const { data, personal } = event
  if (viewer.side === 'vendor') return partnerOnly.has(event.type) ? undefined : { data, personal }
  if (vendorOnly.has(event.type)) return undefined
  // What came by the service desk is the customer's answer too.
  const isAnswer = event.actorSide === 'customer' || answers.has(event.type)
  return { data: shownData(event), personal: isAnswer ? sharedOnly(event) : personal }
}

/** A receipt's code opens its page, which names the mailbox that answered: a partner gets the kind of answer, no more. */
const shownData = ({ type, data }: Shown): EventRow['data'] =>
  type === 'claim.consentRecorded' ? { kind: data.kind ?? null } : data

/** A customer's comment reaches the partner only when the customer ticked so (T12). */
const sharedOnly = ({ data, personal }: Shown): EventRow['personal'] =>
  data.shared === true && personal && typeof personal.comment === 'string' ? { comment: personal.comment } : null
