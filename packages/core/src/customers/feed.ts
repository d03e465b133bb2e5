import { sql } from 'kysely'
import { parse } from 'csv-parse/sync'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId, readGuid } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { subscriptionKey, workloadKey } from './customer.rules.ts'
import type { CustomerRow, FeedName, RowError, SubscriptionRow, UsageRow } from './feed.rules.ts'
import { feedShapes } from './feed.rules.ts'

export interface FeedReport {
  feed: FeedName
  rows: number
  written: number
  errors: RowError[]
}

interface Judged<Row> {
  line: number
  row: Row
}

/**
 * Takes one feed file in. Every row is judged, and so is what it refers to; unless `validOnly`, one wrong row and nothing
 * is written. Refuses with `FEED_UNREADABLE` or `FEED_COLUMNS` when the file as a whole cannot be read.
 */
export const takeFeed = async (
  call: Call,
  vendorId: string,
  feed: FeedName,
  content: string,
  validOnly: boolean,
): Promise<FeedReport> => {
  const records = readRecords(feed, content)
  const errors: RowError[] = []
  const rows = judgeShapes(feed, records, errors)
  const known = await referToKnown(call, vendorId, feed, rows, errors)
  const wrong = new Set(errors.map(({ line }) => line))
  const good = known.filter(({ line }) => !wrong.has(line))
  const report = { feed, rows: records.length, written: 0, errors: errors.toSorted((a, b) => a.line - b.line) }
  if ((errors.length > 0 && !validOnly) || good.length === 0) return report
  await write(
    call,
    vendorId,
    feed,
    good.map(({ row }) => row),
  )
  const vendor = await call.em.findOneOrFail(Vendor, { id: vendorId })
  happened(vendor, 'vendor.feedImported', { feed, rows: records.length, written: good.length, errors: errors.length })
  return { ...report, written: good.length }
}

type Line = Readonly<Record<string, string>>

const readRecords = (feed: FeedName, content: string): Line[] => {
  const wanted = Object.keys(feedShapes[feed].shape)
  let records: Line[]
  try {
    records = parse(content.replace(/^sep=.\r?\n/, ''), {
      bom: true,
      columns: true,
      delimiter: delimiterOf(content),
      trim: true,
      skip_empty_lines: true,
      relax_column_count: false,
    }) as Line[]
  } catch (error) {
    return refuse('invalid', 'FEED_UNREADABLE', { params: { reason: (error as Error).message } })
  }
  const missing = wanted.filter((column) => !(column in (records[0] ?? {})))
  if (missing.length > 0) refuse('invalid', 'FEED_COLUMNS', { params: { missing: missing.join(', ') } })
  return records
}

/** Spreadsheets write commas, semicolons or tabs, by country: the header says which. */
const delimiterOf = (content: string): string => {
  const header = /^.*$/m.exec(content.replace(/^\uFEFF?(sep=.\r?\n)?/, ''))?.[0] ?? ''
  return [',', ';', '\t'].toSorted((a, b) => header.split(b).length - header.split(a).length)[0]!
}

const judgeShapes = (
  feed: FeedName,
  records: readonly Line[],
  errors: RowError[],
): Judged<CustomerRow | SubscriptionRow | UsageRow>[] => {
  const judged: Judged<CustomerRow | SubscriptionRow | UsageRow>[] = []
  records.forEach((record, at) => {
    const line = at + 2
    const result = feedShapes[feed].safeParse(record)
    if (result.success) judged.push({ line, row: result.data })
    else
      for (const issue of result.error.issues) {
        const column = String(issue.path[0] ?? '')
        errors.push({ line, column, value: (record[column] ?? '').slice(0, 80), message: issue.message })
      }
  })
  return judged
}

type AnyRow = Judged<CustomerRow | SubscriptionRow | UsageRow>

