import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import type { Change } from './engine.ts'
import { knownPlaces, ownNames } from './history.queries.ts'
import type { NamedPlace } from './history.queries.ts'
import { isBasisSame, previewHours, seenPlaceOf } from './rehearsing.ts'
import type { Impact } from './rehearsing.ts'

interface HeadRow {
  id: string
  kind: ChangeKind
  reason: string
  /** The location it is about; of one that does not exist yet, the one above it. */
  locationId: string
  locationName: string
  locationNumber: number
  /** Where a move goes; null for what is no move, and for a place whose name the reader may not know. */
  parentName: string | null
  createdAt: string
  createdByName: string
  executedAt: string | null
  signatures: number
  /** null: nobody has asked for it to be kept, so that it goes a day after it was made. */
  keptAt: string | null
}

const columns = sql`h.id, h.kind, h.reason, l.id as "locationId", l.name as "locationName", l.number as "locationNumber",
  t.name as "parentName", h.created_at::text as "createdAt", p.name as "createdByName", h.executed_at::text as "executedAt", jsonb_array_length(h.signed_off) as signatures,
  h.kept_at::text as "keptAt"`

const tables = (scope: Scope) => sql`hierarchy_rehearsal h join person p on p.id = h.created_by
  join location l on l.id = coalesce(h.input ->> 'locationId', h.input -> 'location' ->> 'parentId')::uuid
  left join ${ownNames(scope)} t on t.id = (h.input ->> 'parentId')::uuid`

/** A report is carried out until this instant, if no fact changes before. */
const untilOf = (createdAt: string): string => hoursAfter(new Date(createdAt), previewHours).toISOString()

const headOf = (row: HeadRow) => {
  const createdAt = isoOf(row.createdAt)
  return {
    ...row,
    createdAt,
    executedAt: isoOrNull(row.executedAt),
    keptAt: isoOrNull(row.keptAt),
    validUntil: untilOf(createdAt),
  }
}

interface Detail extends HeadRow {
  basis: string
  input: Change
  impact: Omit<Impact, 'places'> & { places: NamedPlace[] }
  signedOff: { personId: string; name: string; at: string }[]
}

/**
 * Whose reports somebody reads: their own, and those about the places they administer; of a new headquarters, which
 * concerns every place, only whoever administers them all (B.7.7).
 */
const readable = ({ actor }: Call, scope: Scope) =>
  scope === null
    ? sql`true`
    : sql`(h.created_by = ${(actor as PersonActor).personId} or (h.kind <> 'headquarters' and l.id = any(${uuids(scope)})))`

/** What a rehearsal would do. Refuses as {@link readRehearsal}. */
export const kindOfRehearsal = async (call: Call, scope: Scope, rehearsalId: string): Promise<ChangeKind> => {
  const { rows } = await sql<{ kind: ChangeKind }>`
    with recursive ${knownPlaces(scope)}
    select h.kind from ${tables(scope)}
    where h.id = ${rehearsalId} and h.organization_id = ${(call.actor as PersonActor).organizationId} and ${readable(call, scope)}
  `.execute(call.em.getKysely())
  return rows[0]?.kind ?? refuseAbsent()
}

/**
 * One rehearsal with its whole report, and whether what it rests on still holds. Refuses with `NOT_FOUND` what is not
 * about the caller's part of the tree.
 */
export const readRehearsal = async (call: Call, scope: Scope, rehearsalId: string) => {
  const { organizationId } = call.actor as PersonActor
  const { rows } = await sql<Detail>`
    with recursive ${knownPlaces(scope)}
    select ${columns}, h.input, h.basis, h.signed_off as "signedOff",
      jsonb_build_object('placeCount', jsonb_array_length(h.impact -> 'places')) || h.impact || jsonb_build_object('places', (
        select coalesce(jsonb_agg(p.place || jsonb_build_object('fromName', f.name, 'toName', t.name) order by p.n), '[]')
        from jsonb_array_elements(h.impact -> 'places') with ordinality as p(place, n)
          left join ${ownNames(scope)} f on f.id = (p.place ->> 'from')::uuid left join ${ownNames(scope)} t on t.id = (p.place ->> 'to')::uuid)) as impact
    from ${tables(scope)}
    where h.id = ${rehearsalId} and h.organization_id = ${organizationId} and ${readable(call, scope)}
  `.execute(call.em.getKysely())
  const { basis, ...row } = rows[0] ?? refuseAbsent()
  const holds = row.executedAt !== null || (await isBasisSame(call, seenPlaceOf(organizationId!, row.input), basis))
  return { ...row, ...headOf(row), holds }
}
export type RehearsalView = Awaited<ReturnType<typeof readRehearsal>>

/** The kept rehearsals that the caller may read, newest first, by page. */
export const listRehearsals = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  { cursor, size }: { cursor: string | null; size: number },
) => {
  const { organizationId, personId } = call.actor as PersonActor
  const binding = `rehearsals ${organizationId} ${personId}`
  const after = cursor ? readCursor(cursorKey, binding, cursor) : null
  const { rows } = await sql<HeadRow>`
    with recursive ${knownPlaces(scope)}
    select ${columns} from ${tables(scope)} where h.organization_id = ${organizationId} and h.kept_at is not null and ${readable(call, scope)}
      and ${after ? sql`(h.created_at, h.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by h.created_at desc, h.id desc limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return {
    rows: page.map(headOf),
    nextCursor: last ? writeCursor(cursorKey, binding, [last.createdAt, last.id]) : null,
  }
}
