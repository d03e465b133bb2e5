import { domainToASCII } from 'node:url'
import { sql } from 'kysely'
import type { ClaimActivity, PurchaseChannel } from '../catalogue/catalogue.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { subscriptionKey, workloadKey } from '../customers/customer.rules.ts'
import type { ConsentMode, SubscriptionState } from '../customers/customer.rules.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import { isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { isActiveLocation } from '../organisations/location.rules.ts'
import type { LocationStatus } from '../organisations/location.rules.ts'
import type { AreaTerms, ClaimInput, LocationFacts } from './claim.rules.ts'
import type { DraftFacts, ItemFacts, TenantFacts } from './draft.rules.ts'
import { isSettled } from './draft.rules.ts'
import type { KnownSubscription } from './item.rules.ts'
import { onlySubscription } from './item.rules.ts'

/** For whom a draft is judged. The claim that is being edited does not stand in its own way. */
export interface Claimant {
  organizationId: string
  /** Whose settings count, where no person asks. */
  vendorId?: string
  scope: Scope
  editedClaimId: string | null
}

/** Reads everything that `problemsOfDraft` judges by. */
export const draftFacts = async (call: Call, claimant: Claimant, input: ClaimInput): Promise<DraftFacts> =>
  (await readDraft(call, claimant, input)).facts

/** The same, with the area's items that can be chosen, which a claim is written from. */
export const readDraft = async (
  call: Call,
  claimant: Claimant,
  input: ClaimInput,
): Promise<{ facts: DraftFacts; catalogue: readonly AreaItem[] }> => {
  const organizationDomains = await domainsOf(call, claimant)
  const area = await areaTerms(call, input.areaCode)
  const tenant = await tenantFacts(call, input.tenantId, input.domain, organizationDomains)
  const settled = isSettled(tenant) ? tenant.tenant : null
  const catalogue = area && settled ? await areaItems(call, claimant, area, settled.id, input.activity) : []
  const { activationWaitHours, maxItems } = await readPolicy(
    call,
    claimant.vendorId ?? (call.actor as PersonActor).vendorId,
  )
  const facts = {
    area,
    location: await locationFacts(call, claimant, input.locationId),
    tenant,
    items: await Promise.all(input.items.map((item) => itemFacts(call, catalogue, item, activationWaitHours))),
    maxItems,
    organizationDomains,
  }
  return { facts, catalogue }
}

/** The mail domains of an organisation, which are also how its own tenant is known (CLM-R7, CLM-R14). */
export const domainsOf = async (
  call: Call,
  { organizationId }: Pick<Claimant, 'organizationId'>,
): Promise<string[]> => {
  const { rows } = await sql<{ domains: string[] }>`
    select to_jsonb(domains) as domains from organization where id = ${organizationId}
  `.execute(call.em.getKysely())
  return rows[0]?.domains ?? []
}

const areas = sql`select a.code, a.name, a.level, a.needs_technical_contact as "needsTechnicalContact",
  coalesce((select jsonb_agg(jsonb_build_object('activity', t.activity, 'evidence', t.evidence, 'notice', t.notice,
    'pays', t.pays, 'channels', to_jsonb(t.channels), 'programme', case when t.programme_code <> '' then
      jsonb_build_object('code', t.programme_code, 'name', t.programme_name) end) order by t.position)
    from area_activity t where t.vendor_id = a.vendor_id and t.area_code = a.code), '[]') as activities
  from solution_area a`

/** Every area with its activities, as the first step shows them. */
export const listAreas = async (call: Call): Promise<AreaTerms[]> => {
  const { rows } = await sql<AreaTerms>`${areas} order by a.position`.execute(call.em.getKysely())
  return rows
}

export const areaTerms = async (call: Call, code: string): Promise<AreaTerms | null> => {
  const { rows } = await sql<AreaTerms>`${areas} where a.code = ${code}`.execute(call.em.getKysely())
  return rows[0] ?? null
}

/**
 * Null when it is not there, is another organisation's, or lies outside the person's scope: all alike. The person's own
 * organisation is told apart, since a claim with its global number would be paid to nobody (CLM-R4).
 */
export const locationFacts = async (
  call: Call,
  { organizationId, scope }: Claimant,
  id: string | null,
): Promise<LocationFacts | null> => {
  if (id === organizationId) return { id, active: false, enrolled: false, isGlobal: true }
  if (!id || !isWithin(scope, id)) return null
  const { rows } = await sql<{ status: LocationStatus; enrolled: boolean }>`
    select status, enrolled from location where id = ${id} and organization_id = ${organizationId}
  `.execute(call.em.getKysely())
  const [row] = rows
  return row ? { id, active: isActiveLocation(row.status), enrolled: row.enrolled } : null
}

