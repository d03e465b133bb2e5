import { sql } from 'kysely'
import { questionNumber } from '../consent/clarification.rules.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import type { ReferenceRejectReason, ReferenceState } from './reference.rules.ts'

interface Facts {
  id: string
  state: ReferenceState
  vendorId: string
  vendorName: string
  timeZone: string
  organizationId: string
  partnerName: string
  locationName: string
  company: string
  contactName: string
  contactEmail: string
  contactLanguage: string
  projectTitle: string
  startedOn: string
  endedOn: string
  quotingAsked: boolean
  quotingAllowed: boolean
  sentAt: string
  dueAt: string
  answeredAt: string | null
  answeredName: string | null
  answeredRole: string | null
  rejectReason: ReferenceRejectReason | null
  comment: string | null
  expiresAt: string | null
  suggested: boolean
  counts: { competencyName: string; locationName: string } | null
  linkId: string | null
  withdrawLinkId: string | null
}

const readFacts = async (call: Call, referenceId: string): Promise<Facts | undefined> => {
  const link = (purpose: string) => sql`(select k.id from link k where k.subject_id = r.id and k.purpose = ${purpose}
    and k.revoked_at is null limit 1)`
  const { rows } = await sql<Facts>`
    select r.id, r.state, r.vendor_id as "vendorId", v.name as "vendorName", v.time_zone as "timeZone",
      r.organization_id as "organizationId", o.name as "partnerName", l.name as "locationName", r.company,
      r.contact_name as "contactName", r.contact_email as "contactEmail", r.contact_language as "contactLanguage",
      r.project_title as "projectTitle", r.started_on::text as "startedOn", r.ended_on::text as "endedOn",
      r.quoting_asked as "quotingAsked", r.quoting_allowed as "quotingAllowed", r.sent_at::text as "sentAt", r.due_at::text as "dueAt",
      r.answered_at::text as "answeredAt", r.answered_name as "answeredName", r.answered_role as "answeredRole",
      r.reject_reason as "rejectReason", case when r.comment_shared then r.comment end as comment, r.expires_at::text as "expiresAt",
      r.suggestion is not null as suggested, ${link('reference')} as "linkId", ${link('reference_withdraw')} as "withdrawLinkId",
      (select jsonb_build_object('competencyName', coalesce(c.name, a.competency), 'locationName', al.name)
        from reference_assignment a join location al on al.id = a.location_id
          left join competency c on c.vendor_id = a.vendor_id and c.code = a.competency
        where a.reference_id = r.id and a.ended_at is null) as counts
    from customer_reference r join vendor v on v.id = r.vendor_id join organization o on o.id = r.organization_id
      join location l on l.id = r.location_id where r.id = ${referenceId}
  `.execute(call.em.getKysely())
  return rows[0]
}

const iso = (at: string): string => new Date(at).toISOString()

const about = (event: Told, facts: Facts) => ({
  vendorId: facts.vendorId,
  organizationId: facts.organizationId,
  eventId: event.id,
  aggregateId: facts.id,
})

const common = (call: Call, facts: Facts) => ({
  vendorName: facts.vendorName,
  sentAt: call.now.toISOString(),
  letterNumber: questionNumber(facts.id),
  customerName: facts.company,
  projectTitle: facts.projectTitle,
  locationName: facts.locationName,
})

const asked = (call: Call, { consentUrl }: Installation, facts: Facts) => ({
  ...common(call, facts),
  timeZone: facts.timeZone,
  recipientName: facts.contactName,
  partnerName: facts.partnerName,
  startedOn: facts.startedOn,
  endedOn: facts.endedOn,
  verifyUrl: `${consentUrl}/verify`,
  privacyUrl: `${consentUrl}/privacy`,
})

const toContact = (event: Told, facts: Facts) => ({
  ...about(event, facts),
  recipient: facts.contactEmail,
  recipientName: facts.contactName,
  locale: facts.contactLanguage,
})

/** The request, at first and again, and its reminders (B.5.2); none once it was answered or taken back. */
const askContact: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (facts?.state !== 'awaiting_customer' || !facts.linkId) return
  writeLetter(call, {
    ...toContact(event, facts),
    template: event.type === 'reference.reminded' ? 'reference-reminder' : 'reference-confirmation',
    params: {
      ...asked(call, installation, facts),
      askedAt: iso(facts.sentAt),
      dueAt: iso(facts.dueAt),
      quotingAsked: facts.quotingAsked,
      referenceUrl: `${installation.consentUrl}/reference/${linkPlaceholder(facts.linkId)}`,
    },
  })
}