/** What rows refer to must be there, and what is unique must not be there twice. */
const referToKnown = async (
  call: Call,
  vendorId: string,
  feed: FeedName,
  rows: readonly AnyRow[],
  errors: RowError[],
): Promise<AnyRow[]> => {
  if (feed === 'customers') return judgeCustomers(call, vendorId, rows as Judged<CustomerRow>[], errors)
  const tenants = await tenantIds(call, vendorId)
  for (const { line, row } of rows)
    if (!tenants.has(row.tenant_id))
      errors.push({
        line,
        column: 'tenant_id',
        value: row.tenant_id,
        message: 'is not known: import its customer first',
      })
  if (feed === 'subscriptions') return judgeSubscriptions(call, vendorId, rows as Judged<SubscriptionRow>[], errors)
  return judgeUsage(call, vendorId, rows as Judged<UsageRow>[], errors)
}

const tenantIds = async (call: Call, vendorId: string): Promise<Set<string>> => {
  const { rows } = await sql<{
    id: string
  }>`select tenant_id as id from customer_tenant where vendor_id = ${vendorId}`.execute(call.em.getKysely())
  return new Set(rows.map(({ id }) => id))
}

const twice = <Row>(
  rows: readonly Judged<Row>[],
  key: (row: Row) => string,
  column: string,
  errors: RowError[],
): void => {
  const seen = new Map<string, number>()
  for (const { line, row } of rows) {
    const value = key(row)
    const first = seen.get(value)
    if (first) errors.push({ line, column, value, message: `stands in line ${first} already` })
    else seen.set(value, line)
  }
}

const judgeCustomers = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<CustomerRow>[],
  errors: RowError[],
): Promise<AnyRow[]> => {
  twice(rows, ({ tenant_id }) => tenant_id, 'tenant_id', errors)
  const { rows: taken } = await sql<{ domain: string; tenantId: string }>`
    select d.domain, t.tenant_id as "tenantId" from tenant_domain d join customer_tenant t on t.id = d.customer_tenant_id where d.vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const owner = new Map(taken.map(({ domain, tenantId }) => [domain, tenantId]))
  for (const { line, row } of rows)
    for (const domain of row.domains) {
      const holder = owner.get(domain)
      if (holder && holder !== row.tenant_id)
        errors.push({ line, column: 'domains', value: domain, message: 'is verified on another tenant' })
      else owner.set(domain, row.tenant_id)
    }
  return [...rows]
}

const judgeSubscriptions = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<SubscriptionRow>[],
  errors: RowError[],
): Promise<AnyRow[]> => {
  twice(rows, ({ subscription_id }) => subscription_id, 'subscription_id', errors)
  const { rows: known } = await sql<{ code: string }>`select code from product where vendor_id = ${vendorId}`.execute(
    call.em.getKysely(),
  )
  const products = new Set(known.map(({ code }) => code))
  for (const { line, row } of rows)
    if (!products.has(row.product))
      errors.push({ line, column: 'product', value: row.product, message: 'is not in the catalogue' })
  return [...rows]
}

const judgeUsage = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<UsageRow>[],
  errors: RowError[],
): Promise<AnyRow[]> => {
  twice(rows, ({ tenant_id, item, month }) => `${tenant_id} ${item} ${month}`, 'month', errors)
  const { rows: known } = await sql<{ item: string }>`
    select code as item from workload where vendor_id = ${vendorId}
    union all select subscription_id::text from subscription where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const items = new Set(known.map(({ item }) => item))
  for (const { line, row } of rows)
    if (!items.has(readGuid(row.item) ?? row.item))
      errors.push({
        line,
        column: 'item',
        value: row.item,
        message: 'is neither a workload of the catalogue nor a known subscription',
      })
  return [...rows]
}

const write = (
  call: Call,
  vendorId: string,
  feed: FeedName,
  rows: readonly (CustomerRow | SubscriptionRow | UsageRow)[],
): Promise<void> => {
  if (feed === 'customers') return writeCustomers(call, vendorId, rows as CustomerRow[])
  if (feed === 'subscriptions') return writeSubscriptions(call, vendorId, rows as SubscriptionRow[])
  return writeUsage(call, vendorId, rows as UsageRow[])
}

