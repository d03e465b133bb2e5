import { sql } from 'kysely'
import { productKey, subscriptionKey, workloadKey } from '../customers/customer.rules.ts'
import { judgeTenants, ownersOfSubscriptions } from '../customers/feed.judging.ts'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Feed } from '../kernel/feed.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import {
  amountColumns,
  AmountRow as AmountShape,
  associationColumns,
  AssociationRow as AssociationShape,
} from './recorded.feed.rules.ts'
import type { AmountRow, AssociationRow } from './recorded.feed.rules.ts'

/** Partners on record by other methods than claims: a reference that is known already is replaced, with its partner. */
export const associationFeed: Feed<AssociationRow> = {
  name: 'associations',
  columns: associationColumns,
  shape: AssociationShape,
  judge: async (call, vendorId, rows, found) => {
    judgeTwice(rows, ({ method, reference }) => `${method} ${reference}`, 'reference', found)
    await judgeLocations(call, vendorId, rows, found)
    await judgeTenants(call, vendorId, rows, found)
    await judgeItems(call, vendorId, rows, found)
  },
  write: async (call, vendorId, rows) => {
    const { workloads } = await readCodes(call, vendorId)
    const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now), item: keyOf(row.item, workloads) })))
    await sql`
      insert into recorded_association (id, vendor_id, organization_id, location_id, customer_tenant_id, method, reference, item_key, since, ended_at)
      select r.id, ${vendorId}, l.organization_id, l.id, t.id, r.method, r.reference, r.item, r.since, r.ended_at
      from jsonb_to_recordset(${json}::jsonb) as r (id uuid, method text, reference text, location_number int, tenant_id uuid, item text,
        since timestamptz, ended_at timestamptz)
      join location l on l.vendor_id = ${vendorId} and l.number = r.location_number
      join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
      on conflict (vendor_id, method, reference) do update set organization_id = excluded.organization_id, location_id = excluded.location_id,
        customer_tenant_id = excluded.customer_tenant_id, item_key = excluded.item_key, since = excluded.since, ended_at = excluded.ended_at
    `.execute(call.em.getKysely())
  },
}

/** What customers consumed and what sales brought, by month: an amount that is known already is replaced. */
export const amountFeed: Feed<AmountRow> = {
  name: 'amounts',
  columns: amountColumns,
  shape: AmountShape,
  judge: async (call, vendorId, rows, found) => {
    const keyOfAmount = ({ amount: _amount, month, ...row }: AmountRow) => `${Object.values(row).join(' ')} ${month}`
    judgeTwice(rows, keyOfAmount, 'month', found)
    await judgeLocations(call, vendorId, rows, found)
    await judgeTenants(call, vendorId, rows, found)
    const { workloads, products } = await readCodes(call, vendorId)
    for (const { line, row } of rows)
      if (!workloads.has(row.product) && !products.has(row.product))
        found.say(line, 'product', row.product, 'is not in the catalogue')
  },
  write: async (call, vendorId, rows) => {
    const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now), month: `${row.month}-01` })))
    await sql`
      insert into amount_fact (id, vendor_id, organization_id, location_id, customer_tenant_id, product_code, method, measure, month, amount_minor)
      select r.id, ${vendorId}, l.organization_id, l.id, t.id, r.product, r.method, r.measure, r.month, r.amount
      from jsonb_to_recordset(${json}::jsonb) as r (id uuid, month date, location_number int, tenant_id uuid, product text, method text,
        measure text, amount bigint)
      join location l on l.vendor_id = ${vendorId} and l.number = r.location_number
      join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
      on conflict (location_id, customer_tenant_id, product_code, method, measure, month) do update set amount_minor = excluded.amount_minor
    `.execute(call.em.getKysely())
  },
}

/** A location's own number is wanted: a global number says whose it is, and not which place works there (CLM-R4). */
export const judgeLocations = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<{ location_number: number }>[],
  found: Findings,
): Promise<void> => {
  const numbers = JSON.stringify([...new Set(rows.map(({ row }) => row.location_number))])
  const { rows: known } = await sql<{ number: number; isGlobal: boolean }>`
    select n.number, not exists (select from location l where l.vendor_id = ${vendorId} and l.number = n.number) as "isGlobal"
    from (select value::int as number from jsonb_array_elements_text(${numbers}::jsonb)) n
    where exists (select from location l where l.vendor_id = ${vendorId} and l.number = n.number)
      or exists (select from organization o where o.vendor_id = ${vendorId} and o.global_number = n.number)
  `.execute(call.em.getKysely())
  const isGlobal = new Map(known.map((each) => [each.number, each.isGlobal]))
  for (const { line, row } of rows) {
    const number = row.location_number
    if (isGlobal.get(number) === undefined)
      found.say(line, 'location_number', String(number), 'is the number of no location')
    else if (isGlobal.get(number))
      found.say(line, 'location_number', String(number), 'is a global number: give the number of one of its locations')
  }
}

interface Codes {
  workloads: ReadonlySet<string>
  products: ReadonlySet<string>
}

const readCodes = async (call: Call, vendorId: string): Promise<Codes> => {
  const { rows } = await sql<{ code: string; isWorkload: boolean }>`
    select code, true as "isWorkload" from workload where vendor_id = ${vendorId}
    union all select code, false from product where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const codes = (isWorkload: boolean) =>
    new Set(rows.flatMap((each) => (each.isWorkload === isWorkload ? each.code : [])))
  return { workloads: codes(true), products: codes(false) }
}

const judgeItems = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<AssociationRow>[],
  found: Findings,
): Promise<void> => {
  const { workloads, products } = await readCodes(call, vendorId)
  const owners = await ownersOfSubscriptions(call, vendorId)
  for (const { line, row } of rows) {
    if (workloads.has(row.item) || products.has(row.item)) continue
    const owner = owners.get(row.item)
    if (owner === undefined)
      found.say(line, 'item', row.item, 'is no workload and no product of the catalogue, and no known subscription')
    else if (owner !== row.tenant_id)
      found.say(line, 'item', row.item, 'is a subscription of another tenant: correct one of the two')
  }
}

/** As claims and usage figures name it; a product as a whole they do not name. */
const keyOf = (item: string, workloads: ReadonlySet<string>): string => {
  if (readGuid(item)) return subscriptionKey(item)
  return workloads.has(item) ? workloadKey(item) : productKey(item)
}
