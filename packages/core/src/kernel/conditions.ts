import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Scope } from './actor.ts'

/** Ids as one parameter. */
export const uuids = (ids: Iterable<string>): RawBuilder<string[]> => sql`${`{${[...ids].join(',')}}`}::uuid[]`

/** Words of our own, such as states and codes, as one parameter: nothing in them needs quotes. */
export const texts = (values: Iterable<string>): RawBuilder<string[]> => sql`${`{${[...values].join(',')}}`}::text[]`

/** Of more the database weighs each by itself while it plans, which takes longer than the statement: 50,000 took 0.2 s. */
const weighed = 500

/**
 * That a location lies in a scope; of the whole organisation everything does, which the planner drops. Many are looked up in
 * a hash, whatever the database expects of them (`is true`).
 */
export const inScope = (scope: Scope, locationId: RawBuilder<unknown>): RawBuilder<unknown> => {
  if (scope === null) return sql`true`
  const many = uuids(scope)
  return scope.length > weighed
    ? sql`(${locationId} in (select unnest(${many}))) is true`
    : sql`${locationId} = any(${many})`
}

/** What was typed, where a pattern of `like` stands: `%` and `_` are ordinary characters in a search. */
export const literally = (typed: string): string => typed.replaceAll(/[\\%_]/g, (special) => `\\${special}`)

/** The pattern of a text with this part in it. */
export const containing = (typed: string): string => `%${literally(typed)}%`
