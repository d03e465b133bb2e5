import type { MarketValue } from '../catalogue/requirement.rules.ts'
import type { Day } from '../people/skill.rules.ts'
import type { Counted, CountedPerson } from './counting.rules.ts'
import type { AmountFacts, AssociationFact, Facts, LocationFact, PersonFact, ReferenceFact } from './facts.rules.ts'
import type { Ask, Plan } from './plan.rules.ts'

/** What one requirement has, before it is compared with what it needs. */
export interface Tally {
  have: number
  counted: Counted[]
  /** Locations that something of it sits at. */
  places: ReadonlySet<string>
}

/**
 * The facts at one instant, sorted for counting, with what was counted so far: a requirement of the whole organisation
 * is counted once, not at each of its locations.
 */
export interface Scene {
  facts: Facts
  plan: Plan
  /** ISO instant, and its day in UTC. */
  at: string
  day: Day
  /** Of a scene in the future: the one it is seen from. Months that nobody has figures of go on at its pace. */
  today: Scene | null
  /** Five active people or fewer. */
  small: boolean
  /** In the order of their ids; their places here are the numbers that the matching knows. */
  people: readonly PersonFact[]
  locations: ReadonlyMap<string, LocationFact>
  associationsAt: ReadonlyMap<string, readonly AssociationFact[]>
  amountsAt: ReadonlyMap<string, readonly AmountFacts[]>
  /** Numbers of people, by the codes of their results and by the competencies that those are named for. */
  holders: ReadonlyMap<string, ReadonlySet<number>>
  /** Those that still count, by the competencies that they may be assigned to. */
  references: ReadonlyMap<string, readonly ReferenceFact[]>
  qualified: Map<string, ReadonlyMap<number, CountedPerson>>
  /** By requirement, then by place. */
  tallies: Map<number, Map<string, Tally>>
}

/** Where something is counted: at a location, or in the whole organisation (CMP-R3). */
export type Place = string | null

const smallFirm = 5

export const sceneOf = (facts: Facts, plan: Plan, at: string, today: Scene | null = null): Scene => ({
  facts,
  plan,
  at,
  day: at.slice(0, 10),
  today,
  small: facts.people.length <= smallFirm,
  ...(today ? sharedBy(today) : indexed(facts)),
  references: countingReferences(facts, at),
  qualified: new Map(),
  tallies: new Map(),
})

type Index = Pick<Scene, 'people' | 'locations' | 'associationsAt' | 'amountsAt' | 'holders'>

const sharedBy = ({ people, locations, associationsAt, amountsAt, holders }: Scene): Index => {
  return { people, locations, associationsAt, amountsAt, holders }
}

/** What is the same at every instant. */
const indexed = (facts: Facts): Index => {
  const people = facts.people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const holders = new Map<string, Set<number>>()
  const hold = (key: string, person: number) => {
    const known = holders.get(key)
    if (known) known.add(person)
    else holders.set(key, new Set([person]))
  }
  for (const [person, { skills }] of people.entries())
    for (const { code, qualifiesFor } of skills) {
      hold(code, person)
      for (const competency of qualifiesFor) hold(namedFor(competency), person)
    }
  return {
    people,
    holders,
    locations: new Map(facts.locations.map((location) => [location.id, location])),
    associationsAt: Map.groupBy(facts.associations, ({ locationId }) => locationId),
    amountsAt: Map.groupBy(facts.amounts, ({ locationId }) => locationId),
  }
}

/** The key of those whose results are named for a competency, which no code of a result is. */
export const namedFor = (competency: string): string => `for ${competency}`

/** A reference counts while the time is before its end (REF-R4). */
const countingReferences = ({ references }: Facts, at: string): Map<string, ReferenceFact[]> => {
  const now = Date.parse(at)
  const counting = references.filter(({ expiresAt }) => now < Date.parse(expiresAt))
  const every = new Set(counting.flatMap(({ competencies, assigned }) => [...competencies, assigned?.competency ?? '']))
  const isFor = ({ competencies, assigned }: ReferenceFact, competency: string) =>
    competencies.includes(competency) || assigned?.competency === competency
  return new Map([...every].map((competency) => [competency, counting.filter((each) => isFor(each, competency))]))
}

export const placeOf = ({ requirement }: Ask, locationId: string): Place =>
  requirement.scope === 'location' ? locationId : null

/** Whether something at `locationId` is counted at `place`. */
export const isAt = (place: Place, locationId: string): boolean => place === null || place === locationId

const marketValue = (value: MarketValue, scene: Scene, locationId: string): number =>
  value[scene.locations.get(locationId)?.market ?? 'developed']

/** How much a requirement needs at a location, in its unit: by market, and fewer people of a small firm. */
export const neededOf = (scene: Scene, { requirement }: Ask, locationId: string): number => {
  switch (requirement.kind) {
    case 'people_certified':
    case 'people_assessed':
      return scene.small ? (requirement.smallCount ?? requirement.count) : requirement.count
    case 'references':
      return requirement.count
    case 'active_entitlements':
    case 'new_customers':
    case 'consumption':
    case 'revenue':
      return marketValue(requirement.threshold, scene, locationId)
    case 'points':
      return requirement.minTenths
    case 'agreement':
    case 'satisfaction_survey':
      return 1
  }
}