/**
 * A domain as people type it: with a scheme, a port, a path, capitals or a closing dot. Letters beyond ASCII become the
 * `xn--` form that the customer feed has; what is no domain at all stays as typed and fits no tenant.
 */
export const plainDomain = (typed: string): string => {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
  return domainToASCII(bare) || bare
}

export const tenantFacts = async (
  call: Call,
  typedTenant: string,
  typedDomain: string,
  ownDomains: readonly string[],
): Promise<TenantFacts> => {
  const guid = readGuid(typedTenant)
  if (!guid) return { tenant: null, consentMode: null, domainVerified: false, own: false }
  const domain = plainDomain(typedDomain)
  const own = ownDomains.map((each) => each.toLowerCase())
  // Whichever of its domains was typed, a tenant that has one of ours is ours.
  const { rows } = await sql<{ id: string; name: string; consentMode: ConsentMode; verified: boolean; own: boolean }>`
    select t.id, t.name, t.consent_mode as "consentMode", exists (select from tenant_domain d where d.customer_tenant_id = t.id and d.domain = ${domain}) as verified,
      exists (select from tenant_domain d where d.customer_tenant_id = t.id and d.domain = any(${own}::text[])) as own
    from customer_tenant t where t.tenant_id = ${guid}
  `.execute(call.em.getKysely())
  const [row] = rows
  return {
    tenant: row ? { id: row.id, name: row.name } : null,
    consentMode: row?.consentMode ?? null,
    domainVerified: row?.verified ?? false,
    own: row?.own ?? false,
  }
}

/** One choosable thing of an area on one tenant. */
export interface AreaItem {
  code: string
  name: string
  family: string
  /** What an active user did, in the reader's language where the vendor wrote it so. */
  help: string
  designation: boolean
  /** A live subscription of it, or of a suite that contains it, is on the tenant. */
  present: boolean
  own: { claimNumber: number | null; locationName: string } | null
  subscriptions: readonly (KnownSubscription & { own: AreaItem['own'] })[]
  level: 'workload' | 'subscription'
  channels: readonly PurchaseChannel[]
}

export const areaItems = async (
  call: Call,
  claimant: Claimant,
  area: AreaTerms,
  customerTenantId: string,
  activity: ClaimActivity | null,
  language = 'en',
): Promise<AreaItem[]> => {
  const holdings = await ownHoldings(call, claimant, customerTenantId, activity)
  const subscriptions = await tenantSubscriptions(call, customerTenantId)
  const channels = (area.activities.find((terms) => terms.activity === activity)?.channels ?? []) as PurchaseChannel[]
  const rows =
    area.level === 'workload' ? await listWorkloads(call, area.code, language) : await listProducts(call, area.code)
  return rows.map((row) => {
    const ofItem = subscriptions.filter(
      ({ productCode }) => productCode === row.code || row.suites.includes(productCode),
    )
    return {
      ...row,
      level: area.level as 'workload' | 'subscription',
      channels,
      present: ofItem.some(({ state }) => state === 'active' || state === 'grace'),
      own: holdings.get(workloadKey(row.code)) ?? null,
      subscriptions: ofItem.map((known) => ({
        ...known,
        own: holdings.get(subscriptionKey(known.subscriptionId)) ?? null,
      })),
    }
  })
}

type CatalogueRow = Pick<AreaItem, 'code' | 'name' | 'family' | 'help' | 'designation'> & { suites: string[] }

const listWorkloads = async (call: Call, areaCode: string, language: string): Promise<CatalogueRow[]> => {
  const { rows } = await sql<CatalogueRow>`
    select code, name, '' as family, coalesce(active_use ->> ${language}, active_use ->> 'en') as help, false as designation, to_jsonb(suites) as suites
    from workload where area_code = ${areaCode} order by position
  `.execute(call.em.getKysely())
  return rows
}

const listProducts = async (call: Call, areaCode: string): Promise<CatalogueRow[]> => {
  const { rows } = await sql<CatalogueRow>`
    select code, name, family, '' as help, method = 'designation' as designation, '[]'::jsonb as suites
    from product where area_code = ${areaCode} order by position
  `.execute(call.em.getKysely())
  return rows
}

interface SubscriptionRow {
  subscriptionId: string
  customerTenantId: string
  productCode: string
  family: string
  channel: PurchaseChannel
  state: SubscriptionState
  activatedAt: string | null
}

