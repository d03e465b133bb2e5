import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import type { Scope } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'

interface LocationSummary {
  /** None that left. */
  locations: { all: number; enrolled: number }
  /** The first twenty that could not be verified, by number. */
  failed: { id: string; name: string; number: number }[]
}

/** The organisation's locations in short. Row-level security keeps to one organisation. */
export const summariseLocations = async (call: Call): Promise<LocationSummary> => {
  const { rows } = await sql<LocationSummary>`
    select (select jsonb_build_object('all', count(*), 'enrolled', count(*) filter (where enrolled))
        from location where left_at is null) as locations,
      (select coalesce(jsonb_agg(f), '[]') from (select id, name, number from location
        where status = 'verification_failed' and left_at is null order by number limit 20) f) as failed
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The one location of a scope; null where there are several. */
export const onlyLocation = async (call: Call, scope: Scope): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    select id from location where left_at is null
      and ${inScope(scope, sql`id`)} limit 2
  `.execute(call.em.getKysely())
  return rows.length === 1 ? rows[0]!.id : null
}
