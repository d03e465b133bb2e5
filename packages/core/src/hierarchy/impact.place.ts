import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'

/**
 * Which organisations a change is about, and the locations that change places or leave, their subtrees included: those kept
 * under this id for the transaction; null: they are only looked at.
 */
export interface ImpactPlace {
  organizationIds: readonly string[]
  id: string | null
  /** The ids of its locations, for `in`. */
  locations: RawBuilder<unknown>
}

/**
 * Tables of the transaction: which locations a change is about, and what was true of them before it. A branch of 50,000
 * locations with its people is not sent here and back for each room, and the process that answers others holds none of it.
 */
const prepare = async (call: Call): Promise<void> => {
  const database = call.em.getKysely()
  await sql`create temporary table if not exists impact_place (place uuid not null, location_id uuid not null) on commit drop`.execute(
    database,
  )
  await sql`create temporary table if not exists impact_fact (place uuid not null, room text not null, item uuid not null,
    person_id uuid, name text, what text not null, location_id uuid, mark boolean not null) on commit drop`.execute(
    database,
  )
}

/** The locations whose ids a query gives, as a place: of these organisations. */
export const keepPlace = async (
  call: Call,
  organizationIds: readonly string[],
  ids: RawBuilder<unknown>,
): Promise<ImpactPlace> => {
  await prepare(call)
  const id = newId(call.now)
  await sql`insert into impact_place select ${id}, found.id from (${ids}) as found`.execute(call.em.getKysely())
  return { organizationIds, id, locations: sql`(select location_id from impact_place where place = ${id})` }
}

/** The same where nothing is kept, as for a reader, who may make no table: each room asks for the locations itself. */
export const seePlace = (organizationIds: readonly string[], ids: RawBuilder<unknown>): ImpactPlace => ({
  organizationIds,
  id: null,
  locations: sql`(${ids})`,
})

/**
 * In a larger statement: the location that the column names is one of the place. Looked up in a hash, whatever the database
 * expects: of rows that changed hands in this transaction it knows nothing, and compared 5,000 with 50,000 (28 s a statement).
 */
export const standsIn = ({ locations }: ImpactPlace, column: string): RawBuilder<unknown> =>
  sql`(${sql.ref(column)} in ${locations}) is true`
