import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inScope, texts } from '../kernel/conditions.ts'
import type { Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LocationStatus } from '../organisations/location.rules.ts'
import type { LocationFilters, LocationTableInput } from './table.rules.ts'
import { askerOf, mostFound, ownOrganization, patternOf, readAncestors, withOwnBelow } from './tree.queries.ts'
import type { Ancestor } from './tree.queries.ts'

interface Row {
  id: string
  version: number
  parentId: string | null
  number: number
  name: string
  legalName: string
  city: string
  region: string
  country: string
  currency: string
  status: LocationStatus
  enrolled: boolean
  isHeadquarters: boolean
  below: number
  height: number
  createdAt: string
}

/** A row of the table: the location, what is above it from the top, and its level, the headquarters being 1. */
export interface TableRow extends Row {
  above: Ancestor[]
  level: number
}

export interface TablePage {
  rows: TableRow[]
  nextCursor: string | null
}

/** One page of all locations in a scope, as a table: the same data as the tree, sorted, filtered, each with its path. */
export const listTable = async (
  call: Call,
  scope: Scope,
  key: Uint8Array,
  input: LocationTableInput,
): Promise<TablePage> => {
  const { cursor, ...filters } = input
  const binding = JSON.stringify(['locations', filters, ...askerOf(call)])
  const after = cursor ? readCursor(key, binding, cursor) : null
  const down = input.direction === 'desc'
  const order = input.sort === 'number' ? sql`(l.number)` : sql`(l.name, l.id)`
  const start =
    input.sort === 'number'
      ? sql`(${after?.[0] ?? 0}::int)`
      : sql`(${after?.[0] ?? ''}::text, ${after?.[1] ?? null}::uuid)`
  const found = await readRows(call, {
    where: sql`${conditions(scope, input)} and ${after === null ? sql`true` : sql`${order} ${down ? sql`<` : sql`>`} ${start}`}`,
    order: input.sort === 'number' ? [sql`l.number`] : [sql`l.name`, sql`l.id`],
    down,
    limit: input.size + 1,
  })
  const rows = found.slice(0, input.size)
  const last = found.length > input.size ? rows.at(-1) : undefined
  const nextCursor = last
    ? writeCursor(key, binding, input.sort === 'number' ? [last.number] : [last.name, last.id])
    : null
  return { rows: await withPaths(call, scope, rows), nextCursor }
}

interface Reading {
  where: RawBuilder<unknown>
  order: RawBuilder<unknown>[]
  down: boolean
  limit: number
}

const readRows = async (call: Call, { where, order, down, limit }: Reading): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select l.id, l.version, l.parent_id as "parentId", l.number, l.name, l.legal_name as "legalName", l.city, l.region, l.country, l.currency,
      l.status, l.enrolled, l.is_headquarters as "isHeadquarters", l.below, l.height, l.created_at::text as "createdAt"
    from location l where ${where}
    order by ${sql.join(order.map((each) => sql`${each} ${down ? sql`desc` : sql`asc`}`))} limit ${limit}
  `.execute(call.em.getKysely())
  return rows.map((row) => ({ ...row, createdAt: isoOf(row.createdAt) }))
}

const withPaths = async (call: Call, scope: Scope, rows: readonly Row[]): Promise<TableRow[]> => {
  const known = await withOwnBelow(call, scope, rows)
  const above = await readAncestors(
    call,
    rows.map(({ id }) => id),
  )
  return known.map((row) => {
    const path = above.get(row.id) ?? []
    return { ...row, above: path, level: path.length + 1 }
  })
}

const conditions = (scope: Scope, filters: LocationFilters): RawBuilder<unknown> =>
  sql.join(
    [
      sql`l.organization_id = ${ownOrganization}`,
      inScope(scope, sql`l.id`),
      filters.statuses.length > 0 ? sql`l.status = any(${texts(filters.statuses)})` : sql`l.left_at is null`,
      filters.country === null ? null : sql`l.country = ${filters.country}`,
      filters.enrolledOnly ? sql`l.enrolled` : null,
      filters.search === ''
        ? null
        : sql`l.id in (select id from find_locations(${patternOf(filters.search)}, ${mostFound}))`,
      filters.underId === null ? null : under(filters.underId),
    ].filter((condition) => condition !== null),
    sql` and `,
  )

const under = (locationId: string): RawBuilder<unknown> => sql`l.id in (
  with recursive below as (
    select ${locationId}::uuid as id union all select c.id from below b join location c on c.parent_id = b.id)
  select id from below)`

/** How many locations the filters let through: said before they are exported (GEN-R6). */
export const countTable = async (call: Call, scope: Scope, filters: LocationFilters): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from location l where ${conditions(scope, filters)}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

/** So many rows of the table after a number, by number: an export reads them batch by batch. */
export const readBatchAfter = async (
  call: Call,
  scope: Scope,
  filters: LocationFilters,
  { after, limit }: { after: number; limit: number },
): Promise<TableRow[]> =>
  withPaths(
    call,
    scope,
    await readRows(call, {
      where: sql`${conditions(scope, filters)} and l.number > ${after}::int`,
      order: [sql`l.number`],
      down: false,
      limit,
    }),
  )
