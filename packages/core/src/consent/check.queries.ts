import { sql } from 'kysely'
import { seenBy } from '../claims/exclusion.queries.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CheckFinding } from './finding.rules.ts'
import type { DenialReason } from './consent.rules.ts'
import type { ConsentDecision } from './notice.entity.ts'

interface AnswerRow {
  id: string
  kind: ConsentDecision['kind']
  at: string
  address: string | null
  capacity: 'customer' | 'tenant_admin' | null
  reasons: DenialReason[]
  comment: string | null
  shareComment: boolean
  automationSuspected: boolean
  items: string[]
  receipt: string
  checkId: string | null
  checkClosedAt: string | null
  checkClosedBy: string | null
  finding: CheckFinding | null
  note: string | null
}

/** What the customer answered about a claim, newest first. */
export const listAnswers = async (call: Call, personId: string, claimId: string) => {
  const { rows } = await sql<AnswerRow>`
    select d.id, d.kind, d.at::text as at, n.address, n.kind as capacity, to_jsonb(d.reasons) as reasons, d.comment,
      d.share_comment as "shareComment", d.automation_suspected as "automationSuspected",
      (select coalesce(jsonb_agg(i.name order by i.position), '[]') from claim_item i
        where i.claim_id = d.claim_id and i.id::text = any(d.item_ids)) as items,
      r.code as receipt, k.id as "checkId", k.closed_at::text as "checkClosedAt", p.name as "checkClosedBy", k.finding, k.note
    from consent_decision d join claim c on c.id = d.claim_id join consent_receipt r on r.decision_id = d.id
      left join notice_recipient n on n.id = d.recipient_id
      left join partner_check k on k.decision_id = d.id left join person p on p.id = k.closed_by
    where d.claim_id = ${claimId} and ${seenBy(personId)} order by d.id desc
  `.execute(call.em.getKysely())
  return rows.map(({ checkId, checkClosedAt, checkClosedBy, finding, note, ...row }) => ({
    ...row,
    at: isoOf(row.at),
    check:
      checkId === null
        ? null
        : { id: checkId, closedAt: isoOrNull(checkClosedAt), closedBy: checkClosedBy, finding, note },
  }))
}

interface OpenCheckRow {
  id: string
  claimId: string
  number: number
  name: string
  customerName: string
  organizationName: string
  openedAt: string
}

const shownChecks = 50

/** Partners that a customer says it does not know and nobody has looked at yet, oldest first. */
export const listOpenChecks = async (call: Call, personId: string) => {
  const { rows } = await sql<OpenCheckRow>`
    select k.id, k.claim_id as "claimId", c.number, c.name, c.customer_name as "customerName",
      o.name as "organizationName", k.opened_at::text as "openedAt"
    from partner_check k join claim c on c.id = k.claim_id join organization o on o.id = c.organization_id
    where k.closed_at is null and ${seenBy(personId)} order by k.opened_at, k.id limit ${shownChecks + 1}
  `.execute(call.em.getKysely())
  return {
    rows: rows.slice(0, shownChecks).map((row) => ({ ...row, openedAt: isoOf(row.openedAt) })),
    hasMore: rows.length > shownChecks,
  }
}
