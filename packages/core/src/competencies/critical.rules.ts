import type { Assigned, MetDemand } from './assignment.rules.ts'
import { newCustomers, recordsOf } from './business.tally.rules.ts'
import { dealOf } from './dealing.rules.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import { exclusivePlace } from './exclusive.rules.ts'
import type { AssociationFact, Facts, Programme } from './facts.rules.ts'
import { planOf } from './plan.rules.ts'
import type { Ask, PlannedOption } from './plan.rules.ts'
import { neededOf, placeOf, sceneOf } from './scene.rules.ts'
import { changed } from './simulation.rules.ts'
import type { Change } from './simulation.rules.ts'
import { haveOf, isMet, momentOf } from './standing.rules.ts'
import type { Moment } from './standing.rules.ts'
import { isExclusive } from './tally.rules.ts'

/** Whose loss would cost a level: plain JSON. */
export interface CriticalSet {
  items: CriticalItem[]
  /** Codes of the requirements that would fail: one for each option that the level is met by. */
  requirements: string[]
  /** Whether no smaller set does it; false: there may be one. */
  exact: boolean
  /** Where people are shared, one of these levels would be lost, and it may be another than the one asked about. */
  atStake: LevelAt[]
}

export interface CriticalItem {
  kind: 'person' | 'reference' | 'association'
  id: string
  /** Of the person, or of the customer. */
  name: string
  locationId: string
  /** Of an association. */
  tenantId: string | null
}

export interface LevelAt {
  competency: string
  level: CompetencyLevel
  /** null: counted for the whole organisation. */
  locationId: string | null
}

/**
 * For each level the smallest set of people, references or associations whose loss would cost a location that level,
 * checked by counting without them; null where the level is not met, or where nothing of these decides about it.
 *
 * A requirement fails when it has one fewer than it needs: with `have` things that count alike, `have - needed + 1` of
 * them are the smallest set, and of customers' use the largest ones. For people who count for no other competency a
 * level fails when some group of levels has fewer people than seats (Hall): the tightest group is the minimum cut behind
 * the seat that nobody more can be found for. It is exact for one option; where several options of a level are met, a
 * set has to break each, and `exact` says whether it is as small as what the hardest of them needs alone.
 */
export const criticalSets = (
  facts: Facts,
  programme: Programme,
  at: string,
  levels: readonly AskedLevel[],
): (CriticalSet | null)[] => {
  const today = momentOf(sceneOf(facts, planOf(programme), at))
  return levels.map((level) => criticalSet(today, level))
}

export interface AskedLevel {
  locationId: string
  competency: string
  level: CompetencyLevel
}

const criticalSet = (today: Moment, asked: AskedLevel): CriticalSet | null => {
  const options = optionsMet(today, asked)
  const ofEach = options.map((option) =>
    option.asks
      .flatMap((ask) => breaking(today, option, ask, asked.locationId))
      .toSorted((a, b) => a.items.length - b.items.length),
  )
  if (ofEach.length === 0 || ofEach.some((sets) => sets.length === 0)) return null
  const least = Math.max(...ofEach.map((sets) => sets[0]!.items.length))
  const found = combined(ofEach).find((set) => costs(today, set, asked))
  return found ? { ...found, exact: found.exact && found.items.length === least } : null
}

const optionsMet = (moment: Moment, { competency, level, locationId }: AskedLevel): PlannedOption[] =>
  (moment.scene.plan.competencies.find(({ code }) => code === competency)?.options ?? []).filter(
    (option) => option.level === level && option.asks.every((ask) => isMet(moment, option, ask, locationId)),
  )

/** At most this many ways to break all options of a level are compared. */
const combinationsTried = 200

/** One set for each option, as one; the smallest first. */
const combined = (ofEach: readonly CriticalSet[][]): CriticalSet[] => {
  const joined = (one: CriticalSet, other: CriticalSet): CriticalSet => ({
    items: [...one.items, ...other.items.filter(({ id }) => one.items.every((item) => item.id !== id))],
    requirements: [...one.requirements, ...other.requirements],
    exact: one.exact && other.exact,
    atStake: [...one.atStake, ...other.atStake],
  })
  const [first, ...others] = ofEach
  return others
    .reduce(
      (sets, more) => sets.flatMap((set) => more.map((other) => joined(set, other))).slice(0, combinationsTried),
      [...first!],
    )
    .toSorted((a, b) => a.items.length - b.items.length)
}

