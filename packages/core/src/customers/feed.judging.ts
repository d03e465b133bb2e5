import { sql } from 'kysely'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CustomerRow, SubscriptionRow, UsageRow } from './feed.rules.ts'

/**
 * A domain belongs to one tenant. The newest file says which: a tenant of the file holds what its row names, the others
 * what they held before. A row that turns out wrong gives nothing up, which may make another one wrong.
 */
export const judgeCustomers = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<CustomerRow>[],
  found: Findings,
): Promise<void> => {
  judgeTwice(rows, ({ tenant_id }) => tenant_id, 'tenant_id', found)
  const { rows: before } = await sql<{ domain: string; tenantId: string }>`
    select d.domain, t.tenant_id as "tenantId" from tenant_domain d join customer_tenant t on t.id = d.customer_tenant_id
    where d.vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  for (let again = true; again;) {
    const good = rows.filter(({ line }) => !found.isWrong(line))
    const told = new Set(good.map(({ row }) => row.tenant_id))
    const holder = new Map(
      before.filter(({ tenantId }) => !told.has(tenantId)).map((each) => [each.domain, each.tenantId]),
    )
    again = false
    for (const { line, row } of good)
      for (const domain of row.domains)
        if ((holder.get(domain) ?? row.tenant_id) === row.tenant_id) holder.set(domain, row.tenant_id)
        else {
          found.say(line, 'domains', domain, 'is verified on another tenant: take it out here or there')
          again = true
        }
  }
}

export const judgeTenants = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<{ tenant_id: string }>[],
  found: Findings,
): Promise<void> => {
  const { rows: tenants } = await sql<{ id: string }>`
    select tenant_id as id from customer_tenant where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const known = new Set(tenants.map(({ id }) => id))
  for (const { line, row } of rows)
    if (!known.has(row.tenant_id))
      found.say(line, 'tenant_id', row.tenant_id, 'is not known: import its customer first')
}

/** subscription → tenant, both by their GUIDs. */
export const ownersOfSubscriptions = async (call: Call, vendorId: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; tenantId: string }>`
    select s.subscription_id as id, t.tenant_id as "tenantId" from subscription s
    join customer_tenant t on t.id = s.customer_tenant_id where s.vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  return new Map(rows.map(({ id, tenantId }) => [id, tenantId]))
}

export const judgeSubscriptions = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<SubscriptionRow>[],
  found: Findings,
): Promise<void> => {
  await judgeTenants(call, vendorId, rows, found)
  const owners = await ownersOfSubscriptions(call, vendorId)
  judgeTwice(rows, ({ subscription_id }) => subscription_id, 'subscription_id', found)
  const { rows: products } = await sql<{ code: string }>`
    select code from product where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const codes = new Set(products.map(({ code }) => code))
  for (const { line, row } of rows) {
    if (!codes.has(row.product)) found.say(line, 'product', row.product, 'is not in the catalogue')
    if ((owners.get(row.subscription_id) ?? row.tenant_id) !== row.tenant_id)
      found.say(
        line,
        'tenant_id',
        row.tenant_id,
        'is not its owner: the subscription is known on another tenant, and does not move',
      )
  }
}

export const judgeUsage = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<UsageRow>[],
  found: Findings,
): Promise<void> => {
  await judgeTenants(call, vendorId, rows, found)
  const owners = await ownersOfSubscriptions(call, vendorId)
  judgeTwice(rows, ({ tenant_id, item, month }) => `${tenant_id} ${item} ${month}`, 'month', found)
  const { rows: workloads } = await sql<{ code: string }>`
    select code from workload where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const codes = new Set(workloads.map(({ code }) => code))
  for (const { line, row } of rows) {
    if (codes.has(row.item)) continue
    const owner = owners.get(row.item)
    if (owner === undefined)
      found.say(line, 'item', row.item, 'is neither a workload of the catalogue nor a known subscription')
    else if (owner !== row.tenant_id)
      found.say(line, 'item', row.item, 'is a subscription of another tenant: correct one of the two')
  }
}
