import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inScope, texts } from '../kernel/conditions.ts'
import { readCompetencies } from '../catalogue/competency.queries.ts'
import type { Requirement } from '../catalogue/requirement.rules.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { readLastImport, readToday } from '../people/credential.queries.ts'
import type { Day } from '../people/skill.rules.ts'
import type { SummaryFilters } from './competency.rules.ts'
import type { ShownRisk, SummaryRow } from './shown.rules.ts'
import type { RequirementUnit } from './counting.rules.ts'

type Catalogue = Awaited<ReturnType<typeof readCompetencies>>

interface StoredResult {
  requirement: string
  unit: RequirementUnit
  needed: number
  have: number
  expiring: number
}

type Row = Omit<SummaryRow, 'competency' | 'met' | 'of' | 'risks'> & { competency: string }

/** A row with the figures of the option that comes nearest to its level. */
interface CountedRow {
  row: Row
  option: string | null
  countedAt: string | null
  results: StoredResult[]
}

/** Competencies at the locations of a scope as counted last, in the catalogue's order, then by location (CMP-R2). */
export const readSummary = async (call: Call, scope: Scope, filters: SummaryFilters) => {
  const { vendorId, organizationId } = call.actor as PersonActor
  const catalogue = await readCompetencies(call, vendorId)
  const today = await readToday(call, vendorId)
  const rows = await readRows(call, conditionsOf(organizationId, scope, filters, today))
  const position = new Map(catalogue.map(({ code }, at) => [code, at]))
  const shown = rows.flatMap((row) => shownRow(catalogue, row) ?? [])
  return {
    rows: shown
      .filter(({ competency }) => filters.group === null || competency.groupCode === filters.group)
      .toSorted((a, b) => position.get(a.competency.code)! - position.get(b.competency.code)!),
    groups: [...new Map(catalogue.map(({ groupCode: code, groupName: name }) => [code, { code, name }])).values()],
    countedAt:
      rows
        .map(({ countedAt }) => isoOrNull(countedAt) ?? '')
        .toSorted()
        .at(-1) || null,
    lastImportAt: await readLastImport(call, vendorId),
  }
}

/** How many rows the filters let through: said before they are exported (GEN-R6). */
export const countSummary = async (call: Call, scope: Scope, filters: SummaryFilters): Promise<number> =>
  (await readSummary(call, scope, filters)).rows.length

/** One row of the summary; null: not there, or not in the scope. */
export const readSummaryRow = async (call: Call, scope: Scope, enrollmentId: string): Promise<SummaryRow | null> => {
  const { vendorId, organizationId } = call.actor as PersonActor
  const [row] = await readRows(
    call,
    sql`e.id = ${enrollmentId} and e.organization_id = ${organizationId} and ${inScope(scope, sql`e.location_id`)}`,
  )
  return row ? shownRow(await readCompetencies(call, vendorId), row) : null
}

const conditionsOf = (
  organizationId: string | null,
  scope: Scope,
  { locationId, level, states, atRiskOnly, dueWithinDays }: SummaryFilters,
  today: Day,
): RawBuilder<unknown> =>
  sql.join(
    [
      sql`e.organization_id = ${organizationId}`,
      inScope(scope, sql`e.location_id`),
      locationId ? sql`e.location_id = ${locationId}` : sql`true`,
      level ? sql`e.level = ${level}` : sql`true`,
      states.length === 0 ? sql`true` : sql`e.state = any(${texts(states)})`,
      atRiskOnly ? sql`e.at_risk` : sql`true`,
      dueWithinDays === null
        ? sql`true`
        : sql`coalesce(e.preapproved_until, e.renews_on) <= ${today}::date + ${dueWithinDays}::int and e.state <> 'lapsed'`,
      // Of what was begun and of which nothing counts any more there is nothing to show, unless somebody wants it.
      sql`(e.state <> 'in_progress' or e.goal or exists (select from requirement_result r where r.enrollment_id = e.id and r.have > 0))`,
    ],
    sql` and `,
  )

const readRows = async (call: Call, conditions: RawBuilder<unknown>): Promise<CountedRow[]> => {
  const { rows } = await sql<CountedRow>`
    select e.option, e.counted_at::text as "countedAt", jsonb_build_object('enrollmentId', e.id, 'competency', e.competency,
        'level', e.level, 'metLevel', e.met_level, 'state', e.state, 'stateAt', e.state_at::text, 'goal', e.goal, 'atRisk', e.at_risk,
        'renewsOn', e.renews_on, 'preapprovedUntil', e.preapproved_until, 'paidThrough', e.paid_through,
        'location', jsonb_build_object('id', l.id, 'name', l.name, 'number', l.number)) as row,
      (select coalesce(jsonb_agg(jsonb_build_object('requirement', r.requirement, 'unit', r.detail ->> 'unit', 'needed', r.needed, 'have', r.have, 'expiring', r.expiring)), '[]')
        from requirement_result r where r.enrollment_id = e.id and r.level = e.level and r.option = e.option) as results
    from competency_enrollment e join location l on l.id = e.location_id
    where ${conditions} order by l.is_headquarters desc, l.number, e.id
  `.execute(call.em.getKysely())
  return rows
}

const shownRow = (catalogue: Catalogue, { row, option, results }: CountedRow): SummaryRow | null => {
  const competency = catalogue.find(({ code }) => code === row.competency)
  if (!competency) return null
  const { code, name, groupCode, groupName } = competency
  const options = competency.levels.find(({ level }) => level === row.level)?.options ?? []
  const requirements = options.find((one) => one.option === option)?.requirements ?? options[0]?.requirements ?? []
  const stored = new Map(results.map((result) => [result.requirement, result]))
  const figures = requirements.flatMap((requirement) => riskOf(requirement, stored.get(requirement.code)) ?? [])
  return {
    ...row,
    stateAt: isoOf(row.stateAt),
    competency: { code, name, groupCode, groupName },
    met: figures.filter(({ have, needed }) => have >= needed).length,
    of: requirements.length,
    risks: figures.filter(({ have, needed, expiring }) => have - expiring < needed),
  }
}

const riskOf = ({ code, kind, name }: Requirement, stored: StoredResult | undefined): ShownRisk | null =>
  stored ? { ...stored, requirement: code, kind, name } : null
