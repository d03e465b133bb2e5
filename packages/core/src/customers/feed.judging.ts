import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import type { CustomerRow, FeedName, RowError, SubscriptionRow, UsageRow } from './feed.rules.ts'
import { feedShapes } from './feed.rules.ts'
import type { FeedRecord } from './feed.records.ts'

export type FeedRow = CustomerRow | SubscriptionRow | UsageRow

export interface Judged<Row = FeedRow> {
  line: number
  row: Row
}

export interface Judgement {
  good: Judged[]
  errors: RowError[]
}

/** Judges every row by itself, then by what it refers to and by the other rows. */
export const judge = async (
  call: Call,
  vendorId: string,
  feed: FeedName,
  records: readonly FeedRecord[],
): Promise<Judgement> => {
  const judged = records.map((record) => judgeShape(feed, record))
  const found = new Findings(judged.flatMap(({ errors }) => errors))
  const rows = judged.flatMap(({ row }) => row ?? [])
  if (feed === 'customers') await judgeCustomers(call, vendorId, rows as Judged<CustomerRow>[], found)
  else await judgeOwned(call, vendorId, feed, rows as Judged<SubscriptionRow | UsageRow>[], found)
  return { good: rows.filter(({ line }) => !found.isWrong(line)), errors: found.inOrder() }
}

/** What is wrong so far, by line. */
class Findings {
  readonly #errors: RowError[]
  readonly #wrong: Set<number>

  constructor(errors: RowError[]) {
    this.#errors = errors
    this.#wrong = new Set(errors.map(({ line }) => line))
  }

  say(line: number, column: string, value: string, message: string): void {
    this.#errors.push({ line, column, value, message })
    this.#wrong.add(line)
  }

  isWrong(line: number): boolean {
    return this.#wrong.has(line)
  }

  inOrder(): RowError[] {
    return this.#errors.toSorted((a, b) => a.line - b.line)
  }
}

const shown = (value: string | undefined): string => (value ?? '').slice(0, 80)

const judgeShape = (feed: FeedName, { line, values }: FeedRecord): { row?: Judged; errors: RowError[] } => {
  // PostgreSQL cannot store this character, in no text at all.
  const nul = Object.keys(values).filter((column) => values[column]!.includes('\0'))
  if (nul.length > 0)
    return {
      errors: nul.map((column) => ({
        line,
        column,
        value: shown(values[column]),
        message: 'holds a NUL character: take it out',
      })),
    }
  const result = feedShapes[feed].safeParse(values)
  if (result.success) return { row: { line, row: result.data }, errors: [] }
  const errors = result.error.issues.map(({ path, message }) => {
    const column = String(path[0] ?? '')
    return { line, column, value: shown(values[column]), message }
  })
  return { errors }
}

const judgeTwice = <Row>(
  rows: readonly Judged<Row>[],
  keyOf: (row: Row) => string,
  column: string,
  found: Findings,
): void => {
  const seen = new Map<string, number>()
  for (const { line, row } of rows) {
    const key = keyOf(row)
    const first = seen.get(key)
    if (first === undefined) seen.set(key, line)
    else found.say(line, column, key, `stands in line ${first} already: keep one of the two`)
  }
}

/**
 * A domain belongs to one tenant. The newest file says which: a tenant of the file holds what its row names, the others
 * what they held before. A row that turns out wrong gives nothing up, which may make another one wrong.
 */
const judgeCustomers = async (
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

const judgeOwned = async (
  call: Call,
  vendorId: string,
  feed: FeedName,
  rows: readonly Judged<SubscriptionRow | UsageRow>[],
  found: Findings,
): Promise<void> => {
  const { rows: tenants } = await sql<{ id: string }>`
    select tenant_id as id from customer_tenant where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const known = new Set(tenants.map(({ id }) => id))
  for (const { line, row } of rows)
    if (!known.has(row.tenant_id))
      found.say(line, 'tenant_id', row.tenant_id, 'is not known: import its customer first')
  const owners = await ownersOfSubscriptions(call, vendorId)
  if (feed === 'subscriptions')
    await judgeSubscriptions(call, vendorId, rows as Judged<SubscriptionRow>[], owners, found)
  else await judgeUsage(call, vendorId, rows as Judged<UsageRow>[], owners, found)
}

/** subscription → tenant, both by their GUIDs. */
const ownersOfSubscriptions = async (call: Call, vendorId: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; tenantId: string }>`
    select s.subscription_id as id, t.tenant_id as "tenantId" from subscription s
    join customer_tenant t on t.id = s.customer_tenant_id where s.vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  return new Map(rows.map(({ id, tenantId }) => [id, tenantId]))
}

const judgeSubscriptions = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<SubscriptionRow>[],
  owners: ReadonlyMap<string, string>,
  found: Findings,
): Promise<void> => {
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

const judgeUsage = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<UsageRow>[],
  owners: ReadonlyMap<string, string>,
  found: Findings,
): Promise<void> => {
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
