import { sql } from 'kysely'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import type { Change } from './engine.ts'
import { previewHours } from './rehearsing.ts'
import type { Impact } from './rehearsing.ts'
import { idList } from './tree.queries.ts'

interface HeadRow {
  id: string
  kind: ChangeKind
  reason: string
  /** The location it is about; of one that does not exist yet, the one above it. */
  locationId: string
  locationName: string
  locationNumber: number
  createdAt: string
  createdByName: string
  executedAt: string | null
  signatures: number
  /** null: nobody has asked for it to be kept, so that it goes a day after it was made. */
  keptAt: string | null
}

const columns = sql`h.id, h.kind, h.reason, l.id as "locationId", l.name as "locationName", l.number as "locationNumber",
  h.created_at::text as "createdAt", p.name as "createdByName", h.executed_at::text as "executedAt", jsonb_array_length(h.signed_off) as signatures,
  h.kept_at::text as "keptAt"`

const tables = sql`hierarchy_rehearsal h join person p on p.id = h.created_by
  join location l on l.id = coalesce(h.input ->> 'locationId', h.input -> 'location' ->> 'parentId')::uuid`

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
  input: Change
  impact: Impact
  signedOff: { personId: string; name: string; at: string }[]
}

/**
 * Whose reports somebody reads: their own, and those about the places they administer; of a new headquarters, which
 * concerns every place, only whoever administers them all (B.7.7).
 */
const readable = ({ actor }: Call, scope: Scope) =>
  scope === null
    ? sql`true`
    : sql`(h.created_by = ${(actor as PersonActor).personId} or (h.kind <> 'headquarters' and l.id = any(${idList(scope)})))`

/** One rehearsal with its whole report. Refuses with `NOT_FOUND` what is not about the caller's part of the tree. */
export const readRehearsal = async (call: Call, scope: Scope, rehearsalId: string) => {
  const { organizationId } = call.actor as PersonActor
  const { rows } = await sql<Detail>`
    select ${columns}, h.input, jsonb_build_object('placeCount', jsonb_array_length(h.impact -> 'places')) || h.impact as impact, h.signed_off as "signedOff" from ${tables}
    where h.id = ${rehearsalId} and h.organization_id = ${organizationId} and ${readable(call, scope)}
  `.execute(call.em.getKysely())
  const row = rows[0] ?? refuseAbsent()
  return { ...row, ...headOf(row) }
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
    select ${columns} from ${tables} where h.organization_id = ${organizationId} and h.kept_at is not null and ${readable(call, scope)}
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
