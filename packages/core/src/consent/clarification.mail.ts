import { sql } from 'kysely'
import type { Reaction } from '../kernel/dispatch.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import { inNeutralOrder, questionNumber } from './clarification.rules.ts'

interface AskedRow {
  recipientId: string
  linkId: string
  address: string
  name: string
  locale: string
  administers: boolean
  itemName: string
  askedAt: string
  dueAt: string
  vendorName: string
  timeZone: string
  customerName: string
  tenantId: string
  domain: string
  codePhrase: string | null
  partners: { id: string; name: string }[]
}

/**
 * One letter to each mailbox that is asked: at first, when the question changes, and as a reminder (CNF-R4, B.17). It
 * names both partners, whom the customer may know; neither of them gets it, and no address of theirs is in it (CNF-R6).
 */
export const sendQuestion: Reaction = async (call, event, installation) => {
  const { rows } = await sql<AskedRow>`
    select r.id as "recipientId", r.link_id as "linkId", r.address, r.name, r.locale, q.item_name as "itemName",
      q.asked_at::text as "askedAt", q.due_at::text as "dueAt", v.name as "vendorName", v.time_zone as "timeZone",
      t.name as "customerName", t.tenant_id as "tenantId", t.code_phrase as "codePhrase",
      coalesce((select min(d.domain) from tenant_domain d where d.customer_tenant_id = t.id), '') as domain,
      exists (select from tenant_admin a where a.customer_tenant_id = t.id and a.state <> 'removed'
        and lower(a.email) = lower(r.address)) as administers,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name)) from organization o
        where o.id in (q.incumbent_id, q.challenger_id)) as partners
    from clarification q join clarification_recipient r on r.clarification_id = q.id join vendor v on v.id = q.vendor_id
      join customer_tenant t on t.id = q.customer_tenant_id
    where q.id = ${event.aggregateId} and q.status = 'open' order by r.address, r.id
  `.execute(call.em.getKysely())
  for (const row of rows) {
    const [first, second] = inNeutralOrder(row.partners)
    if (!first || !second) continue
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: null,
      eventId: event.id,
      aggregateId: event.aggregateId,
      subjectId: row.recipientId,
      template: 'clarify-customer',
      recipient: row.address,
      recipientName: row.name,
      locale: row.locale,
      params: {
        letterNumber: questionNumber(event.aggregateId),
        vendorName: row.vendorName,
        timeZone: row.timeZone,
        sentAt: call.now.toISOString(),
        recipientKind: row.administers ? 'tenant_admin' : 'customer',
        recipientName: row.name,
        customerName: row.customerName,
        domain: row.domain,
        tenantId: row.tenantId,
        item: row.itemName,
        firstPartnerName: first.name,
        secondPartnerName: second.name,
        askedAt: new Date(row.askedAt).toISOString(),
        dueAt: new Date(row.dueAt).toISOString(),
        isReminder: event.type === 'clarification.reminded',
        questionUrl: `${installation.consentUrl}/por/${linkPlaceholder(row.linkId)}`,
        verifyUrl: `${installation.consentUrl}/verify`,
        privacyUrl: `${installation.consentUrl}/privacy`,
        ...(row.codePhrase && { codePhrase: row.codePhrase }),
      },
    })
  }
}
