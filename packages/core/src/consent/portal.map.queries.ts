import { sql } from 'kysely'
import { isLocale } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { readPolicyAt } from '../catalogue/policy.queries.ts'
import type { ConsentMode } from '../customers/customer.rules.ts'
import type { AdministratorActor } from '../kernel/actor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { mintToken } from '../links/link.entity.ts'
import { listAccess } from './portal.access.queries.ts'
import { listRecorded } from './portal.recorded.queries.ts'
import { writeNonce } from './nonce.ts'

interface HeadRow {
  vendorName: string
  timeZone: string
  sessionEndsAt: string
  name: string
  tenantId: string
  domains: string[]
  mode: ConsentMode
  defaultContact: string | null
  language: string
  codePhrase: string | null
  receipts: number
  tenants: { id: string; name: string }[]
}

/** The customer's own page in a few statements: everything of this tenant, and nothing of another (B.2.7). */
export const readMap = async (call: Call, installation: Installation, actor: AdministratorActor) => {
  const head = await readHead(call, actor)
  const rows = await listAccess(call, actor)
  const rules = await listRules(call, actor)
  const active = rows.filter(({ state }) => state === 'active')
  const { consentWindowDays: windowDays } = await readPolicyAt(call.em.getKysely(), actor.vendorId, call.now)
  const locale: Locale = isLocale(head.language) ? head.language : 'en'
  const { name, tenantId, domains, mode, defaultContact, codePhrase, receipts } = head
  return {
    vendorName: head.vendorName,
    locale,
    timeZone: head.timeZone,
    now: call.now.toISOString(),
    nonce: writeNonce(installation.keys.nonce, actor.sessionId, call.now),
    sessionEndsAt: isoOf(head.sessionEndsAt),
    customer: { name, tenantId, domains },
    me: { name: actor.name, address: actor.address, delegate: actor.delegate },
    tenants: head.tenants.map((each) => ({ ...each, current: each.id === actor.customerTenantId })),
    rows,
    recorded: await listRecorded(call),
    requests: await listRequests(call, installation, actor),
    questions: await listQuestions(call, installation, actor),
    blocked: rules.filter(({ kind }) => kind === 'blocked').map(({ kind: _kind, ...rule }) => rule),
    allowed: rules.filter(({ kind }) => kind === 'allowed').map(({ kind: _kind, ...rule }) => rule),
    people: await listPeople(call, actor),
    policy: { mode, windowDays, defaultContact, language: locale, codePhrase },
    counts: {
      partners: new Set(active.map(({ partner }) => partner.name)).size,
      stoppable: active.filter(({ stoppable }) => stoppable).length,
      receipts,
    },
  }
}