/** The contact gets a copy with the way back: somebody else may have answered for them (L9). */
const sendReceipt = (call: Call, event: Told, installation: Installation, facts: Facts): void => {
  if (!facts.answeredAt || !facts.expiresAt || !facts.withdrawLinkId) return
  writeLetter(call, {
    ...toContact(event, facts),
    template: 'reference-receipt',
    params: {
      ...asked(call, installation, facts),
      answeredAt: iso(facts.answeredAt),
      answeredName: facts.answeredName ?? '',
      answeredRole: facts.answeredRole ?? '',
      quotingAllowed: facts.quotingAllowed,
      expiresAt: iso(facts.expiresAt),
      withdrawUrl: `${installation.consentUrl}/withdraw/${linkPlaceholder(facts.withdrawLinkId)}`,
    },
  })
}

interface Reader {
  name: string
  email: string
  locale: string
  timeZone: string
}

/**
 * Who hears of a reference at the partner: whoever filled it in, and who administers its location, or the location where
 * it counts; where there is neither, the administrators of the organisation.
 */
const readersOf = async (call: Call, { id, organizationId }: Facts): Promise<Reader[]> => {
  const { rows } = await sql<Reader & { rank: number }>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone", min(w.rank)::int as rank from customer_reference r
      cross join lateral (
        select r.created_by as person_id, 1 as rank
        union all select a.person_id, case a.role when 'location_admin' then 1 else 2 end from role_assignment a
          where a.organization_id = r.organization_id and not a.held_back and (a.role = 'global_admin' or (a.role = 'location_admin'
            and a.location_id in (select r.location_id union all select s.location_id from reference_assignment s
              where s.reference_id = r.id and s.ended_at is null)))) w
      join person p on p.id = w.person_id
      join affiliation f on f.person_id = p.id and f.organization_id = ${organizationId} and f.status = 'active'
    where r.id = ${id} group by p.id order by p.email
  `.execute(call.em.getKysely())
  const near = rows.filter(({ rank }) => rank === 1)
  return near.length > 0 ? near : rows
}

const tellPartner = async (
  call: Call,
  event: Told,
  { publicUrl }: Installation,
  facts: Facts,
  write: (reader: Reader, letter: ReturnType<typeof partnerLetter>) => void,
): Promise<void> => {
  for (const reader of await readersOf(call, facts)) write(reader, partnerLetter(call, event, publicUrl, facts, reader))
}

const partnerLetter = (call: Call, event: Told, publicUrl: string, facts: Facts, reader: Reader) => ({
  to: { ...about(event, facts), recipient: reader.email, recipientName: reader.name, locale: reader.locale },
  params: {
    ...common(call, facts),
    timeZone: reader.timeZone,
    recipientName: reader.name,
    happenedAt: event.at.toISOString(),
    referenceUrl: `${publicUrl}/references/${facts.id}`,
  },
})

const sendApproved: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (!facts?.expiresAt) return
  sendReceipt(call, event, installation, facts)
  const { contactName, quotingAllowed, suggested } = facts
  const more = { contactName, quotingAllowed, suggested, expiresAt: iso(facts.expiresAt) }
  await tellPartner(call, event, installation, facts, (_reader, { to, params }) =>
    writeLetter(call, { ...to, template: 'reference-approved', params: { ...params, ...more } }),
  )
}

const sendRejected: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (!facts?.rejectReason) return
  const more = { reason: facts.rejectReason, ...(facts.comment !== null && { comment: facts.comment }) }
  await tellPartner(call, event, installation, facts, (_reader, { to, params }) =>
    writeLetter(call, { ...to, template: 'reference-rejected', params: { ...params, ...more } }),
  )
}

const sendExpiring: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (!facts?.expiresAt || (facts.state !== 'approved' && facts.state !== 'assigned')) return
  const more = { expiresAt: iso(facts.expiresAt), ...(facts.counts && { counts: facts.counts }) }
  await tellPartner(call, event, installation, facts, (_reader, { to, params }) =>
    writeLetter(call, { ...to, template: 'reference-expiring', params: { ...params, ...more } }),
  )
}

const sendEnded =
  (template: 'reference-lapsed' | 'reference-revoked' | 'reference-returned'): Reaction =>
  async (call, event, installation) => {
    const facts = await readFacts(call, event.aggregateId)
    if (!facts) return
    await tellPartner(call, event, installation, facts, (_reader, { to, params }) =>
      writeLetter(call, { ...to, template, params }),
    )
  }

/** On which event of this room who is written to (B.5.2). */
export const referenceLetters: Readonly<Record<string, Reaction>> = {
  'reference.sent': askContact,
  'reference.resent': askContact,
  'reference.reminded': askContact,
  'reference.approved': sendApproved,
  'reference.rejected': sendRejected,
  'reference.expiring': sendExpiring,
  'reference.returned': sendEnded('reference-returned'),
  'reference.lapsed': sendEnded('reference-lapsed'),
  'reference.revoked': sendEnded('reference-revoked'),
}
