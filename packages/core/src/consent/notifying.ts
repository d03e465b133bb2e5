import { sql } from 'kysely'
import type { AssociationNotice } from '@ofrecord/emails/consent'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { readPolicyAt } from '../catalogue/policy.queries.ts'
import { lockClaim } from '../claims/deciding.ts'
import type { Claim } from '../claims/claim.entity.ts'
import { windowOf } from '../claims/consent.window.ts'
import { askModeOf } from '../customers/customer.rules.ts'
import type { ConsentMode } from '../customers/customer.rules.ts'
import { canonicalJson, sha256 } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Told } from '../kernel/dispatch.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Installation } from '../kernel/installation.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import { issueLink } from '../links/link.entity.ts'
import { noticeTemplate, optInDays, surveyIn } from './consent.rules.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import { ConsentNotice, NoticeRecipient } from './notice.entity.ts'

interface Mailbox {
  kind: 'customer' | 'tenant_admin'
  address: string
  name: string
  locale: string
  /** An administrator of the tenant; the contact may be one too (NOT-R6). */
  administers: boolean
}

/**
 * Tells the customer (T7), and tells again whoever was named after the first notice came back (T19): one notice a claim
 * (NOT-R3), one letter a mailbox, each with its own link. The partner is
 * never a recipient; a contact who is an administrator too gets one letter (NOT-R6).
 */
export const notifyCustomer = async (call: Call, event: Told, installation: Installation): Promise<void> => {
  if (event.data.notice !== true) return
  const claim = await lockClaim(call, event.aggregateId)
  const mailboxes = await mailboxesOf(call, claim)
  if (!mailboxes.some(({ administers }) => administers)) claim.flags = [...new Set([...claim.flags, 'no_admin_copy'])]
  const policy = await readPolicyAt(call.em.getKysely(), claim.vendorId, event.at)
  const sequence = (await call.em.count(ConsentNotice, { claimId: claim.id })) + 1
  const wishes = await wishesOf(call, claim)
  // Who is told again is told the same: what silence means does not change for a claim (C57).
  if (sequence === 1) windowOf(claim).tell(askModeOf(wishes.consentMode))
  const snapshot = await takeSnapshot(call, claim, {
    sequence,
    recipients: mailboxes.length,
    windowDays: claim.consentMode === 'opt_in' ? optInDays : policy.consentWindowDays,
    policy,
  })
  const notice = call.em.create(ConsentNotice, {
    id: newId(call.now),
    vendorId: claim.vendorId,
    organizationId: claim.organizationId,
    claimId: claim.id,
    sequence,
    snapshot,
    snapshotHash: sha256(canonicalJson(snapshot as unknown as Json)),
    createdAt: call.now,
  })
  call.em.persist(notice)
  happened(claim, 'claim.noticeWritten', {
    letterNumber: snapshot.letterNumber,
    recipients: mailboxes.length,
    snapshotHash: notice.snapshotHash,
  })
  const { codePhrase } = wishes
  for (const mailbox of mailboxes) tellMailbox(call, event, installation, { claim, notice, mailbox, codePhrase })
  // The partner's letter of the same moment reads what was told.
  await call.em.flush()
}

/**
 * SQL for who is told beside the contact: every administrator of the tenant, and the mailbox that they chose for requests
 * (B.2.7), with `address`, `name`, `locale`, `administers`. Who works for the partner gets none, also when the tenant's
 * directory has them as an administrator: they would read, and could answer, what their own company asked.
 */
export const toldBesideContact = (customerTenantId: string, organizationId: string) => sql`
  select distinct on (lower(address)) address, name, locale, administers from (
    select a.email as address, a.name, t.language as locale, true as administers, a.id::text as place
    from tenant_admin a join customer_tenant t on t.id = a.customer_tenant_id
    where t.id = ${customerTenantId} and a.state <> 'removed'
    union all select default_contact, name, language, false, 'z' from customer_tenant
    where id = ${customerTenantId} and default_contact is not null) told
  where not exists (select from organization o, unnest(o.domains) as d where o.id = ${organizationId}
    and (lower(address) like '%@' || lower(d) or lower(address) like '%.' || lower(d)))
  order by lower(address), place`

/** The customer's contact first, then whoever is told beside it, each mailbox once. */
const mailboxesOf = async (call: Call, claim: Claim): Promise<Mailbox[]> => {
  const { rows } = await sql<Mailbox>`
    with admin as (${toldBesideContact(claim.customerTenantId, claim.organizationId)})
    select 'customer' as kind, c.email as address, c.name, c.language as locale,
      exists (select from admin where lower(admin.address) = lower(c.email) and admin.administers) as administers
    from claim_contact c where c.claim_id = ${claim.id} and c.kind = 'customer'
    union all
    select 'tenant_admin', address, name, locale, administers from admin
    where lower(address) not in (select lower(email) from claim_contact where claim_id = ${claim.id} and kind in ('customer', 'partner'))
  `.execute(call.em.getKysely())
  return rows
}

interface Telling {
  sequence: number
  recipients: number
  windowDays: number
  /** Absent where a receipt says what it is about and nobody is written to. */
  policy?: Policy
}