const readHead = async (call: Call, { customerTenantId, sessionId }: AdministratorActor): Promise<HeadRow> => {
  const { rows } = await sql<HeadRow>`
    select v.name as "vendorName", v.time_zone as "timeZone", s.expires_at::text as "sessionEndsAt", t.name,
      t.tenant_id as "tenantId", t.consent_mode as mode, t.default_contact as "defaultContact", t.language,
      t.code_phrase as "codePhrase",
      (select coalesce(jsonb_agg(d.domain order by d.domain), '[]') from tenant_domain d where d.customer_tenant_id = t.id) as domains,
      (select count(*)::int from consent_receipt r join claim c on c.id = r.claim_id where c.customer_tenant_id = t.id) as receipts,
      (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name, x.id) from session_tenants() x) as tenants
    from customer_tenant t join vendor v on v.id = t.vendor_id join portal_session s on s.id = ${sessionId}
    where t.id = ${customerTenantId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

interface Linked {
  purpose: string | null
  linkId: string | null
  epoch: number | null
}

/** The path of a link; null where the reader has none of their own. */
const pathOf = (installation: Installation, at: '/n/' | '/por/', { purpose, linkId, epoch }: Linked): string | null =>
  purpose && linkId && epoch !== null
    ? `${at}${mintToken(installation.keys.link, { purpose, id: linkId, epoch })}`
    : null

interface RequestRow extends Linked {
  claimNumber: number
  letterNumber: string
  number: number
  name: string
  city: string
  country: string
  items: string[]
  mode: ConsentMode
  dueAt: string | null
}

/** Claims that wait for the customer, with the reader's own link of their newest notice. */
const listRequests = async (call: Call, installation: Installation, actor: AdministratorActor) => {
  const { rows } = await sql<RequestRow>`
    select c.number as "claimNumber", n.letter_number as "letterNumber", l.number, o.name, l.city, l.country,
      c.consent_mode as mode, c.consent_due_at::text as "dueAt", k.purpose, k.id as "linkId", k.epoch,
      (select coalesce(jsonb_agg(i.name order by i.position), '[]') from association a join claim_item i on i.id = a.claim_item_id
        where a.claim_id = c.id and a.status <> 'ended') as items
    from claim c join organization o on o.id = c.organization_id join location l on l.id = c.location_id
      join lateral (select x.id, x.snapshot ->> 'letterNumber' as letter_number from consent_notice x
        where x.claim_id = c.id order by x.sequence desc limit 1) n on true
      left join notice_recipient p on p.notice_id = n.id and lower(p.address) = ${actor.address.toLowerCase()}
      left join link k on k.id = p.link_id and k.revoked_at is null
    where c.customer_tenant_id = ${actor.customerTenantId} and c.status = 'approved' and c.activated_at is null
    order by c.consent_due_at nulls last, c.number
  `.execute(call.em.getKysely())
  return rows.map(({ claimNumber, letterNumber, number, name, city, country, items, mode, dueAt, ...link }) => ({
    claimNumber,
    letterNumber,
    partner: { number, name, city, country },
    items,
    mode,
    dueAt: isoOrNull(dueAt),
    path: pathOf(installation, '/n/', link),
  }))
}

/** Questions who does the work that wait for an answer, with the reader's own link (B.3). */
const listQuestions = async (call: Call, installation: Installation, actor: AdministratorActor) => {
  const { rows } = await sql<Linked & { itemName: string; partners: string[]; dueAt: string }>`
    select q.item_name as "itemName", q.due_at::text as "dueAt", k.purpose, k.id as "linkId", k.epoch,
      (select jsonb_agg(o.name order by o.name) from organization o where o.id in (q.incumbent_id, q.challenger_id)) as partners
    from clarification q join conflict f on f.id = q.conflict_id
      left join clarification_recipient r on r.clarification_id = q.id and lower(r.address) = ${actor.address.toLowerCase()}
      left join link k on k.id = r.link_id and k.revoked_at is null
    where q.customer_tenant_id = ${actor.customerTenantId} and q.status = 'open' and f.status <> 'decided'
      and q.due_at >= ${call.now} order by q.due_at, q.id
  `.execute(call.em.getKysely())
  return rows.map(({ itemName, partners, dueAt, ...link }) => ({
    itemName,
    partners,
    dueAt: isoOf(dueAt),
    path: pathOf(installation, '/por/', link),
  }))
}

interface RuleRow {
  kind: 'allowed' | 'blocked'
  number: number
  name: string
  city: string
  country: string
  setAt: string
  setBy: string
}

const listRules = async (call: Call, { customerTenantId }: AdministratorActor): Promise<RuleRow[]> => {
  const { rows } = await sql<RuleRow>`
    select r.kind, l.number, o.name, l.city, l.country, r.set_at::text as "setAt", r.set_by as "setBy"
    from partner_rule r join organization o on o.id = r.organization_id
      join location l on l.organization_id = o.id and l.is_headquarters
    where r.customer_tenant_id = ${customerTenantId} order by o.name, o.id
  `.execute(call.em.getKysely())
  return rows.map((rule) => ({ ...rule, setAt: isoOf(rule.setAt) }))
}

interface PersonRow {
  id: string
  name: string
  address: string
  delegate: boolean
  state: 'imported' | 'verified'
  invitedBy: string | null
}

const listPeople = async (call: Call, { customerTenantId, administratorId }: AdministratorActor) => {
  const { rows } = await sql<PersonRow>`
    select id, name, email as address, delegate, state, invited_by as "invitedBy" from tenant_admin
    where customer_tenant_id = ${customerTenantId} and state <> 'removed' order by delegate, lower(name), id
  `.execute(call.em.getKysely())
  return rows.map((person) => ({ ...person, me: person.id === administratorId }))
}