/** Domains and administrators are what the newest file says: who is no longer in it is removed. */
const writeCustomers = async (call: Call, vendorId: string, rows: readonly CustomerRow[]): Promise<void> => {
  const db = call.em.getKysely()
  const json = JSON.stringify(rows.map((row) => ({ id: newId(call.now), ...row })))
  await sql`
    insert into customer_tenant (id, vendor_id, tenant_id, name, country, language, sector, seats, public_sector, consent_mode)
    select id, ${vendorId}, tenant_id, name, country, language, sector, seats, public_sector, consent_mode
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, tenant_id uuid, name text, country text, language text, sector text,
      seats int, public_sector boolean, consent_mode text)
    on conflict (vendor_id, tenant_id) do update set name = excluded.name, country = excluded.country, language = excluded.language,
      sector = excluded.sector, seats = excluded.seats, public_sector = excluded.public_sector, consent_mode = excluded.consent_mode
  `.execute(db)
  const tenants = `{${rows.map(({ tenant_id }) => tenant_id).join(',')}}`
  const domains = JSON.stringify(
    rows.flatMap((row) => row.domains.map((domain) => ({ id: newId(call.now), tenant_id: row.tenant_id, domain }))),
  )
  await sql`
    delete from tenant_domain d using customer_tenant t where t.id = d.customer_tenant_id and t.vendor_id = ${vendorId}
      and t.tenant_id = any(${tenants}::uuid[])
  `.execute(db)
  await sql`
    insert into tenant_domain (id, vendor_id, customer_tenant_id, domain)
    select r.id, ${vendorId}, t.id, r.domain from jsonb_to_recordset(${domains}::jsonb) as r (id uuid, tenant_id uuid, domain text)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
  `.execute(db)
  await writeAdministrators(call, vendorId, rows, tenants)
}

const writeAdministrators = async (
  call: Call,
  vendorId: string,
  rows: readonly CustomerRow[],
  tenants: string,
): Promise<void> => {
  const db = call.em.getKysely()
  const json = JSON.stringify(
    rows.flatMap((row) =>
      row.administrators.map((admin) => ({ id: newId(call.now), tenant_id: row.tenant_id, ...admin })),
    ),
  )
  await sql`
    update tenant_admin a set state = 'removed' from customer_tenant t where t.id = a.customer_tenant_id
      and t.vendor_id = ${vendorId} and t.tenant_id = any(${tenants}::uuid[])
  `.execute(db)
  await sql`
    insert into tenant_admin (id, vendor_id, customer_tenant_id, name, email, state)
    select r.id, ${vendorId}, t.id, r.name, r.email, 'imported'
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, tenant_id uuid, name text, email text)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
    on conflict (customer_tenant_id, email) do update set name = excluded.name, state = 'imported'
  `.execute(db)
}

const writeSubscriptions = async (call: Call, vendorId: string, rows: readonly SubscriptionRow[]): Promise<void> => {
  const json = JSON.stringify(rows.map((row) => ({ id: newId(call.now), ...row })))
  await sql`
    insert into subscription (id, vendor_id, subscription_id, customer_tenant_id, product_code, channel, state, seats, country, activated_at, ends_at)
    select r.id, ${vendorId}, r.subscription_id, t.id, r.product, r.channel, r.state, r.seats, r.country, r.activated_at, r.ends_at
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, subscription_id uuid, tenant_id uuid, product text, channel text, state text,
      seats int, country text, activated_at timestamptz, ends_at timestamptz)
    join customer_tenant t on t.vendor_id = ${vendorId} and t.tenant_id = r.tenant_id
    on conflict (vendor_id, subscription_id) do update set customer_tenant_id = excluded.customer_tenant_id,
      product_code = excluded.product_code, channel = excluded.channel, state = excluded.state, seats = excluded.seats,
      country = excluded.country, activated_at = excluded.activated_at, ends_at = excluded.ends_at
  `.execute(call.em.getKysely())
}

const writeUsage = async (call: Call, vendorId: string, rows: readonly UsageRow[]): Promise<void> => {
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
