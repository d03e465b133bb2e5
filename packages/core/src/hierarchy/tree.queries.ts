import { CompiledQuery, sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope, uuids } from '../kernel/conditions.ts'
import type { Grant, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Problem } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LocationFields } from '../organisations/location.input.rules.ts'
import type { LocationStatus } from '../organisations/location.rules.ts'
import type { TreeInput } from './table.rules.ts'

/** A location in the tree. Of a day in the past: no counts, and what it was called then. */
export interface TreeRow {
  id: string
  parentId: string | null
  number: number
  name: string
  /** Empty in the past. */
  city: string
  country: string
  isHeadquarters: boolean
  /** null in the past. */
  status: LocationStatus | null
  enrolled: boolean | null
  version: number | null
  /** How many locations are below it, and how many levels; null in the past. */
  below: number | null
  height: number | null
  hasChildren: boolean
}

/** Somebody's tree begins below locations of which they know the names (B.7.7). */
export interface Ancestor {
  id: string
  number: number
  name: string
}

/** A row with the names above it; none where its parent is on the screen. */
export type PlacedRow = TreeRow & { above: Ancestor[] }

export interface TreePage {
  rows: PlacedRow[]
  nextCursor: string | null
}

/**
 * One page of the children of a location, by number; without one, where the caller's own part of the tree begins, each with
 * the names above it. Refuses with `NOT_FOUND` what lies outside the scope (PRI-R1).
 */
export const readTree = async (call: Call, scope: Scope, key: Uint8Array, input: TreeInput): Promise<TreePage> => {
  const { parentId, asOf, size, cursor } = input
  if (parentId !== null && !isWithin(scope, parentId)) refuseAbsent()
  const binding = JSON.stringify(['tree', parentId, asOf, size, ...askerOf(call)])
  const after = cursor ? Number(readCursor(key, binding, cursor)[0]) : 0
  const place = { parentId, scope, after, limit: size + 1 }
  const found = asOf === null ? await readNow(call, place) : await readThen(call, place, asOf)
  const rows = found.slice(0, size)
  const last = found.length > size ? rows.at(-1) : undefined
  return {
    rows: parentId === null ? await withAbove(call, rows) : rows,
    nextCursor: last ? writeCursor(key, binding, [last.number]) : null,
  }
}

const withAbove = async (call: Call, rows: readonly TreeRow[]): Promise<PlacedRow[]> => {
  const above = await readAncestors(
    call,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, above: above.get(row.id) ?? [] }))
}

export const askerOf = (call: Call): (string | null)[] =>
  'personId' in call.actor ? [call.actor.personId, call.actor.organizationId] : []

interface Place {
  parentId: string | null
  scope: Scope
  after: number
  limit: number
}

/** The organisation of the call, as the fence knows it. */
export const ownOrganization = sql`nullif(current_setting('ofrecord.organization', true), '')::uuid`

/** What the table itself says; that it is the headquarters and has children follows from it. */
type Line = Omit<TreeRow, 'parentId' | 'isHeadquarters' | 'hasChildren'>

const lineColumns = 'l.id, l.number, l.name, l.city, l.country, l.status, l.enrolled, l.version, l.below, l.height'

/** Field by field: a literal takes an eighth of the time of a copy that is added to, and a page is read with every branch. */
const treeRow = (row: Line, parentId: string | null): PlacedRow => ({
  id: row.id,
  parentId,
  number: row.number,
  name: row.name,
  city: row.city,
  country: row.country,
  isHeadquarters: parentId === null,
  status: row.status,
  enrolled: row.enrolled,
  version: row.version,
  below: row.below,
  height: row.height,
  hasChildren: (row.below ?? 0) > 0,
  above: [],
})

const readNow = async (call: Call, place: Place): Promise<PlacedRow[]> =>
  withOwnChildren(
    call,
    place.scope,
    place.parentId === null ? await readBeginning(call, place) : await readChildren(call, place, place.parentId),
  )

/**
 * The page that is opened with every branch: a fixed text that nobody puts together for every call,
 * and no column that is the same in each row.
 */
const childrenText = `select ${lineColumns} from location l
  where l.parent_id = $1 and l.left_at is null and l.number > $2 and ($3::uuid[] is null or l.id = any($3))
  order by l.number limit $4`

