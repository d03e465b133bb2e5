import { sql } from 'kysely'
import { readCursor, writeCursor } from '../kernel/cursor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { movesFrom } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import { locationMoves, verificationAttempts } from '../organisations/location.rules.ts'
import type { LocationStatus, LocationVerb } from '../organisations/location.rules.ts'
import { readAncestors } from './tree.queries.ts'
import type { Ancestor } from './tree.queries.ts'

interface RecordRow {
  id: string
  version: number
  parentId: string | null
  number: number
  name: string
  legalName: string
  street: string
  postalCode: string
  city: string
  region: string
  country: string
  phone: string
  registrationNumber: string
  taxId: string
  currency: string
  status: LocationStatus
  enrolled: boolean
  isHeadquarters: boolean
  verificationReason: string | null
  verificationTries: number
  below: number
  height: number
  createdAt: string
  /** Since when it has its state. */
  statusAt: string
  leftAt: string | null
  organizationId: string
  organizationName: string
  organizationNumber: number
}

/** A location with everything its page shows: fields, place, state, and what may be done to it in that state. */
export interface LocationRecord extends RecordRow {
  above: Ancestor[]
  moves: LocationVerb[]
  /** How often it may still be handed in for verification. */
  attemptsLeft: number
}

const recordColumns = sql`l.id, l.version, l.parent_id as "parentId", l.number, l.name, l.legal_name as "legalName", l.street,
  l.postal_code as "postalCode", l.city, l.region, l.country, l.phone, l.registration_number as "registrationNumber",
  l.tax_id as "taxId", l.currency, l.status, l.enrolled, l.is_headquarters as "isHeadquarters",
  l.verification_reason as "verificationReason", l.verification_tries as "verificationTries", l.below, l.height,
  l.created_at::text as "createdAt", l.status_at::text as "statusAt", l.left_at::text as "leftAt", o.id as "organizationId", o.name as "organizationName",
  o.global_number as "organizationNumber"`

const shown = (row: RecordRow) => ({
  ...row,
  createdAt: isoOf(row.createdAt),
  statusAt: isoOf(row.statusAt),
  leftAt: isoOrNull(row.leftAt),
  moves: movesFrom(locationMoves, row.status),
  attemptsLeft: Math.max(0, verificationAttempts - row.verificationTries),
})

/** One location; undefined where the caller sees no such location. */
export const readLocation = async (call: Call, locationId: string): Promise<LocationRecord | undefined> => {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from location l join organization o on o.id = l.organization_id where l.id = ${locationId}
  `.execute(call.em.getKysely())
  const [row] = rows
  if (!row) return undefined
  const above = await readAncestors(call, [row.id])
  return { ...shown(row), above: above.get(row.id) ?? [] }
}

export interface PendingPage {
  rows: Omit<LocationRecord, 'above'>[]
  nextCursor: string | null
}

const atDesk = {
  // With nothing bound, as the index that serves it says it.
  toVerify: sql`(l.status = 'pending_verification' or (l.status = 'verification_failed' and l.verification_tries >= ${sql.lit(verificationAttempts)}))`,
  restorable: sql`l.status = 'dissociated'`,
}

/**
 * Locations of the service desk, by number: those that wait for verification (HIE-R8) with those that were refused three
 * times, or those that closed and can be restored (DIS-R5).
 */
export const listForDesk = async (
  call: Call,
  vendorId: string,
  key: Uint8Array,
  { list, size, cursor }: { list: keyof typeof atDesk; size: number; cursor: string | null },
): Promise<PendingPage> => {
  const binding = JSON.stringify(['deskLocations', vendorId, list, size])
  const after = cursor ? Number(readCursor(key, binding, cursor)[0]) : 0
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from location l join organization o on o.id = l.organization_id
    where l.vendor_id = ${vendorId} and ${atDesk[list]} and l.number > ${after}::int
    order by l.number limit ${size + 1}
  `.execute(call.em.getKysely())
  const page = rows.slice(0, size).map(shown)
  const last = rows.length > size ? page.at(-1) : undefined
  return { rows: page, nextCursor: last ? writeCursor(key, binding, [last.number]) : null }
}

/** How many locations wait for verification at the service desk, as {@link listForDesk} lists them. */
export const countToVerify = async (call: Call, vendorId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from location l where l.vendor_id = ${vendorId} and ${atDesk.toVerify}
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}
