import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Json } from '../kernel/canonical.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'

/** A location that changed its place: `from` and `to` are ids of the location above, null for none. */
export type PlaceChange = { locationId: string; number: number; name: string; from: string | null; to: string | null }

/** A report names this many places; the number counts all. */
export const placesNamed = 1000

interface Recorded {
  kind: ChangeKind
  vendorId: string
  organizationId: string
  locationId: string
  /** As they are, or by a query that gives them as JSON: of a merge they are as many as the database keeps. */
  places: readonly PlaceChange[] | RawBuilder<unknown>
  reason: string
  impact?: { [key: string]: Json }
}

/**
 * Writes down a change of the tree after it was made: who, why, which places, what it was said to do (B.7.7). Its instant
 * is not before that of the places themselves, so that the tree as of then is the tree after the change.
 */
export const recordChange = async (call: Call, change: Recorded): Promise<void> => {
  await call.em.flush()
  const { kind, vendorId, organizationId, locationId, places, reason, impact = {} } = change
  const told = 'execute' in places ? places : sql`${JSON.stringify(places)}::jsonb`
  const actorId = 'personId' in call.actor ? call.actor.personId : null
  const actorName = 'name' in call.actor ? call.actor.name : ''
  await sql`
    insert into structure_change (id, vendor_id, organization_id, kind, location_id, at, actor_id, actor_name, reason, places, impact)
    values (${newId(call.now)}, ${vendorId}, ${organizationId}, ${kind}, ${locationId}, tree_clock(), ${actorId}, ${actorName},
      ${reason}, ${told}, ${JSON.stringify(impact)}::jsonb)
  `.execute(call.em.getKysely())
}