const readChildren = async (call: Call, { scope, after, limit }: Place, parentId: string): Promise<PlacedRow[]> => {
  const others = scope === null || wholeIn(call, scope).has(parentId) ? null : scope
  const parameters = [parentId, after, others, limit]
  const { rows } = await call.em.getKysely().executeQuery<Line>(CompiledQuery.raw(childrenText, parameters))
  return rows.map((row) => treeRow(row, parentId))
}

/** The headquarters, or the highest locations of a scope. */
const readBeginning = async (call: Call, { scope, after, limit }: Place): Promise<PlacedRow[]> => {
  const first =
    scope === null
      ? sql`l.organization_id = ${ownOrganization} and l.is_headquarters`
      : sql`l.id = any(${uuids(await highestIn(call, scope))})`
  const { rows } = await sql<Line & { parentId: string | null }>`
    select ${sql.raw(lineColumns)}, l.parent_id as "parentId" from location l
    where ${first} and l.left_at is null and l.number > ${after}::int order by l.number limit ${limit}
  `.execute(call.em.getKysely())
  return rows.map((row) => treeRow(row, row.parentId))
}

/** A row that opened on nothing would look like a fault. */
const withOwnChildren = async (call: Call, scope: Scope, rows: PlacedRow[]): Promise<PlacedRow[]> =>
  scope === null ? rows : (await withOwnBelow(call, scope, rows)).map((row) => ({ ...row, hasChildren: row.below > 0 }))

/** Below a location may lie others that are not the reader's: the count is of those that the reader can open (PRI-R1). */
export const withOwnBelow = async <Row extends { id: string; below: number | null }>(
  call: Call,
  scope: Scope,
  rows: readonly Row[],
): Promise<(Row & { below: number })[]> => {
  if (scope === null) return rows.map((row) => ({ ...row, below: row.below ?? 0 }))
  const whole = wholeIn(call, scope)
  const tops = rows.flatMap(({ id, below }) => (below && !whole.has(id) ? [id] : []))
  const own = tops.length === 0 ? new Map<string, number>() : await countBelow(call, scope, tops)
  return rows.map((row) => ({ ...row, below: own.get(row.id) ?? (whole.has(row.id) ? (row.below ?? 0) : 0) }))
}

const countBelow = async (
  call: Call,
  scope: readonly string[],
  tops: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ id: string; below: number }>`
    with recursive own as (
      select id as top, id from unnest(${uuids(tops)}) as id
      union all select o.top, l.id from own o join location l on l.parent_id = o.id
        where l.left_at is null and ${inScope(scope, sql`l.id`)})
    select top as id, count(*)::int - 1 as below from own group by top
  `.execute(call.em.getKysely())
  return new Map(rows.map(({ id, below }) => [id, below]))
}

const grantsOf = ({ actor }: Call): readonly Grant[] => ('grants' in actor ? actor.grants : [])

/** The part of a scope below which nothing is somebody else's: the branches of a location's administrator that lie in it. */
const wholeIn = (call: Call, scope: readonly string[]): Set<string> => {
  const own = new Set(scope)
  const branches = grantsOf(call).flatMap(({ role, scope: held }) => (role === 'location_admin' && held ? [held] : []))
  return new Set(branches.filter((held) => held.every((id) => own.has(id))).flat())
}

/** The highest locations of a scope: each was given by itself, and what is above it was not. */
const highestIn = async (call: Call, scope: readonly string[]): Promise<string[]> => {
  const own = new Set(scope)
  const given = new Set(
    grantsOf(call)
      .flatMap(({ at }) => at ?? [])
      .filter((id) => own.has(id)),
  )
  const { rows } = await sql<{ id: string; parentId: string | null }>`
    select id, parent_id as "parentId" from location where id = any(${uuids(given)})
  `.execute(call.em.getKysely())
  return rows.flatMap(({ id, parentId }) => (parentId === null || !own.has(parentId) ? [id] : []))
}

