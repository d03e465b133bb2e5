import { sql } from 'kysely'
import { seenBy } from '../claims/exclusion.queries.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { EnquiryWish } from './enquiry.rules.ts'

interface EnquiryRow {
  id: string
  number: string
  address: string
  name: string
  wish: EnquiryWish
  words: string
  automationSuspected: boolean
  receivedAt: string
  /** The letter that the number is of; null: there is none. */
  letter: { customerName: string; partnerName: string; status: string } | null
  /** The letter went to this very mailbox. */
  isMailbox: boolean
  /** The address is of a domain that the customer's directory has verified. */
  isDomain: boolean
}

const shownEnquiries = 50

/** What was written without a link and nobody has looked at yet, oldest first; at most 50 and whether there are more. */
export const listOpenEnquiries = async (call: Call, personId: string) => {
  const { rows } = await sql<EnquiryRow>`
    select q.id, q.number, q.address, q.name, q.wish, q.words, q.automation_suspected as "automationSuspected",
      q.received_at::text as "receivedAt",
      case when c.id is not null then jsonb_build_object('customerName', c.customer_name, 'partnerName', o.name, 'status', c.status) end as letter,
      exists (select from consent_notice n join notice_recipient r on r.notice_id = n.id
        where n.claim_id = c.id and lower(r.address) = lower(q.address)) as "isMailbox",
      exists (select from tenant_domain d where d.customer_tenant_id = c.customer_tenant_id
        and lower(d.domain) = lower(split_part(q.address, '@', 2))) as "isDomain"
    from enquiry q left join claim c on c.id = q.claim_id left join organization o on o.id = c.organization_id
    where q.closed_at is null and (c.id is null or ${seenBy(personId)}) order by q.received_at, q.id limit ${shownEnquiries + 1}
  `.execute(call.em.getKysely())
  return {
    rows: rows.slice(0, shownEnquiries).map((row) => ({ ...row, receivedAt: isoOf(row.receivedAt) })),
    hasMore: rows.length > shownEnquiries,
  }
}
