import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inScope, texts } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import { restoreDays } from './dissociating.ts'
import type { PlaceChange } from './recording.ts'
import type { NothingBack } from './restoring.ts'
import { cursor, pageSize } from './table.rules.ts'
import { askerOf, ownOrganization } from './tree.queries.ts'

export const HistoryInput = z.strictObject({
  /** Only what changed this location's place; null: everything. */
  locationId: z.uuid().nullable().default(null),
  size: pageSize,
  cursor,
})
type HistoryInput = z.infer<typeof HistoryInput>

/** A place that changed, with the names of the locations above it as far as the reader may know them. */
export type NamedPlace = PlaceChange & { fromName: string | null; toName: string | null }

export interface HistoryRow {
  id: string
  kind: ChangeKind
  at: string
  actorName: string
  reason: string
  locationId: string
  locationNumber: number
  locationName: string
  /** How many places changed, and the first of them; `from` and `to` with the names they have now. */
  placeCount: number
  places: NamedPlace[]
  impact: { [key: string]: Json }
}

const placesShown = 20

/** Over `place`: what came along with a merge below the same location as before did not change its place. */
const hangsElsewhere = sql`place ->> 'from' is distinct from place ->> 'to'`

/** Such a change concerns every place: what it did is for whoever administers them all (B.18). */
const wholeKinds = ['headquarters', 'merged', 'mergeUndone'] satisfies ChangeKind[]

/**
 * Changes of the tree, the newest first: who, why, from where to where, and what it was said to do (B.7.7). A location
 * administrator reads the places of the own branch and the names above them, also of a change that went further. What
 * went to another organisation again, as after an undone merge, is named as it was then.
 */
export const listHistory = async (
  call: Call,
  scope: Scope,
  key: Uint8Array,
  { cursor, ...input }: HistoryInput,
): Promise<{ rows: HistoryRow[]; nextCursor: string | null }> => {
  const binding = JSON.stringify(['treeHistory', input, ...askerOf(call)])
  const after = cursor ? readCursor(key, binding, cursor) : null
  const { rows } = await sql<HistoryRow>`
    with recursive ${knownPlaces(scope)}
    select c.id, c.kind, c.at::text as at, c.actor_name as "actorName", c.reason, c.location_id as "locationId",
      coalesce(l.number, (it.found ->> 'number')::int) as "locationNumber", coalesce(l.name, it.found ->> 'name') as "locationName", own.count as "placeCount",
      ${scope === null ? sql`c.impact - 'left'` : sql`case when c.kind = any(${texts(wholeKinds)}) then '{}'::jsonb else c.impact - 'left' end`} as impact, (
        select coalesce(jsonb_agg(p.place || jsonb_build_object('fromName', f.name, 'toName', t.name) order by p.n), '[]')
        from (select place, n from jsonb_array_elements(c.places) with ordinality as p(place, n)
            where ${hangsElsewhere} and ${inScope(scope, sql`(place ->> 'locationId')::uuid`)} order by n limit ${placesShown}) p
          left join ${ownNames(scope)} f on f.id = (p.place ->> 'from')::uuid left join ${ownNames(scope)} t on t.id = (p.place ->> 'to')::uuid) as places
    from structure_change c left join location l on l.id = c.location_id
      left join lateral (select p.found from jsonb_array_elements(c.places) as p(found) where p.found ->> 'locationId' = c.location_id::text limit 1) it on true
      cross join lateral (
      select count(*)::int as count from jsonb_array_elements(c.places) as place
      where ${hangsElsewhere} and ${inScope(scope, sql`(place ->> 'locationId')::uuid`)}) own
    where c.organization_id = ${ownOrganization}
      and ${input.locationId === null ? sql`true` : sql`(c.location_id = ${input.locationId} or c.places @> ${JSON.stringify([{ locationId: input.locationId }])}::jsonb)`}
      and ${inScope(scope, sql`c.location_id`)}
      and ${after === null ? sql`true` : sql`(c.at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by c.at desc, c.id desc limit ${input.size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, input.size).map((row) => ({ ...row, at: isoOf(row.at) }))
  const last = rows.length > input.size ? page.at(-1) : undefined
  return { rows: page, nextCursor: last ? writeCursor(key, binding, [last.at, last.id]) : null }
}

/** A part of `with recursive`: the places of a location administrator and those above, for `ownNames`. */
export const knownPlaces = (scope: Scope): RawBuilder<unknown> => sql`known as (
      select id, parent_id from location where ${scope === null ? sql`false` : inScope(scope, sql`id`)}
      union select a.id, a.parent_id from known k join location a on a.id = k.parent_id)`

/** Locations whose names somebody reads: their own places and those above. */
export const ownNames = (scope: Scope): RawBuilder<unknown> =>
  scope === null ? sql`location` : sql`(select n.id, n.name from known k join location n on n.id = k.id)`

export interface ChangeDays {
  /** When the organisation's tree begins; null while there is none. */
  since: string | null
  /** Days with changes, the newest first, UTC, 1000 at most. */
  days: { day: string; changes: number }[]
}

/** Where a time slider over the tree can stop. */
export const listChangeDays = async (call: Call, scope: Scope): Promise<ChangeDays> => {
  const { rows } = await sql<{ day: string; changes: number }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as changes from structure_change
    where organization_id = ${ownOrganization} and ${inScope(scope, sql`location_id`)} group by 1 order by 1 desc limit 1000
  `.execute(call.em.getKysely())
  const first = await sql<{ since: string | null }>`
    select min(since)::text as since from location_place where organization_id = ${ownOrganization} and is_headquarters
  `.execute(call.em.getKysely())
  return { since: isoOrNull(first.rows[0]?.since ?? null), days: rows }
}

/** What the last restore of a location, within the days in which it could be undone, did not bring back; null: none was. */
export const readLastRestore = async (
  call: Call,
  locationId: string,
): Promise<{ at: string; notReturned: NothingBack } | null> => {
  const { rows } = await sql<{ at: string; notReturned: NothingBack }>`
    select at::text as at, impact -> 'notReturned' as "notReturned" from structure_change
    where kind = 'restored' and location_id = ${locationId} and at > ${daysAfter(call.now, -restoreDays)} order by at desc limit 1
  `.execute(call.em.getKysely())
  return rows[0] ? { ...rows[0], at: isoOf(rows[0].at) } : null
}