const readThen = async (call: Call, { parentId, scope, after, limit }: Place, asOf: string): Promise<PlacedRow[]> => {
  const then = (place: RawBuilder<unknown>) =>
    sql`${place}.since <= ${asOf}::timestamptz and coalesce(${place}.until > ${asOf}::timestamptz, true)`
  const whose =
    parentId !== null
      ? sql`p.parent_id = ${parentId}`
      : scope === null
        ? sql`p.organization_id = ${ownOrganization} and p.is_headquarters`
        : sql`(p.parent_id is null or p.parent_id <> all(${uuids(scope)}))`
  const { rows } = await sql<PlacedRow>`
    select p.location_id as id, p.parent_id as "parentId", p.number, p.name, '' as city, p.country, p.is_headquarters as "isHeadquarters",
      null as status, null as enrolled, null as version, null as below, null as height,
      exists (select from location_place c where c.parent_id = p.location_id and ${then(sql`c`)} and ${inScope(scope, sql`c.location_id`)}) as "hasChildren", '[]'::json as above
    from location_place p where ${whose} and ${then(sql`p`)} and p.number > ${after}::int
      and ${inScope(scope, sql`p.location_id`)}
    order by p.number limit ${limit}
  `.execute(call.em.getKysely())
  return rows
}

/** The names above each of a few locations, from the top; one step a level. */
export const readAncestors = async (call: Call, ids: readonly string[]): Promise<Map<string, Ancestor[]>> => {
  const { rows } = await sql<{ id: string; above: Ancestor[] }>`
    with recursive up as (
      select l.id, l.parent_id as at, 1 as far from location l where l.id = any(${uuids(ids)}) and l.parent_id is not null
      union all select u.id, a.parent_id, u.far + 1 from up u join location a on a.id = u.at where a.parent_id is not null and u.far < 16)
    select u.id, jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'name', a.name) order by u.far desc) as above
    from up u join location a on a.id = u.at group by u.id
  `.execute(call.em.getKysely())
  return new Map(rows.map(({ id, above }) => [id, above]))
}

export interface Found {
  rows: PlacedRow[]
  /** There are more than are shown: a longer text finds fewer. */
  more: boolean
}

/**
 * Locations by a part of their name, legal name, city or number, with everything above them, so that a tree keeps its shape
 * around what was found. Two letters find the beginnings of words. Only in the caller's organisation (PRI-R2).
 */
export const searchTree = async (call: Call, scope: Scope, typed: string, size: number): Promise<Found> => {
  const { rows } = await sql<Line & { parentId: string | null }>`
    select ${sql.raw(lineColumns)}, l.parent_id as "parentId" from location l where l.id in (select id from find_locations(${patternOf(typed)}, ${mostFound})) and l.left_at is null
      and ${inScope(scope, sql`l.id`)}
    order by l.number limit ${size + 1}
  `.execute(call.em.getKysely())
  const found = rows.slice(0, size).map((row) => treeRow(row, row.parentId))
  const shown = await withOwnChildren(call, scope, found)
  return { rows: await withAbove(call, shown), more: rows.length > size }
}

/** A search looks at so many hits at most: whoever gets more types on. */
export const mostFound = 2000

/** Less than three letters are no trigram: they find words that begin with them. */
export const patternOf = (typed: string): string =>
  typed.length < 3 ? `% ${containing(typed).slice(1)}` : containing(typed)

/** Locations in the caller's part of the tree that have the same legal name in the same country: worth a second look (HIE-R7). */
export const duplicatesOf = async (
  call: Call,
  scope: Scope,
  { legalName, country }: Pick<LocationFields, 'legalName' | 'country'>,
): Promise<Problem[]> => {
  if (legalName === '') return []
  const { rows } = await sql<{ label: string }>`
    select name || ' (' || number || ')' as label from location
    where id in (select id from find_locations(${containing(legalName)}, ${mostFound}))
      and ${inScope(scope, sql`id`)}
      and lower(legal_name) = lower(${legalName}) and country = ${country} and left_at is null order by number limit 3
  `.execute(call.em.getKysely())
  if (rows.length === 0) return []
  const params = { locations: rows.map(({ label }) => label).join(', '), country }
  return [{ code: 'LOCATION_DUPLICATE', field: 'legalName', rule: 'HIE-R7', params, warning: true }]
}

/** Another value once anything of an organisation's locations is different. */
export const readTreePrint = async (call: Call, organizationId: string): Promise<string> => {
  const { rows } = await sql<{ print: string }>`
    select coalesce(bit_xor(hashtextextended(concat_ws(' ', id, version), 0)), 0)::text as print from location
    where organization_id = ${organizationId}
  `.execute(call.em.getKysely())
  return rows[0]!.print
}
