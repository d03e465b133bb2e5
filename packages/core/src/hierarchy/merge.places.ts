import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Rows, Sides } from './merge.carrying.ts'
import { movingTables } from './merge.tables.ts'
import { placesNamed } from './recording.ts'
import type { PlaceChange } from './recording.ts'
import { maxLevels } from './tree.rules.ts'

/** What a merge moved, by the names that tables of the transaction or of one statement have: neither list comes here. */
export const movedIds = (table: string): RawBuilder<unknown> => sql`(select id from merge_row where kind = ${table})`
export const movedLocations = sql`(select location_id from merge_place)`

/**
 * Looked up in a hash, whatever the database expects of tables that were filled since it counted: it would compare 50,000
 * rows with 50,000, two and a half minutes for one statement.
 */
export const isAmong = (id: RawBuilder<unknown>, ids: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${id} in ${ids}) is true`

/**
 * Tables of the transaction, as those of a report: where each location of the side that goes stood and will stand, from
 * the top, and every other row that moves. Of 50,000 locations the process that answers others holds none.
 */
const prepare = async (call: Call): Promise<void> => {
  const database = call.em.getKysely()
  await sql`create temporary table if not exists merge_place (position int not null, location_id uuid not null, number int not null,
    name text not null, "from" uuid, "to" uuid, flattened boolean not null) on commit drop`.execute(database)
  await sql`create temporary table if not exists merge_row (kind text not null, id uuid not null) on commit drop`.execute(
    database,
  )
  await sql`truncate merge_place, merge_row`.execute(database)
}

/** How many places the tree has that comes, its highest, and those that hang higher than before because it would be too deep. */
export interface Attachment {
  placeCount: number
  rootId: string
  flattenedCount: number
  /** The first of them, from the top. */
  flattened: PlaceChange[]
}

// As text until it is whole: put together as `jsonb`, it is copied with each step, which took six seconds.
const placeAsJson = (from = sql`"from"`, to = sql`"to"`): RawBuilder<Json> =>
  sql`json_build_object('locationId', location_id, 'number', number, 'name', name, 'from', ${from}, 'to', ${to})`

/** All places, as a history keeps them. */
export const placesThere = sql`(select json_agg(${placeAsJson()} order by position)::jsonb from merge_place)`
export const placesBack = sql`(select json_agg(${placeAsJson(sql`"to"`, sql`"from"`)} order by position)::jsonb from merge_place)`

/**
 * How the tree of the organisation that comes hangs under the headquarters of the other (MRG-R1): as it is, but for what
 * would be on a sixth level. That is attached to the location above the one it was below. Kept for the transaction.
 */
export const planAttachment = async (call: Call, { acquirerId, invitedId }: Sides): Promise<Attachment> => {
  await call.em.flush()
  await prepare(call)
  const database = call.em.getKysely()
  await sql`
    with recursive tree as (
      select id, parent_id, null::uuid as grandparent_id, number, name, 2 as level, left_at is not null as "left" from location
      where organization_id = ${invitedId} and parent_id is null
      union all select l.id, l.parent_id, t.parent_id, l.number, l.name, t.level + 1, l.left_at is not null from tree t join location l on l.parent_id = t.id),
    head as (select id from location where organization_id = ${acquirerId} and is_headquarters)
    insert into merge_place select row_number() over (order by t.level, t.number), t.id, t.number, t.name, t.parent_id,
      case when t.level > ${maxLevels}::int and not t."left" then t.grandparent_id else coalesce(t.parent_id, h.id) end,
      t.level > ${maxLevels}::int and not t."left"
    from tree t, head h
  `.execute(database)
  await sql`analyze merge_place`.execute(database)
  const { rows } = await sql<Attachment>`
    select count(*)::int as "placeCount", (select location_id from merge_place where position = 1) as "rootId",
      (count(*) filter (where flattened))::int as "flattenedCount",
      (select coalesce(json_agg(${placeAsJson()} order by position), '[]') from (
        select * from merge_place where flattened order by position limit ${placesNamed}::int) f) as flattened
    from merge_place
  `.execute(database)
  return rows[0]!
}

/** What was changed instead of moved, for an undo. */
export type Changed = { rows: Rows; mergedBefore: string[]; closedClaims: number[] }

/** Writes down with the merge where everything stood before: what undoing it needs. */
export const keepBefore = async (
  call: Call,
  mergeId: string,
  { rows, mergedBefore, closedClaims }: Changed,
): Promise<void> => {
  const tables = movingTables.flatMap(({ table, by }) => (by === 'id' && table !== 'location' ? table : []))
  await sql`
    update merge set before = json_build_object('rows', ${JSON.stringify(rows)}::json, 'mergedBefore', ${JSON.stringify(mergedBefore)}::json,
      'closedClaims', ${JSON.stringify(closedClaims)}::json, 'places', (select json_agg(${placeAsJson()} order by position) from merge_place),
      'moved', (select json_object_agg(kind, coalesce(ids, '[]')) from unnest(${texts(tables)}) as k (kind)
        left join (select kind, json_agg(id) as ids from merge_row group by kind) r using (kind)))::jsonb
    where id = ${mergeId}
  `.execute(call.em.getKysely())
}

const placesOf = (mergeId: string) => sql`
  select p.position, (p.place ->> 'locationId')::uuid as location_id, (p.place ->> 'number')::int as number, p.place ->> 'name' as name,
    (p.place ->> 'from')::uuid as "from", (p.place ->> 'to')::uuid as "to", false as flattened
  from merge, jsonb_array_elements(before -> 'places') with ordinality as p (place, position) where merge.id = ${mergeId}`

const rowsOf = (mergeId: string) => sql`
  select m.key as kind, r.id::uuid as id from merge, jsonb_each(before -> 'moved') m, jsonb_array_elements_text(m.value) as r (id)
  where merge.id = ${mergeId}`

/** What was kept, as tables of one statement: for a reader, who may make none. */
export const seeBefore = (mergeId: string): RawBuilder<unknown> =>
  sql`with merge_place as materialized (${placesOf(mergeId)}), merge_row as materialized (${rowsOf(mergeId)})`

/** The same as tables of the transaction. */
export const layOutBefore = async (call: Call, mergeId: string): Promise<void> => {
  await call.em.flush()
  await prepare(call)
  await sql`insert into merge_place ${placesOf(mergeId)}`.execute(call.em.getKysely())
  await sql`insert into merge_row ${rowsOf(mergeId)}`.execute(call.em.getKysely())
  await sql`analyze merge_place, merge_row`.execute(call.em.getKysely())
}

/** What {@link keepBefore} was given, and the highest location that came. */
export const readChanged = async (call: Call, mergeId: string): Promise<Changed & Pick<Attachment, 'rootId'>> => {
  const { rows } = await sql<Changed & Pick<Attachment, 'rootId'>>`
    select before -> 'places' -> 0 ->> 'locationId' as "rootId", before -> 'rows' as rows, before -> 'mergedBefore' as "mergedBefore", before -> 'closedClaims' as "closedClaims"
    from merge where id = ${mergeId}
  `.execute(call.em.getKysely())
  return rows[0]!
}
