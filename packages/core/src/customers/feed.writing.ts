import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { subscriptionKey, workloadKey } from './customer.rules.ts'
import type { CustomerRow, SubscriptionRow, UsageRow } from './feed.rules.ts'

/** What is known already is replaced, nothing is deleted by its absence. Domains are what the newest file says; what the customer set itself stays. */
export const writeCustomers = async (call: Call, vendorId: string, rows: readonly CustomerRow[]): Promise<void> => {
  const db = call.em.getKysely()
  const json = JSON.stringify(rows.map((row) => ({ id: newId(call.now), ...row })))
  await sql`
    insert into customer_tenant (id, vendor_id, tenant_id, name, country, language, sector, seats, public_sector, consent_mode)
    select id, ${vendorId}, tenant_id, name, country, language, sector, seats, public_sector, consent_mode
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, tenant_id uuid, name text, country text, language text, sector text,
      seats int, public_sector boolean, consent_mode text)
    on conflict (vendor_id, tenant_id) do update set name = excluded.name, country = excluded.country,
      sector = excluded.sector, seats = excluded.seats, public_sector = excluded.public_sector,
      language = case when ${isSetByCustomer} then customer_tenant.language else excluded.language end,
      consent_mode = case when ${isSetByCustomer} then customer_tenant.consent_mode else excluded.consent_mode end
  `.execute(db)
  const tenants = uuids(rows.map(({ tenant_id }) => tenant_id))
  const domains = JSON.stringify(
    rows.flatMap((row) => row.domains.map((domain) => ({ id: newId(call.now), tenant_id: row.tenant_id, domain }))),
  )
  await sql`
    delete from tenant_domain d using customer_tenant t where t.id = d.customer_tenant_id and t.vendor_id = ${vendorId}
      and t.tenant_id = any(${tenants})
  `.execute(db)
  await sql`
    insert into tenant_domain (id, vendor_id, customer_tenant_id, domain)
    select r.id, ${vendorId}, t.id, r.domain from jsonb_to_recordset(${domains}::jsonb) as r (id uuid, tenant_id uuid, domain text)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
  `.execute(db)
  await writeAdministrators(call, vendorId, rows, tenants)
}

/** What the customer chose on its own page is not taken back by the vendor's file (B.2.7). */
const isSetByCustomer = sql`exists (select from event e where e.aggregate_id = customer_tenant.id and e.type = 'customer.policySet')`

/** Whom the customer named itself, or its domain proved, is in no directory and stays. */
const writeAdministrators = async (
  call: Call,
  vendorId: string,
  rows: readonly CustomerRow[],
  tenants: RawBuilder<string[]>,
): Promise<void> => {
  const db = call.em.getKysely()
  const json = JSON.stringify(
    rows.flatMap((row) =>
      row.administrators.map((admin) => ({ id: newId(call.now), tenant_id: row.tenant_id, ...admin })),
    ),
  )
  await sql`
    update tenant_admin a set state = 'removed' from customer_tenant t where t.id = a.customer_tenant_id
      and t.vendor_id = ${vendorId} and t.tenant_id = any(${tenants}) and a.invited_by is null and not exists (
        select from jsonb_to_recordset(${json}::jsonb) as r (tenant_id uuid, email text)
        where r.tenant_id = t.tenant_id and r.email = a.email)
  `.execute(db)
  await sql`
    insert into tenant_admin (id, vendor_id, customer_tenant_id, name, email, state)
    select r.id, ${vendorId}, t.id, r.name, r.email, 'imported'
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, tenant_id uuid, name text, email text)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
    on conflict (customer_tenant_id, email) do update set name = excluded.name,
      state = case tenant_admin.state when 'removed' then 'imported' else tenant_admin.state end
  `.execute(db)
}

export const writeSubscriptions = async (
  call: Call,
  vendorId: string,
  rows: readonly SubscriptionRow[],
): Promise<void> => {
  const json = JSON.stringify(rows.map((row) => ({ id: newId(call.now), ...row })))
  await sql`
    insert into subscription (id, vendor_id, subscription_id, customer_tenant_id, product_code, channel, state, seats, country, activated_at, ends_at)
    select r.id, ${vendorId}, r.subscription_id, t.id, r.product, r.channel, r.state, r.seats, r.country, r.activated_at, r.ends_at
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, subscription_id uuid, tenant_id uuid, product text, channel text, state text,
      seats int, country text, activated_at timestamptz, ends_at timestamptz)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
    on conflict (vendor_id, subscription_id) do update set product_code = excluded.product_code, channel = excluded.channel, state = excluded.state, seats = excluded.seats,
      country = excluded.country, activated_at = excluded.activated_at, ends_at = excluded.ends_at
  `.execute(call.em.getKysely())
}

export const writeUsage = async (call: Call, vendorId: string, rows: readonly UsageRow[]): Promise<void> => {
  const json = JSON.stringify(
    rows.map((row) => {
      const guid = readGuid(row.item)
      return {
        ...row,
        id: newId(call.now),
        item: guid ? subscriptionKey(guid) : workloadKey(row.item),
        month: `${row.month}-01`,
      }
    }),
  )
  await sql`
    insert into usage_fact (id, vendor_id, customer_tenant_id, item_key, month, active_entitlements, qualified_entitlements)
    select r.id, ${vendorId}, t.id, r.item, r.month, r.active_entitlements, r.qualified_entitlements
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, tenant_id uuid, item text, month date, active_entitlements int, qualified_entitlements int)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
    on conflict (customer_tenant_id, item_key, month) do update set active_entitlements = excluded.active_entitlements,
      qualified_entitlements = excluded.qualified_entitlements
  `.execute(call.em.getKysely())
}
