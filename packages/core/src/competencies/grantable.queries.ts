import { sql } from 'kysely'
import { readCompetencies } from '../catalogue/competency.queries.ts'
import { containing } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import type { ShownPlace } from './shown.rules.ts'

export interface GrantablePlace extends ShownPlace {
  organization: string
}

export interface GrantableCompetency {
  code: string
  name: string
  groupName: string
  /** Lowest first; never empty. */
  levels: CompetencyLevel[]
}

const mostPlaces = 20

/** Open locations of all organisations whose organisation, name and number together hold every word that was typed. */
export const findPlaces = async (call: Call, search: string): Promise<GrantablePlace[]> => {
  const { vendorId } = call.actor as PersonActor
  const words = search.split(/\s+/).map(containing)
  const { rows } = await sql<GrantablePlace>`
    select l.id, l.name, l.number, o.name as organization from location l join organization o on o.id = l.organization_id
    where l.vendor_id = ${vendorId} and l.status not in ('dissociated', 'archived')
      and concat_ws(' ', o.name, l.name, l.number) ilike all(array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)))
    order by o.name, l.number limit ${mostPlaces}
  `.execute(call.em.getKysely())
  return rows
}

/** The programme's competencies that have a level, in its order. */
export const readGrantable = async (call: Call): Promise<GrantableCompetency[]> => {
  const all = await readCompetencies(call, (call.actor as PersonActor).vendorId)
  return all
    .filter(({ levels }) => levels.length > 0)
    .map(({ code, name, groupName, levels }) => ({ code, name, groupName, levels: levels.map(({ level }) => level) }))
}
