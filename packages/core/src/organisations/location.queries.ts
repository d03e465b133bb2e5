import { sql } from 'kysely'
import type { Scope } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LocationStatus } from './location.rules.ts'

export interface LocationRow {
  id: string
  parentId: string | null
  number: number
  name: string
  city: string
  country: string
  status: LocationStatus
  enrolled: boolean
  isHeadquarters: boolean
}

/** So many locations are told at once; an organisation with more is looked at by level (`hierarchy.tree`). */
const mostListed = 500

/**
 * The organisation's locations in a scope, headquarters first, then by number, 500 at most; none that left. Row-level
 * security keeps to one organisation.
 */
export const listLocations = async (call: Call, scope: Scope): Promise<LocationRow[]> => {
  const { rows } = await sql<LocationRow>`
    select id, parent_id as "parentId", number, name, city, country, status, enrolled, is_headquarters as "isHeadquarters"
    from location where left_at is null and ${scope === null ? sql`true` : sql`id = any(${`{${scope.join(',')}}`}::uuid[])`}
    order by is_headquarters desc, number limit ${mostListed}
  `.execute(call.em.getKysely())
  return rows
}
