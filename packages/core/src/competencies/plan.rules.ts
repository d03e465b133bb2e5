import type { Requirement } from '../catalogue/requirement.rules.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import type { CertificationTerms, OptionTerms, Programme } from './facts.rules.ts'

export type PeopleRequirement = Extract<Requirement, { kind: 'people_certified' | 'people_assessed' }>

/** One requirement where it stands in the programme. */
export interface Ask<R extends Requirement = Requirement> {
  /** Its number among all of the programme: the key of what is counted for it. */
  index: number
  competency: string
  requirement: R
  /** Whose people its people must be. */
  base: Ask<PeopleRequirement> | null
}

export type PeopleAsk = Ask<PeopleRequirement>

export interface PlannedOption {
  competency: string
  level: CompetencyLevel
  terms: OptionTerms
  asks: Ask[]
  /** Requirements whose people count for no other competency, each with those that ask for the same people. */
  exclusive: { ask: PeopleAsk; same: PeopleAsk[] }[]
  /** Whether it competes for people at each location by itself; else as one of the whole organisation. */
  byLocation: boolean
}

export interface PlannedCompetency {
  code: string
  options: PlannedOption[]
}

/** The programme with its links resolved: made once for all instants that are looked at. */
export interface Plan {
  competencies: PlannedCompetency[]
  certifications: ReadonlyMap<string, CertificationTerms>
}

export const planOf = ({ competencies, certifications }: Programme): Plan => {
  let index = 0
  return {
    competencies: competencies.map(({ code, options }) => ({
      code,
      options: options.map((terms) => {
        const asks = terms.requirements.map((requirement): Ask => ({
          index: index++,
          competency: code,
          requirement,
          base: null,
        }))
        linkSamePeople(asks)
        const people = asks.filter(asksPeople)
        const exclusive = people
          .filter((ask) => ask.base === null && ask.requirement.exclusive)
          .map((ask) => ({ ask, same: people.filter((other) => other !== ask && rootOf(other) === ask) }))
        const byLocation = exclusive.some(({ ask }) => ask.requirement.scope === 'location')
        return { competency: code, level: terms.level, terms, asks, exclusive, byLocation }
      }),
    })),
    certifications: new Map(certifications.map((each) => [each.code, each])),
  }
}

export const asksPeople = (ask: Ask): ask is PeopleAsk =>
  ask.requirement.kind === 'people_certified' || ask.requirement.kind === 'people_assessed'

/** A requirement that names itself, or one that is not there, or a circle, asks for people of its own. */
const linkSamePeople = (asks: readonly Ask[]): void => {
  for (const ask of asks.filter(asksPeople)) {
    const base = asks.filter(asksPeople).find(({ requirement }) => requirement.code === ask.requirement.samePeopleAs)
    if (base && rootOf(base) !== ask) ask.base = base
  }
}

/** The requirement whose people a chain of `samePeopleAs` leads to. */
export const rootOf = (ask: PeopleAsk): PeopleAsk => {
  let root = ask
  while (root.base) root = root.base
  return root
}