const breaking = (today: Moment, option: PlannedOption, ask: Ask, locationId: string): CriticalSet[] => {
  const { scene, assigned } = today
  const { requirement } = ask
  const place = placeOf(ask, locationId)
  const set = (items: CriticalItem[], exact: boolean, atStake: LevelAt[] = []): CriticalSet[] =>
    items.length === 0 ? [] : [{ items, requirements: [requirement.code], exact, atStake }]
  const { have, counted } = haveOf(today, option, ask, locationId)
  const spare = have - neededOf(scene, ask, locationId)
  switch (requirement.kind) {
    case 'people_certified':
    case 'people_assessed':
    case 'references': {
      const demand = assigned.met.find(
        (met) => met.option === option && met.place === exclusivePlace(option, locationId),
      )
      if (isExclusive(ask) && demand) return tightest(today, demand, set)
      const items = counted.flatMap((each): CriticalItem[] =>
        each.kind === 'person' || each.kind === 'reference'
          ? [{ kind: each.kind, id: each.id, name: each.name, locationId: each.locationId, tenantId: null }]
          : [],
      )
      return set(items.slice(0, spare + 1), !isExclusive(ask))
    }
    case 'active_entitlements':
      return largest(recordsOf(scene, requirement, place), spare, set)
    case 'new_customers': {
      const customers = newCustomers(scene, requirement, place).map(({ live }) => live)
      const fewest = customers.toSorted((a, b) => a.length - b.length).slice(0, spare + 1)
      return set(
        fewest.flat().map(itemOf),
        fewest.every(({ length }) => length === 1),
      )
    }
    // Neither figures nor documents are a person's, a reference's or an association's.
    case 'consumption':
    case 'revenue':
    case 'points':
    case 'agreement':
    case 'satisfaction_survey':
      return []
  }
}

type Make = (items: CriticalItem[], exact: boolean, atStake?: LevelAt[]) => CriticalSet[]

const itemOf = ({ id, tenantId, tenantName, locationId }: AssociationFact): CriticalItem => {
  return { kind: 'association', id, name: tenantName, locationId, tenantId }
}

/** What customers use most goes first; of one with several records all have to go. */
const largest = (records: ReturnType<typeof recordsOf>, spare: number, set: Make): CriticalSet[] => {
  const uses = records
    .map((some) => ({ some, active: Math.max(...some.map(({ active }) => active)) }))
    .toSorted((a, b) => b.active - a.active || (a.some[0]!.id < b.some[0]!.id ? -1 : 1))
  const gone: typeof uses = []
  let left = spare
  for (const use of uses) {
    if (left < 0) break
    left -= use.active
    gone.push(use)
  }
  return left < 0
    ? set(
        gone.flatMap(({ some }) => some.map(itemOf)),
        gone.every(({ some }) => some.length === 1),
      )
    : []
}

/** The seat of a demand that the fewest further people can be found for, with all that compete for its people. */
const tightest = (today: Moment, demand: MetDemand, set: Make): CriticalSet[] => {
  // What matters less gives its people up before this does.
  const rivals = today.assigned.met.filter(({ rank }) => rank <= demand.rank)
  const deal = dealOf(today.scene.people.length)
  const nodes = rivals.flatMap((rival) =>
    rival.way.slots.map(({ people, count }) => {
      const node = deal.open(people)
      deal.fill(node, count)
      return { node, people, rival }
    }),
  )
  return nodes
    .filter(({ rival }) => rival === demand)
    .flatMap(({ node }) => {
      const more = deal.copy()
      const further = more.fill(node, today.scene.people.length)
      const reached = new Set(more.rivalsOf(node))
      const group = nodes.filter((each) => reached.has(each.node))
      const people = [...new Set(group.flatMap((each) => each.people))].slice(0, further + 1)
      const items = people.map((person): CriticalItem => {
        const { id, name, locationId } = today.scene.people[person]!
        return { kind: 'person', id, name, locationId, tenantId: null }
      })
      const others = [...new Set(group.map(({ rival }) => rival))]
      const atStake = others.map(({ option, place }) => {
        return { competency: option.competency, level: option.level, locationId: place }
      })
      return set(items, others.every(({ ways }) => ways === 1) && isExact(today.assigned), atStake)
    })
}

const isExact = ({ assignment }: Assigned): boolean => assignment.exact

/** Whether the level, or one that shares its people, is not met any more without these. */
const costs = ({ scene }: Moment, set: CriticalSet, asked: AskedLevel): boolean => {
  const left = changed(scene.facts, set.items.map(lossOf))
  const without = momentOf(sceneOf(left, scene.plan, scene.at))
  if (optionsMet(without, asked).length === 0) return true
  return set.atStake.some(
    (lost) =>
      !without.assigned.met.some(
        ({ option, place }) =>
          option.competency === lost.competency && option.level === lost.level && place === lost.locationId,
      ),
  )
}

const lossOf = ({ kind, id }: CriticalItem): Change => {
  switch (kind) {
    case 'person':
      return { change: 'removePerson', personId: id }
    case 'reference':
      return { change: 'removeReference', referenceId: id }
    case 'association':
      return { change: 'removeAssociation', associationId: id }
  }
}
