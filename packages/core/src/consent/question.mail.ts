import { sql } from 'kysely'
import { commonParams, readFacts } from '../claims/claim.mail.ts'
import type { Mailbox } from '../claims/claim.mail.ts'
import type { Reaction } from '../kernel/dispatch.ts'
import { writeLetter } from '../letters/letter.entity.ts'

interface AskedRow extends Mailbox {
  body: string
  replyTo: string | null
}

/** A customer's question goes to the partner's contact on the claim, and to nobody else (B.2.3). */
export const sendCustomerQuestion: Reaction = async (call, event, installation) => {
  const { rows } = await sql<AskedRow>`
    select q.body, q.reply_to as "replyTo", k.email as address, k.name, coalesce(p.locale, 'en') as locale,
      coalesce(p.time_zone, v.time_zone) as "timeZone"
    from customer_question q join vendor v on v.id = q.vendor_id
      join claim_contact k on k.claim_id = q.claim_id and k.kind = 'partner'
      left join person p on p.vendor_id = q.vendor_id and p.email_normalised = lower(k.email)
    where q.id = ${String(event.data.questionId)}
  `.execute(call.em.getKysely())
  const [asked] = rows
  if (!asked) return
  const facts = await readFacts(call, event.aggregateId)
  writeLetter(call, {
    vendorId: event.vendorId,
    organizationId: event.organizationId,
    eventId: event.id,
    aggregateId: event.aggregateId,
    template: 'customer-question',
    recipient: asked.address,
    recipientName: asked.name,
    locale: asked.locale,
    params: {
      ...commonParams(call, event.aggregateId, installation, facts, asked),
      askedAt: event.at.toISOString(),
      question: asked.body,
      ...(asked.replyTo !== null && { replyTo: asked.replyTo }),
    },
  })
}