/** What is told: who asks, about which customer, for which approved items. */
export const takeSnapshot = async (
  call: Call,
  claim: Claim,
  { sequence, recipients, windowDays, policy }: Telling,
): Promise<NoticeSnapshot> => {
  const { rows } = await sql<{
    vendorName: string
    vendorSlug: string
    timeZone: string
    partner: NoticeSnapshot['partner']
    tenantId: string
    items: NoticeSnapshot['items']
  }>`
    select v.name as "vendorName", v.slug as "vendorSlug", v.time_zone as "timeZone", t.tenant_id as "tenantId",
      jsonb_build_object('name', o.name, 'number', l.number, 'locationName', l.name, 'city', l.city,
        'contactName', coalesce(p.name, ''), 'contactEmail', coalesce(p.email, '')) as partner,
      (select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'code', i.code, 'subscriptionId', s.subscription_id,
        'country', s.country) order by i.position) from claim_item i left join subscription s on s.id = i.subscription_id
        where i.claim_id = c.id and i.decision = 'approved') as items
    from claim c join vendor v on v.id = c.vendor_id join organization o on o.id = c.organization_id
      join location l on l.id = c.location_id join customer_tenant t on t.id = c.customer_tenant_id
      left join claim_contact p on p.claim_id = c.id and p.kind = 'partner'
    where c.id = ${claim.id}
  `.execute(call.em.getKysely())
  const { vendorName, vendorSlug, timeZone, partner, tenantId, items } = rows[0]!
  return {
    consentMode: claim.consentMode,
    letterNumber: `${claim.number}-${sequence}`,
    vendorName,
    timeZone,
    partner,
    customer: { name: claim.customerName, domain: claim.domain, tenantId },
    items,
    dataCategories: ['active_entitlements', 'qualified_entitlements'],
    windowDays,
    recipients,
    ...(policy && surveyIn(policy, vendorSlug, items)),
  }
}

interface Wishes {
  codePhrase: string | null
  consentMode: ConsentMode
}

/** How the customer wants to be asked. */
const wishesOf = async (call: Call, claim: Claim): Promise<Wishes> => {
  const { rows } = await sql<Wishes>`
    select code_phrase as "codePhrase", consent_mode as "consentMode" from customer_tenant where id = ${claim.customerTenantId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

interface Copy {
  claim: Claim
  notice: ConsentNotice
  mailbox: Mailbox
  codePhrase: string | null
}

const tellMailbox = (
  call: Call,
  event: Told,
  installation: Installation,
  { claim, notice, mailbox, codePhrase }: Copy,
): void => {
  const { vendorId, organizationId } = claim
  const { kind, address, name, locale } = mailbox
  const recipientId = newId<'NoticeRecipient'>(call.now)
  const link = issueLink(call, installation.keys.link, {
    vendorId,
    purpose: 'consent',
    subjectId: recipientId,
    address,
  })
  call.em.persist(
    call.em.create(NoticeRecipient, {
      id: recipientId,
      vendorId,
      organizationId,
      noticeId: notice.id,
      linkId: link.id,
      kind,
      address,
      name,
      locale,
    }),
  )
  writeLetter(call, {
    vendorId,
    organizationId,
    eventId: event.id,
    aggregateId: claim.id,
    subjectId: recipientId,
    // What ended with a location and came back with it is told as what it is: a new question.
    template: event.type === 'claim.reinstated' ? 'association-notice' : noticeTemplate(notice.sequence),
    recipient: address,
    recipientName: name,
    locale,
    params: noticeParams(call, installation, notice.snapshot, { mailbox, linkId: link.id, codePhrase }),
  })
}

/** What the notice says to one mailbox. */
export const noticeParams = (
  call: Call,
  installation: Installation,
  snapshot: NoticeSnapshot,
  { mailbox, linkId, codePhrase }: { mailbox: Mailbox; linkId: string; codePhrase: string | null },
): AssociationNotice => ({
  ...customerParams(installation, snapshot, mailbox, codePhrase),
  sentAt: call.now.toISOString(),
  locationCity: snapshot.partner.city,
  partnerContactName: snapshot.partner.contactName,
  partnerContactEmail: snapshot.partner.contactEmail,
  otherRecipients: snapshot.recipients - 1,
  windowDays: snapshot.windowDays,
  silenceFrom: daysAfter(call.now, snapshot.windowDays).toISOString(),
  ...(snapshot.consentMode === 'opt_in' && { onlyYes: true }),
  noticeUrl: `${installation.consentUrl}/n/${linkPlaceholder(linkId)}`,
  askUrl: `${installation.consentUrl}/ask`,
  ...(snapshot.survey && { surveyUrl: `${installation.consentUrl}${snapshot.survey}` }),
})

/** What every letter to a customer says. */
export const customerParams = (
  installation: Installation,
  snapshot: NoticeSnapshot,
  mailbox: { kind: 'customer' | 'tenant_admin'; name: string },
  codePhrase: string | null,
) => ({
  letterNumber: snapshot.letterNumber,
  vendorName: snapshot.vendorName,
  timeZone: snapshot.timeZone,
  recipientKind: mailbox.kind,
  recipientName: mailbox.name,
  partnerName: snapshot.partner.name,
  customerName: snapshot.customer.name,
  domain: snapshot.customer.domain,
  tenantId: snapshot.customer.tenantId,
  items: snapshot.items.map(({ name, code, subscriptionId, country }) => ({
    name,
    code,
    ...(subscriptionId && { subscriptionId }),
    ...(country && { country }),
  })),
  verifyUrl: `${installation.consentUrl}/verify`,
  privacyUrl: `${installation.consentUrl}/privacy`,
  ...(codePhrase && { codePhrase }),
})
