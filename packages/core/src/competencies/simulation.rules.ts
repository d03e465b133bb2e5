import type { Skill } from '../people/skill.rules.ts'
import type { RequirementUnit } from './counting.rules.ts'
import { competencyLevels } from './enrollment.rules.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import { evaluate } from './evaluation.rules.ts'
import type { Asked, Evaluation, Standing } from './evaluation.rules.ts'
import type { AssociationFact, Facts, PersonFact, Programme, ReferenceFact } from './facts.rules.ts'
import type { Assignment } from './matching.rules.ts'

/** Something that could happen; what is not there cannot be taken away, and changes nothing. */
export type Change =
  | { change: 'addPerson'; person: PersonFact }
  | { change: 'addSkills'; personId: string; skills: readonly Skill[] }
  | { change: 'removePerson'; personId: string }
  | { change: 'addReference'; reference: ReferenceFact }
  | { change: 'assignReference'; referenceId: string; to: ReferenceFact['assigned'] }
  | { change: 'removeReference'; referenceId: string }
  | { change: 'addAssociation'; association: AssociationFact }
  | { change: 'removeAssociation'; associationId: string }
  | { change: 'merge'; other: Facts }

/** What becomes different: plain JSON. */
export interface Simulation {
  differences: Difference[]
  /** The highest level that is met anywhere in the organisation (CMP-R2), where it becomes another. */
  levels: { competency: string; before: CompetencyLevel | null; after: CompetencyLevel | null }[]
  /** Who would be used where. */
  assignment: Assignment
}

/** One competency at one location of which something becomes different. */
export interface Difference {
  locationId: string
  competency: string
  before: { metLevel: CompetencyLevel | null; atRisk: boolean }
  after: { metLevel: CompetencyLevel | null; atRisk: boolean }
  requirements: RequirementDifference[]
}

export interface RequirementDifference {
  level: CompetencyLevel
  option: string
  requirement: string
  name: string
  unit: RequirementUnit
  before: { needed: number; have: number }
  after: { needed: number; have: number }
}

/** Counts before and after. Of a merge, each organisation is counted by itself before. */
export const simulate = (
  facts: Facts,
  programme: Programme,
  at: string,
  changes: readonly Change[],
  asked: Asked = {},
): Simulation => {
  const alone = [facts, ...changes.flatMap((each) => (each.change === 'merge' ? [each.other] : []))]
  const before = alone.flatMap((each) => evaluate(each, programme, at, asked).standings)
  const after = evaluate(changed(facts, changes), programme, at, asked)
  return {
    differences: differencesOf(before, after),
    levels: levelsThatDiffer(before, after),
    assignment: after.assignment,
  }
}

/** The facts as they would be. */
export const changed = (facts: Facts, changes: readonly Change[]): Facts => changes.reduce(changedOnce, facts)

const changedOnce = (facts: Facts, change: Change): Facts => {
  const { people, references, associations } = facts
  switch (change.change) {
    case 'addPerson':
      return { ...facts, people: [...people, change.person] }
    case 'addSkills': {
      const taught = people.map((person) =>
        person.id === change.personId ? { ...person, skills: [...person.skills, ...change.skills] } : person,
      )
      return { ...facts, people: taught }
    }
    case 'removePerson': {
      const pins = facts.pins.filter(({ personId }) => personId !== change.personId)
      return { ...facts, people: people.filter(({ id }) => id !== change.personId), pins }
    }
    case 'addReference':
      return { ...facts, references: [...references, change.reference] }
    case 'assignReference': {
      const assigned = references.map((each) =>
        each.id === change.referenceId ? { ...each, assigned: change.to } : each,
      )
      return { ...facts, references: assigned }
    }
    case 'removeReference':
      return { ...facts, references: references.filter(({ id }) => id !== change.referenceId) }
    case 'addAssociation':
      return { ...facts, associations: [...associations, change.association] }
    case 'removeAssociation':
      return { ...facts, associations: associations.filter(({ id }) => id !== change.associationId) }
    case 'merge':
      return merged(facts, change.other)
  }
}

/** Both as one; somebody who acts in both, and whatever else both have, is there once. */
const merged = (one: Facts, other: Facts): Facts => {
  const once = <Row extends { id: string }>(rows: readonly Row[], more: readonly Row[]): Row[] => {
    const known = new Set(rows.map(({ id }) => id))
    return [...rows, ...more.filter(({ id }) => !known.has(id))]
  }
  const skillsThere = new Map(other.people.map(({ id, skills }) => [id, skills]))
  // A credential counts in one organisation only (CP-R2), so that the results are with one of the two.
  const mine = one.people.map((person) => ({
    ...person,
    skills: once(person.skills, skillsThere.get(person.id) ?? []),
  }))
  const pinned = new Set(one.pins.map(({ personId }) => personId))
  return {
    organizationId: one.organizationId,
    locations: once(one.locations, other.locations),
    people: once(mine, other.people),
    references: once(one.references, other.references),
    associations: once(one.associations, other.associations),
    amounts: [...one.amounts, ...other.amounts],
    figures: [...one.figures, ...other.figures],
    documents: [...one.documents, ...other.documents],
    pins: [...one.pins, ...other.pins.filter(({ personId }) => !pinned.has(personId))],
    enrollments: [...one.enrollments, ...other.enrollments],
  }
}

const differencesOf = (before: readonly Standing[], { standings }: Evaluation): Difference[] => {
  const known = new Map(before.map((standing) => [keyOf(standing), standing]))
  return standings.flatMap((after): Difference[] => {
    const was = known.get(keyOf(after))
    if (!was) return []
    const difference = {
      locationId: after.locationId,
      competency: after.competency,
      before: shortly(was),
      after: shortly(after),
      requirements: requirementsThatDiffer(was, after),
    }
    const { before: then, after: now, requirements } = difference
    const same = then.metLevel === now.metLevel && then.atRisk === now.atRisk && requirements.length === 0
    return same ? [] : [difference]
  })
}

const keyOf = ({ locationId, competency }: Standing): string => `${locationId} ${competency}`

const shortly = ({ metLevel, outlook }: Standing) => ({ metLevel, atRisk: outlook?.atRisk ?? false })

const requirementsThatDiffer = (was: Standing, now: Standing): RequirementDifference[] =>
  now.options.flatMap(({ level, option, requirements }, index) =>
    requirements.flatMap((after, at): RequirementDifference[] => {
      // Both were counted by one programme, in its order.
      const before = was.options[index]!.requirements[at]!
      if (before.have === after.have && before.needed === after.needed) return []
      const { requirement, name, unit } = after
      const figures = ({ needed, have }: { needed: number; have: number }) => ({ needed, have })
      return [{ level, option, requirement, name, unit, before: figures(before), after: figures(after) }]
    }),
  )

const levelsThatDiffer = (before: readonly Standing[], { standings: after }: Evaluation): Simulation['levels'] => {
  const highest = (standings: readonly Standing[], competency: string): CompetencyLevel | null => {
    const met = standings.filter((each) => each.competency === competency).map(({ metLevel }) => metLevel)
    return competencyLevels.toReversed().find((level) => met.includes(level)) ?? null
  }
  return [...new Set(after.map(({ competency }) => competency))]
    .map((competency) => ({ competency, before: highest(before, competency), after: highest(after, competency) }))
    .filter((each) => each.before !== each.after)
}
