import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { AdministratorActor } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { unlessErased } from '../kernel/erased.rules.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'

/** Lines of the history a page. */
const pageSize = 50

/** What the customer reads of what happened to it; everything else that is chained is somebody's own business. */
const kinds = {
  'claim.noticeWritten': 'noticed',
  'claim.activated': 'started',
  'claim.ended': 'ended',
  'claim.itemsEnded': 'ended',
  'customer.partnerBlocked': 'blocked',
  'customer.partnerUnblocked': 'unblocked',
  'customer.partnerAllowed': 'allowed',
  'customer.partnerDisallowed': 'disallowed',
  'customer.policySet': 'policy_set',
  'customer.personInvited': 'invited',
  'customer.personRemoved': 'removed',
  'customer.administratorProven': 'proven',
  'customer.signedIn': 'signed_in',
} as const

const decisionKinds = {
  deny: 'denied',
  confirm: 'confirmed',
  undo_deny: 'undone',
  silence: 'silence',
  revoke: 'revoked',
} as const

interface EventRow {
  id: string
  position: string
  at: string
  type: keyof typeof kinds | 'claim.consentRecorded'
  decisionKind: keyof typeof decisionKinds | null
  partly: boolean
  by: string | null
  partnerName: string | null
  claimNumber: number | null
  items: string[]
  receipt: string | null
  detail: string | null
  about: string | null
}

/**
 * What was asked, answered, stopped and set at this customer, newest first, 50 at a time. Of revenue claims, which no
 * letter announces, the start; of all others the decision says it.
 */
export const readHistory = async (
  call: Call,
  installation: Installation,
  { customerTenantId, sessionId }: AdministratorActor,
  before: string | undefined,
) => {
  const binding = `portal.history ${sessionId} ${customerTenantId}`
  const [from = null] = before === undefined ? [] : readCursor(installation.keys.cursor, binding, before)
  const { rows } = await sql<EventRow>`
    select e.id, e.position::text, e.at::text as at, e.type, d.kind as "decisionKind",
      cardinality(d.item_ids) < (select count(*) from claim_item x where x.claim_id = c.id and x.decision = 'approved') as partly,
      case when d.id is null then e.personal ->> 'address' else coalesce(d.actor_address, p.address) end as by,
      o.name as "partnerName", c.number as "claimNumber", e.data ->> 'receipt' as receipt,
      coalesce(e.data ->> 'reason', e.data ->> 'mode') as detail,
      case e.type when 'customer.administratorProven' then e.personal ->> 'address' else e.personal ->> 'about' end as about,
      case when d.id is not null
        then (select coalesce(jsonb_agg(i.name order by i.position), '[]') from claim_item i where i.id::text = any(d.item_ids))
        when jsonb_typeof(e.data -> 'items') = 'array' then e.data -> 'items'
        else (select coalesce(jsonb_agg(i.name order by i.position), '[]') from claim_item i
          where i.claim_id = c.id and i.decision = 'approved') end as items
    from event e left join claim c on c.id = e.aggregate_id
      left join consent_decision d on e.type = 'claim.consentRecorded' and d.id = (e.data ->> 'decisionId')::uuid
      left join notice_recipient p on p.id = d.recipient_id
      left join organization o on o.id = coalesce(c.organization_id, (e.data ->> 'organizationId')::uuid)
    where (e.aggregate_id = ${customerTenantId}
        or e.aggregate_id in (select id from claim where customer_tenant_id = ${customerTenantId}))
      and e.type = any(${texts([...Object.keys(kinds), 'claim.consentRecorded'])})
      and (e.type <> 'claim.activated' or e.data ->> 'how' = 'revenue')
      and (${from}::bigint is null or e.position < ${from}::bigint)
    order by e.position desc limit ${pageSize + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? page.at(-1) : undefined
  return {
    events: page.map(shown),
    next: last ? writeCursor(installation.keys.cursor, binding, [last.position]) : null,
  }
}

const shown = ({ position: _position, type, decisionKind, partly, at, ...row }: EventRow) => ({
  ...row,
  at: isoOf(at),
  by: unlessErased(row.by),
  about: unlessErased(row.about),
  kind: kindOf(type, decisionKind, partly),
})

const kindOf = (type: EventRow['type'], decision: EventRow['decisionKind'], partly: boolean) => {
  if (type !== 'claim.consentRecorded') return kinds[type]
  const kind = decisionKinds[decision ?? 'silence']
  return kind === 'denied' && partly ? ('partly_denied' as const) : kind
}

/** Every receipt of the customer, oldest first, as it was signed: one JSON document a line. */
export const readReceipts = async (call: Call, { customerTenantId }: AdministratorActor): Promise<string> => {
  const { rows } = await sql<{ document: string }>`
    select r.document from consent_receipt r join claim c on c.id = r.claim_id
    where c.customer_tenant_id = ${customerTenantId} order by r.at, r.id
  `.execute(call.em.getKysely())
  return rows.map(({ document }) => `${document}\n`).join('')
}
