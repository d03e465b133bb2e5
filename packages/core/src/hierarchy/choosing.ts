import { sql } from 'kysely'
import { inScope, uuids } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { Scope } from '../kernel/actor.ts'
import type { Privilege } from '../kernel/authority.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LocationStatus } from '../organisations/location.rules.ts'
import { mostFound, ownOrganization, patternOf } from './tree.queries.ts'

/** What a location is chosen for: the choice is among those where the caller holds this privilege. */
const purpose = z.enum([
  'claims.create',
  'claims.see',
  'competencies.see',
  'memberships.see',
  'organisations.change',
  'organisations.see',
  'people.manage',
  'references.see',
  'roles.grant',
] as const satisfies readonly Privilege[])

/** `search`: a part of a name, legal name, city or number; empty finds the first. */
export const ChoiceInput = z.strictObject({ privilege: purpose, search: line(120).default('') })

export const NamedInput = z.strictObject({ privilege: purpose, locationIds: z.array(z.uuid()).max(500) })

/** A location as a form or a filter offers it. */
export interface ChoiceRow {
  id: string
  number: number
  name: string
  city: string
  country: string
  status: LocationStatus
  enrolled: boolean
}

/** So many a list shows at once; where there are more, a field searches. */
const mostOffered = 50

const columns = sql`l.id, l.number, l.name, l.city, l.country, l.status, l.enrolled`

/** The first fifty locations of a scope that match, headquarters first, then by number; `more`: there are others. */
export const offerLocations = async (
  call: Call,
  scope: Scope,
  search: string,
): Promise<{ rows: ChoiceRow[]; more: boolean }> => {
  const matches =
    search === '' ? sql`true` : sql`l.id in (select id from find_locations(${patternOf(search)}, ${mostFound}))`
  const own = sql`l.organization_id = ${ownOrganization} and l.left_at is null and ${inScope(scope, sql`l.id`)} and ${matches}`
  // The headquarters apart: together they would have to be sorted, all of them.
  const { rows } = await sql<ChoiceRow>`
    (select ${columns} from location l where l.is_headquarters and ${own})
    union all (select ${columns} from location l where not l.is_headquarters and ${own} order by l.number limit ${mostOffered + 1})
  `.execute(call.em.getKysely())
  return { rows: rows.slice(0, mostOffered), more: rows.length > mostOffered }
}

/** Some locations of a scope by id, also those that left; what is not in it is not in the answer (PRI-R1). */
export const nameLocations = async (
  call: Call,
  scope: Scope,
  locationIds: readonly string[],
): Promise<Pick<ChoiceRow, 'id' | 'name' | 'number'>[]> => {
  const { rows } = await sql<Pick<ChoiceRow, 'id' | 'name' | 'number'>>`
    select l.id, l.name, l.number from location l
    where l.organization_id = ${ownOrganization} and l.id = any(${uuids(locationIds)}) and ${inScope(scope, sql`l.id`)}
    order by l.number
  `.execute(call.em.getKysely())
  return rows
}
