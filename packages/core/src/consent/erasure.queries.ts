import { sql } from 'kysely'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

/** Whether an address is of somebody with an account, or of a partner's contact: they are not a customer's people. */
export const isOfPartnerOrVendor = async (call: Call, vendorId: string, who: string): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from person where vendor_id = ${vendorId} and email_normalised = ${who})
      or exists (select from claim_contact where vendor_id = ${vendorId} and kind = 'partner' and lower(email) = ${who}) as found
  `.execute(call.em.getKysely())
  return rows[0]!.found
}

interface NamingClaim {
  id: string
  number: number
  isHeld: boolean
  /** Before the vendor, or before them. */
  isOpen: boolean
}

/** Claims that name somebody, or were told to them, by number. Locked: none of them moves until it is done. */
export const findClaimsNaming = async (call: Call, vendorId: string, who: string): Promise<NamingClaim[]> => {
  const { rows } = await sql<NamingClaim>`
    with naming as (
      select claim_id from claim_contact where vendor_id = ${vendorId} and kind <> 'partner' and lower(email) = ${who}),
    told as (
      select n.claim_id, n.sequence = (select max(x.sequence) from consent_notice x where x.claim_id = n.claim_id) as is_newest
      from notice_recipient r join consent_notice n on n.id = r.notice_id
      where r.vendor_id = ${vendorId} and lower(r.address) = ${who})
    select c.id, c.number, c.held_at is not null as "isHeld",
      (c.id in (select claim_id from naming) and (c.status in ('submitted', 'under_review')
        or (c.status = 'approved' and c.consent_state in ('awaiting_delivery', 'window_open'))))
      or (c.id in (select claim_id from told where is_newest) and c.status = 'approved' and c.consent_state = 'window_open') as "isOpen"
    from claim c where c.vendor_id = ${vendorId} and (c.id in (select claim_id from naming) or c.id in (select claim_id from told))
    order by c.number for no key update of c
  `.execute(call.em.getKysely())
  return rows
}

/** The receipts of what somebody decided. */
export const findReceipts = async (
  call: Call,
  vendorId: string,
  who: string,
): Promise<{ id: string; document: string }[]> => {
  const { rows } = await sql<{ id: string; document: string }>`
    select r.id, r.document from consent_receipt r join consent_decision d on d.id = r.decision_id
      left join notice_recipient p on p.id = d.recipient_id
    where d.vendor_id = ${vendorId} and (lower(p.address) = ${who} or lower(d.actor_address) = ${who})
  `.execute(call.em.getKysely())
  return rows
}

/** When an address was first erased. */
export const readEarlier = async (call: Call, vendorId: string, addressHash: string): Promise<string | null> => {
  const { rows } = await sql<{ at: string | null }>`
    select min(at)::text as at from erasure where vendor_id = ${vendorId} and address_hash = ${addressHash}
  `.execute(call.em.getKysely())
  return isoOrNull(rows[0]!.at)
}

/** The hashes of everybody who was erased. */
export const readErasedHashes = async (call: Call): Promise<Set<string>> => {
  const { rows } = await sql<{ hash: string }>`
    select distinct address_hash as hash from erasure
  `.execute(call.em.getKysely())
  return new Set(rows.map(({ hash }) => hash))
}

/** Every address of a customer's person that is kept, for each vendor once. */
export const readAddresses = async (call: Call): Promise<{ vendorId: string; address: string }[]> => {
  const { rows } = await sql<{ vendorId: string; address: string }>`
    select distinct vendor_id as "vendorId", lower(btrim(address)) as address from (
      select vendor_id, email from claim_contact where kind <> 'partner'
      union all select vendor_id, email from tenant_admin
      union all select vendor_id, invited_by from tenant_admin
      union all select vendor_id, default_contact from customer_tenant
      union all select vendor_id, set_by from partner_rule
      union all select vendor_id, address from notice_recipient
      union all select vendor_id, address from clarification_recipient
      union all select vendor_id, answered_by from clarification
      union all select vendor_id, actor_address from consent_decision
      union all select vendor_id, reply_to from customer_question
      union all select vendor_id, address from enquiry
      union all select vendor_id, address from link
      union all select vendor_id, contact_email from customer_reference
      union all select vendor_id, address from portal_session
      union all select vendor_id, address from portal_code
      union all select vendor_id, recipient from letter
      union all select vendor_id, personal ->> 'address' from event
      union all select vendor_id, personal ->> 'about' from event
      union all select vendor_id, personal ->> 'email' from event
      union all select vendor_id, jsonb_path_query(personal, '$.rows[*].email') #>> '{}' from event where type = 'invitation.sent'
      union all select vendor_id, input #>> '{customerContact,email}' from claim_submission
      union all select vendor_id, input #>> '{technicalContact,email}' from claim_submission
      union all select vendor_id, input #>> '{customerContact,email}' from claim_draft
      union all select vendor_id, input #>> '{technicalContact,email}' from claim_draft) as known (vendor_id, address)
    where vendor_id is not null and address ~ '^[^@[:space:]]+@[^@[:space:]]+$'
  `.execute(call.em.getKysely())
  return rows
}

interface ErasureRow {
  id: string
  at: string
  byName: string | null
  reason: string
  places: number
  certificate: string
}

const shownErasures = 50

/** Who was erased is not known any more; when, by whom and why is, newest first. */
export const listErasures = async (call: Call, vendorId: string) => {
  const { rows } = await sql<ErasureRow>`
    select e.id, e.at::text as at, p.name as "byName", e.reason, e.places, e.certificate
    from erasure e left join person p on p.id = e.by where e.vendor_id = ${vendorId}
    order by e.at desc, e.id desc limit ${shownErasures}
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }))
}

export const readVendors = async (call: Call): Promise<{ id: string; slug: string }[]> => {
  const { rows } = await sql<{ id: string; slug: string }>`
    select id, slug from vendor order by slug
  `.execute(call.em.getKysely())
  return rows
}