const subscriptionColumns = sql`s.subscription_id as "subscriptionId", s.customer_tenant_id as "customerTenantId",
  s.product_code as "productCode", coalesce(p.family, '') as family, s.channel, s.state, s.activated_at::text as "activatedAt"`

const known = (row: SubscriptionRow): KnownSubscription => ({ ...row, activatedAt: isoOrNull(row.activatedAt) })

const tenantSubscriptions = async (call: Call, customerTenantId: string): Promise<KnownSubscription[]> => {
  const { rows } = await sql<SubscriptionRow>`
    select ${subscriptionColumns} from subscription s
    left join product p on p.vendor_id = s.vendor_id and p.code = s.product_code
    where s.customer_tenant_id = ${customerTenantId} order by s.subscription_id
  `.execute(call.em.getKysely())
  return rows.map(known)
}

const findSubscription = async (call: Call, guid: string): Promise<KnownSubscription | null> => {
  const { rows } = await sql<SubscriptionRow>`
    select ${subscriptionColumns} from subscription s
    left join product p on p.vendor_id = s.vendor_id and p.code = s.product_code where s.subscription_id = ${guid}
  `.execute(call.em.getKysely())
  return rows[0] ? known(rows[0]) : null
}

/** What the organisation holds on this tenant with this activity, at any of its locations (CLM-R9). */
const ownHoldings = async (
  call: Call,
  { organizationId, editedClaimId }: Claimant,
  customerTenantId: string,
  activity: ClaimActivity | null,
): Promise<Map<string, NonNullable<AreaItem['own']>>> => {
  const { rows } = await sql<{ itemKey: string; claimNumber: number; locationName: string }>`
    select i.item_key as "itemKey", c.number as "claimNumber", l.name as "locationName"
    from claim c join claim_item i on i.claim_id = c.id and i.decision <> 'rejected' join location l on l.id = c.location_id
    where c.organization_id = ${organizationId} and c.customer_tenant_id = ${customerTenantId}
      and c.activity = ${activity ?? ''} and c.id is distinct from ${editedClaimId}::uuid
      and c.status in ('draft', 'submitted', 'under_review', 'action_required', 'approved')
      and (c.status <> 'approved' or exists (select from association a where a.claim_item_id = i.id and a.status <> 'ended'))
  `.execute(call.em.getKysely())
  return new Map(rows.map((row) => [row.itemKey, row]))
}

const itemFacts = async (
  call: Call,
  catalogue: readonly AreaItem[],
  item: { code: string; subscription: string },
  waitHours: number,
): Promise<ItemFacts> => {
  const row = catalogue.find(({ code }) => code === item.code)
  if (!row) return { code: item.code, known: false, designation: false, own: null, subscription: null }
  const { code, designation, own } = row
  if (row.level === 'workload') return { code, known: true, designation, own, subscription: null }
  const typed = item.subscription.trim()
  // With one subscription only, that one is meant, so that its own problem is said instead of "not on this tenant".
  const meant = shownItem(row).prefill ?? onlySubscription(row.subscriptions)
  const guid = typed === '' ? meant : (readGuid(typed) ?? null)
  const found = guid ? await findSubscription(call, guid) : null
  const ownSubscription = row.subscriptions.find(({ subscriptionId }) => subscriptionId === guid)?.own ?? null
  const { family: productFamily, channels, subscriptions: onTenant } = row
  const subscription = {
    productCode: code,
    productFamily,
    channels,
    onTenant,
    found,
    own: ownSubscription,
    waitHours,
  }
  return { code, known: true, designation, own: ownSubscription, subscription }
}

/** An item as the wizard shows it: choosable, or greyed with the reason on it (CLM-R9, R11). */
export const shownItem = ({ subscriptions, own, level, ...item }: AreaItem) => {
  const eligible = subscriptions.filter(({ own: taken, channel }) => !taken && channel !== 'reseller_managed')
  const allOwn = level === 'subscription' && subscriptions.length > 0 && subscriptions.every((each) => each.own)
  const holder = own ?? (allOwn ? (subscriptions[0]?.own ?? null) : null)
  return {
    code: item.code,
    name: item.name,
    help: item.help,
    present: item.present,
    block: item.designation ? ('designation' as const) : holder ? ('already_yours' as const) : null,
    heldBy: holder,
    subscriptionCount: subscriptions.length,
    prefill: level === 'subscription' ? onlySubscription(eligible) : null,
  }
}
