import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import type { PlaceChange } from './recording.ts'
import { cursor, pageSize } from './table.rules.ts'
import { askerOf, idList, ownOrganization } from './tree.queries.ts'

export const HistoryInput = z.strictObject({
  /** Only what changed this location's place; null: everything. */
  locationId: z.uuid().nullable().default(null),
  size: pageSize,
  cursor,
})
type HistoryInput = z.infer<typeof HistoryInput>

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
  places: (PlaceChange & { fromName: string | null; toName: string | null })[]
  impact: { [key: string]: Json }
}

const placesShown = 20

/** Changes of the tree, the newest first: who, why, from where to where, and what it was said to do (B.7.7). */
export const listHistory = async (
  call: Call,
  scope: Scope,
  key: Uint8Array,
  { cursor, ...input }: HistoryInput,
): Promise<{ rows: HistoryRow[]; nextCursor: string | null }> => {
  const binding = JSON.stringify(['treeHistory', input, ...askerOf(call)])
  const after = cursor ? readCursor(key, binding, cursor) : null
  const { rows } = await sql<HistoryRow>`
    select c.id, c.kind, c.at::text as at, c.actor_name as "actorName", c.reason, c.location_id as "locationId",
      l.number as "locationNumber", l.name as "locationName", jsonb_array_length(c.places) as "placeCount", c.impact - 'left' as impact, (
        select coalesce(jsonb_agg(p.place || jsonb_build_object('fromName', f.name, 'toName', t.name) order by p.n), '[]')
        from jsonb_array_elements(c.places) with ordinality as p(place, n)
          left join location f on f.id = (p.place ->> 'from')::uuid left join location t on t.id = (p.place ->> 'to')::uuid
        where p.n <= ${placesShown}) as places
    from structure_change c join location l on l.id = c.location_id
    where c.organization_id = ${ownOrganization}
      and ${input.locationId === null ? sql`true` : sql`(c.location_id = ${input.locationId} or c.places @> ${JSON.stringify([{ locationId: input.locationId }])}::jsonb)`}
      and ${scope === null ? sql`true` : sql`c.location_id = any(${idList(scope)})`}
      and ${after === null ? sql`true` : sql`(c.at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by c.at desc, c.id desc limit ${input.size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, input.size).map((row) => ({ ...row, at: isoOf(row.at) }))
  const last = rows.length > input.size ? page.at(-1) : undefined
  return { rows: page, nextCursor: last ? writeCursor(key, binding, [last.at, last.id]) : null }
}

export interface ChangeDays {
  /** When the organisation's tree begins; null while there is none. */
  since: string | null
  /** Days with changes, the newest first, UTC, 1000 at most. */
  days: { day: string; changes: number }[]
}

/** Where a time slider over the tree can stop. */
export const listChangeDays = async (call: Call): Promise<ChangeDays> => {
  const { rows } = await sql<{ day: string; changes: number }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as changes from structure_change
    where organization_id = ${ownOrganization} group by 1 order by 1 desc limit 1000
  `.execute(call.em.getKysely())
  const first = await sql<{ since: string | null }>`
    select min(since)::text as since from location_place where organization_id = ${ownOrganization}
  `.execute(call.em.getKysely())
  return { since: isoOrNull(first.rows[0]?.since ?? null), days: rows }
}
