import { sql } from 'kysely'
import type { LetterParams } from '@ofrecord/emails/letters'
import type { Json } from '../kernel/canonical.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { textOf } from '../kernel/words.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { commonParams, readFacts, toPartner } from './claim.mail.ts'
import { readMailboxesOf } from './comment.mail.ts'
import type { ReviewKind } from './choices.rules.ts'
import type { ClaimStatus } from './claim.rules.ts'
import { isForLeads, phaseOf } from './sla.rules.ts'

interface Desk {
  status: ClaimStatus
  reviewKind: ReviewKind
  reviewerId: string | null
  reviewerName: string | null
  slaDueAt: Date | string | null
  /** Those who may judge claims of this organisation. */
  leads: string[]
}

const readDesk = async (call: Call, claimId: string): Promise<Desk> => {
  const { rows } = await sql<Desk>`
    select c.status, c.review_kind as "reviewKind", c.reviewer_id as "reviewerId", r.name as "reviewerName",
      c.sla_due_at as "slaDueAt",
      (select coalesce(jsonb_agg(distinct s.person_id), '[]') from role_assignment s
        where s.vendor_id = c.vendor_id and s.organization_id is null and s.role = 'review_lead' and not exists (
          select from reviewer_exclusion x where x.person_id = s.person_id and x.organization_id = c.organization_id)) as leads
    from claim c left join person r on r.id = c.reviewer_id where c.id = ${claimId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** Not any more when the claim was decided, or taken by somebody with days of their own, before it was written. */
const isStillDue = (desk: Desk, event: Told): boolean =>
  desk.slaDueAt !== null && new Date(desk.slaDueAt).toISOString() === event.data.dueAt

/** To the vendor's own people; it belongs to no organisation, so that no partner reads who was reminded. */
const reviewDue: Reaction = async (call, event, installation) => {
  const desk = await readDesk(call, event.aggregateId)
  const phase = phaseOf(desk)
  if (!phase || !isStillDue(desk, event)) return
  const leads = isForLeads(phase, desk.reviewerId) ? desk.leads : []
  const people = new Set(desk.reviewerId && phase !== 'queue' ? [...leads, desk.reviewerId] : leads)
  const facts = await readFacts(call, event.aggregateId)
  for (const mailbox of await readMailboxesOf(call, [...people])) {
    const params: LetterParams['review-due'] = {
      ...commonParams(call, event.aggregateId, installation, facts, mailbox),
      claimUrl: `${installation.publicUrl}/review/${event.aggregateId}`,
      dueAt: String(event.data.dueAt),
      phase,
      ...(phase !== 'queue' && desk.reviewerName !== null && { reviewerName: desk.reviewerName }),
    }
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: null,
      eventId: event.id,
      aggregateId: event.aggregateId,
      template: 'review-due',
      recipient: mailbox.address,
      recipientName: mailbox.name,
      locale: mailbox.locale,
      params,
    })
  }
}

const disputeReminder = toPartner('dispute-reminder', async (event, _facts, locale, call) => {
  const { rows } = await sql<{ at: Date | string; reasons: Json }>`
    select at, data -> 'reasons' as reasons from event
    where aggregate_id = ${event.aggregateId} and type = 'claim.rejected' order by seq desc limit 1
  `.execute(call.em.getKysely())
  const reasons = Array.isArray(rows[0]?.reasons) ? rows[0].reasons : []
  return {
    rejectedAt: new Date(rows[0]?.at ?? event.at).toISOString(),
    dueAt: String(event.data.dueAt),
    reasons: reasons.map((reason) => textOf(`claims_reason_${String(reason)}`, locale)),
  }
})

const infected = toPartner('evidence-infected', async (event, _facts, _locale, call) => {
  const { rows } = await sql<{ fileName: string }>`
    select file_name as "fileName" from evidence where id = ${String(event.data.evidenceId)}
  `.execute(call.em.getKysely())
  return { foundAt: event.at.toISOString(), fileName: rows[0]?.fileName ?? '' }
})

/** What runs out, what is about to, and what was found when nobody looked (B.17, T17, C19). */
export const deadlineLetters: Readonly<Record<string, Reaction>> = {
  'claim.reviewDue': reviewDue,
  'claim.disputeReminded': async (call, event, installation) => {
    const { status } = await readDesk(call, event.aggregateId)
    if (status === 'rejected') await disputeReminder(call, event, installation)
  },
  'claim.subscriptionEnding': toPartner('subscription-ending', (event) => ({
    endsAt: new Date(String(event.data.endsAt)).toISOString(),
    items: Array.isArray(event.data.items) ? event.data.items.map(String) : [],
  })),
  'claim.evidenceScanned': async (call, event, installation) => {
    if (event.data.scanState === 'infected') await infected(call, event, installation)
  },
}
