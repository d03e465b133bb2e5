import { sql } from 'kysely'
import { texts, uuids } from '../kernel/conditions.ts'
import type { HeldCompetency } from '../competencies/enrollment.rules.ts'
import { heldStates, levelsOf } from '../competencies/enrollment.rules.ts'
import { evaluate } from '../competencies/evaluation.rules.ts'
import { readFacts, readProgramme } from '../competencies/facts.queries.ts'
import { bestOption } from '../competencies/result.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ImpactRoom } from './impact.room.ts'
import type { ImpactPart } from './impact.rules.ts'
import { exampleOf, partOf } from './impact.rules.ts'

type Held = HeldCompetency & {
  id: string
  name: string
  place: string
  locationId: string
  organizationId: string
  vendorId: string
  isHeld: boolean
}

/** One requirement of a level that is held or qualified: what counts, what is needed, and what the anniversary will find. */
type Count = {
  id: string
  competency: string
  place: string
  name: string
  have: number
  needed: number
  failing: boolean
}

type CompetencyFacts = { held: Held[]; counts: Count[] }

/**
 * The highest level held anywhere is the organisation's (CMP-R2); two organisations become one union (MRG-R3), in which
 * people and references that both have count once: requirement by requirement.
 */
export const competencyImpact: ImpactRoom<CompetencyFacts> = {
  read: async (call, { organizationIds }) => {
    const rows = await readHeld(call, organizationIds)
    const counts: Count[] = []
    for (const [organizationId, held] of Map.groupBy(rows, (row) => row.organizationId))
      counts.push(...(await countsOf(call, organizationId, held)))
    return { held: rows.filter(({ isHeld }) => isHeld), counts }
  },
  compare: (before, after, kind) => [
    ...levelParts(before.held, after.held),
    ...requirementParts(before.counts, after.counts),
    // Each keeps its benefits until its own next renewal.
    ...(kind === 'merged' ? keptPart(before.held) : []),
  ],
}

const readHeld = async (call: Call, organizationIds: readonly string[]): Promise<Held[]> => {
  const { rows } = await sql<Held>`
    select e.id, e.competency, coalesce(k.name, e.competency) as name, e.level, e.renews_on::text as "renewsOn", l.name as place, l.id as "locationId",
      e.organization_id as "organizationId", e.vendor_id as "vendorId", e.state <> 'qualified' as "isHeld"
    from competency_enrollment e join location l on l.id = e.location_id
      left join competency k on k.vendor_id = e.vendor_id and k.code = e.competency
    where e.organization_id = any(${uuids(organizationIds)}) and e.state = any(${texts([...heldStates, 'qualified'])})
    order by e.competency, l.number, e.id
  `.execute(call.em.getKysely())
  return rows
}

const countsOf = async (call: Call, organizationId: string, held: readonly Held[]): Promise<Count[]> => {
  const programme = await readProgramme(call, held[0]!.vendorId)
  const facts = await readFacts(call, organizationId)
  const asked = {
    locationIds: held.map(({ locationId }) => locationId),
    competencies: held.map(({ competency }) => competency),
  }
  const { standings } = evaluate(facts, programme, call.now.toISOString(), asked)
  return held.flatMap(({ id, locationId, competency, level, place, name: competencyName }) => {
    const standing = standings.find((one) => one.locationId === locationId && one.competency === competency)
    if (!standing) return []
    const best = bestOption(standing, level)
    const option = standing.options.find((one) => one.level === level && one.option === best)
    return (option?.requirements ?? []).map(({ requirement, name, have, needed }) => ({
      id: `${id} ${requirement}`,
      competency: competencyName,
      place,
      name,
      have,
      needed,
      failing: standing.outlook?.failing.includes(requirement) ?? have < needed,
    }))
  })
}

const levelParts = (before: readonly Held[], after: readonly Held[]): ImpactPart[] => {
  const levels = levelsOf(after)
  const names = new Map([...before, ...after].map(({ competency, name }) => [competency, name]))
  const example = (competency: string, change: Parameters<typeof exampleOf>[1]) =>
    exampleOf(names.get(competency)!, change)
  const heads = [...Map.groupBy(before, ({ organizationId }) => organizationId).values()].map(levelsOf)
  const had = levelsOf(before)
  const lost = [...had].filter(([competency]) => !levels.has(competency))
  const changed = heads.flatMap((was) =>
    [...was].filter(([competency, level]) => levels.has(competency) && levels.get(competency) !== level),
  )
  return [
    ...partOf(
      'competencies_lost',
      'loss',
      lost.map(([competency, from]) => example(competency, { from })),
    ),
    ...partOf(
      'competencies_level_changed',
      'warning',
      changed.map(([competency, from]) => example(competency, { from, to: levels.get(competency)! })),
    ),
    ...partOf(
      'competencies_gained',
      'gain',
      [...levels].filter(([competency]) => !had.has(competency)).map(([competency, to]) => example(competency, { to })),
    ),
  ]
}

/** Of the same competencies before and after: what is met no more or will not be, and what is from then on. */
const requirementParts = (before: readonly Count[], after: readonly Count[]): ImpactPart[] => {
  const now = new Map(after.map((count) => [count.id, count]))
  const both = before.flatMap((was) => {
    const is = now.get(was.id)
    return is ? [{ was, is }] : []
  })
  // Where only what ends soon makes the difference, the same figures twice would read as a fault.
  const figures = ({ was, is }: { was: Count; is: Count }) => {
    const [from, to] = [`${was.have}/${was.needed}`, `${is.have}/${is.needed}`]
    return exampleOf(`${was.competency}: ${was.name}`, { place: was.place, ...(from !== to && { from, to }) })
  }
  const isShort = ({ have, needed, failing }: Count) => have < needed || failing
  const missed = both.filter(({ was, is }) => !isShort(was) && isShort(is))
  const reached = both.filter(({ was, is }) => isShort(was) && !isShort(is))
  return [
    ...partOf('requirements_missed', 'warning', missed.map(figures)),
    ...partOf('requirements_reached', 'gain', reached.map(figures)),
  ]
}

const keptPart = (before: readonly Held[]): ImpactPart[] =>
  partOf(
    'competencies_kept',
    'note',
    before.map(({ name, level, renewsOn, place }) => exampleOf(name, { place, from: level, until: renewsOn })),
  )
