import { sql } from 'kysely'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Feed } from '../kernel/feed.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { judgeCodes } from './catalogue.codes.ts'
import { catalogueColumns, CatalogueRow as CatalogueShape } from './catalogue.feed.rules.ts'
import type { CatalogueRow } from './catalogue.feed.rules.ts'

/**
 * The catalogue of competencies: one that the file names has the ways to its levels that the file names, and no others;
 * one that it does not name stays. A file with wrong rows takes nothing out, for a wrong row may have named it.
 */
export const catalogueFeed: Feed<CatalogueRow> = {
  name: 'competencies',
  columns: catalogueColumns,
  shape: CatalogueShape,
  judge: async (call, vendorId, rows, found) => {
    judgeTwice(rows, ({ code, level, option }) => `${code} ${level} ${option}`, 'option', found)
    judgeSame(rows, found)
    await judgeCodes(call, vendorId, rows, found)
  },
  write: async (call, vendorId, rows, whole) => {
    await writeCompetencies(call, vendorId, rows)
    await writeSets(call, vendorId, rows)
    if (whole) await takeOutSets(call, vendorId, rows)
  },
}

/** A competency stands in several rows, and is the same in all of them. */
const judgeSame = (rows: readonly Judged<CatalogueRow>[], found: Findings): void => {
  const first = new Map<string, Judged<CatalogueRow>>()
  for (const { line, row } of rows) {
    const { line: firstLine, row: other } = first.get(row.code) ?? { line, row }
    first.set(row.code, { line: firstLine, row: other })
    for (const column of ['group_code', 'group_name', 'name'] as const)
      if (row[column] !== other[column])
        found.say(
          line,
          column,
          row[column],
          `is not what line ${firstLine} says of ${row.code}: correct one of the two`,
        )
  }
}

/** One that is known keeps its place in lists; new ones come after it, as the file has them. */
const writeCompetencies = async (call: Call, vendorId: string, rows: readonly CatalogueRow[]): Promise<void> => {
  const named = [...new Map(rows.map((row) => [row.code, row])).values()]
  const json = JSON.stringify(
    named.map(({ requirements: _requirements, ...row }, position) => ({ ...row, position, id: newId(call.now) })),
  )
  await sql`
    insert into competency (id, vendor_id, code, name, group_code, group_name, position)
    select r.id, ${vendorId}, r.code, r.name, r.group_code, r.group_name, r.position
      + (select coalesce(max(c.position) + 1, 0) from competency c where c.vendor_id = ${vendorId})
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, code text, name text, group_code text, group_name text, position int)
    on conflict (vendor_id, code) do update set name = excluded.name, group_code = excluded.group_code,
      group_name = excluded.group_name
  `.execute(call.em.getKysely())
}

const writeSets = async (call: Call, vendorId: string, rows: readonly CatalogueRow[]): Promise<void> => {
  const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now) })))
  await sql`
    insert into requirement_set (id, vendor_id, competency_code, level, option, option_name, requirements, position)
    select r.id, ${vendorId}, r.code, r.level, r.option, r.option_name, r.requirements, r.position
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, code text, level text, option text, option_name text,
      requirements jsonb, position int)
    on conflict (vendor_id, competency_code, level, option) do update set option_name = excluded.option_name,
      requirements = excluded.requirements, position = excluded.position
  `.execute(call.em.getKysely())
}

const takeOutSets = async (call: Call, vendorId: string, rows: readonly CatalogueRow[]): Promise<void> => {
  const json = JSON.stringify(rows.map(({ code, level, option }) => ({ code, level, option })))
  await sql`
    with named as (select * from jsonb_to_recordset(${json}::jsonb) as r (code text, level text, option text))
    delete from requirement_set s where s.vendor_id = ${vendorId} and s.competency_code in (select code from named)
      and not exists (select from named n where n.code = s.competency_code and n.level = s.level and n.option = s.option)
  `.execute(call.em.getKysely())
}
