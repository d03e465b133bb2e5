import { sql } from 'kysely'
import { judgeLocations } from '../claims/recorded.feed.ts'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Feed } from '../kernel/feed.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { indicatorColumns, IndicatorRow as IndicatorShape } from './indicator.feed.rules.ts'
import type { IndicatorRow } from './indicator.feed.rules.ts'

/** Figures of points models and documents, by month: one that is known already is replaced. */
export const indicatorFeed: Feed<IndicatorRow> = {
  name: 'indicators',
  columns: indicatorColumns,
  shape: IndicatorShape,
  judge: async (call, vendorId, rows, found) => {
    const keyOf = ({ location_number, competency, indicator, month }: IndicatorRow) =>
      `${location_number} ${competency} ${indicator} ${month}`
    judgeTwice(rows, keyOf, 'month', found)
    await judgeLocations(call, vendorId, rows, found)
    await judgeIndicators(call, vendorId, rows, found)
  },
  write: async (call, vendorId, rows) => {
    const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now), month: `${row.month}-01` })))
    await sql`
      insert into indicator_fact (id, vendor_id, organization_id, location_id, competency, indicator, month, value, baseline)
      select r.id, ${vendorId}, l.organization_id, l.id, r.competency, r.indicator, r.month, r.value, r.baseline
      from jsonb_to_recordset(${json}::jsonb) as r (id uuid, month date, location_number int, competency text, indicator text,
        value bigint, baseline bigint)
      join location l on l.vendor_id = ${vendorId} and l.number = r.location_number
      on conflict (location_id, competency, indicator, month) do update set value = excluded.value, baseline = excluded.baseline
    `.execute(call.em.getKysely())
  },
}

/** An indicator or a document is what a requirement of the competency names. */
const judgeIndicators = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<IndicatorRow>[],
  found: Findings,
): Promise<void> => {
  const { rows: known } = await sql<{ competency: string; codes: string[] }>`
    select c.code as competency, (select coalesce(jsonb_agg(x.code), '[]') from requirement_set s
        cross join lateral jsonb_array_elements(s.requirements) r
        cross join lateral (select r ->> 'document' as code union all
          select i ->> 'code' from jsonb_array_elements(r -> 'indicators') i) x
      where s.vendor_id = c.vendor_id and s.competency_code = c.code and x.code is not null) as codes
    from competency c where c.vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const codesOf = new Map(known.map(({ competency, codes }) => [competency, new Set(codes)]))
  for (const { line, row } of rows) {
    const codes = codesOf.get(row.competency)
    if (!codes) found.say(line, 'competency', row.competency, 'is not in the catalogue')
    else if (!codes.has(row.indicator))
      found.say(line, 'indicator', row.indicator, 'is no indicator and no document of this competency')
  }
}
