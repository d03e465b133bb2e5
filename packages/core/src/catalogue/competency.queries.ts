import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import type { Requirement } from './requirement.rules.ts'

interface OptionRow {
  option: string
  name: string
  requirements: Requirement[]
}

interface CompetencyRow {
  id: string
  code: string
  name: string
  groupCode: string
  groupName: string
  /** Lowest level first; a level that the programme does not have is left out. */
  levels: { level: 'silver' | 'gold'; options: OptionRow[] }[]
}

/** The catalogue of competencies, in the programme's order, each with the ways to its levels. One statement. */
export const readCompetencies = async (call: Call, vendorId: string): Promise<CompetencyRow[]> => {
  const { rows } = await sql<CompetencyRow>`
    select c.id, c.code, c.name, c.group_code as "groupCode", c.group_name as "groupName",
      coalesce((
        select json_agg(json_build_object('level', l.level, 'options', l.options) order by l.level desc)
        from (
          select s.level, json_agg(
            json_build_object('option', s.option, 'name', s.option_name, 'requirements', s.requirements)
            order by s.position, s.option
          ) as options
          from requirement_set s
          where s.vendor_id = c.vendor_id and s.competency_code = c.code
          group by s.level
        ) l
      ), '[]'::json) as levels
    from competency c where c.vendor_id = ${vendorId} order by c.position, c.code
  `.execute(call.em.getKysely())
  return rows
}

/** What certifications, exams, products and services are called, by code: requirements name them by theirs. One statement. */
export const readCatalogueNames = async (call: Call): Promise<Record<string, string>> => {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from certification union all select code, name from product union all select code, name from workload
  `.execute(call.em.getKysely())
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]))
}
