import type { CompetencyLevel } from './enrollment.rules.ts'
import { dealOf } from './dealing.rules.ts'
import type { Deal } from './dealing.rules.ts'

/** Who is used where by exclusive requirements, and what is missing there: plain JSON. */
export interface Assignment {
  demands: AssignedDemand[]
  /** Whether no better assignment exists; false: the search was cut short, and this is the best that it found. */
  exact: boolean
}

export interface AssignedDemand {
  competency: string
  level: CompetencyLevel
  option: string
  /** null: asked of the whole organisation. */
  locationId: string | null
  needed: number
  missing: number
  people: { id: string; name: string; pinned: boolean }[]
}

/** Places for people who qualify alike. People are numbers from 0; those named first are taken first. */
export interface Slot {
  count: number
  people: readonly number[]
  /** Who may have what stays empty of it, when the demand cannot be met as a whole. */
  otherwise?: readonly number[]
}

/** What competes for people as a whole: all slots of one of its options. */
export interface Demand {
  /** Those of a lower rank are met first. */
  rank: number
  options: readonly (readonly Slot[])[]
  /** Whether it keeps the people it got although they do not suffice. */
  keepsPart: boolean
}

export interface Matched {
  /** For each demand the option that was taken, whether it is met, and who has each of its slots. */
  demands: { option: number; met: boolean; slots: number[][] }[]
  exact: boolean
}

/** How many looks at a person the search for a better set may take: some 50 ms. The first answer takes no account of it. */
const looksAllowed = 4_000_000

/**
 * Gives every person to one slot at most, so that rank by rank as many demands as possible are met as a whole, and then
 * as few people as possible are missing where parts are kept (CP-R8).
 *
 * Whether a set of demands can be met together is a bipartite matching, found by augmenting paths: a path moves people
 * from slot to slot and empties none, so that what is met stays met. Which set is the largest is a harder question: it
 * packs sets. It is answered exactly by branch and bound within each group of demands that compete for the same people;
 * `exact` is false when that was cut short. Ties go to the demand and the person that come first.
 */
export const match = (peopleCount: number, demands: readonly Demand[], looks = looksAllowed): Matched => {
  const budget = { looks }
  const matched: Matched = {
    demands: demands.map(() => ({ option: 0, met: false, slots: [] })),
    exact: true,
  }
  for (const group of competingGroups(peopleCount, demands)) {
    const state = bestOf(peopleCount, demands, group, budget)
    matched.exact &&= state.exact
    for (const index of group) {
      const taken = state.taken.get(index)
      const slots = (demands[index]!.options[taken?.option ?? 0] ?? []).map((_slot, at) =>
        taken ? taken.nodes[at]!.flatMap((node) => state.deal.peopleAt(node)) : [],
      )
      matched.demands[index] = { option: taken?.option ?? 0, met: taken?.met ?? false, slots }
    }
  }
  return matched
}

/** Demands that share people, directly or through others, as lists of their indices in order. */
const competingGroups = (peopleCount: number, demands: readonly Demand[]): number[][] => {
  const root = Array.from({ length: demands.length + peopleCount }, (_each, index) => index)
  const find = (index: number): number => {
    let at = index
    while (root[at] !== at) at = root[at] = root[root[at]!]!
    return at
  }
  demands.forEach(({ options }, index) => {
    for (const { people, otherwise } of options.flat())
      for (const person of [...people, ...(otherwise ?? [])]) root[find(demands.length + person)] = find(index)
  })
  const groups = Map.groupBy(demands.keys(), find)
  return [...groups.values()]
}

interface Taken {
  option: number
  met: boolean
  /** The nodes of each slot: one, or two where others may have what stays empty. */
  nodes: number[][]
}

interface State {
  deal: Deal
  taken: Map<number, Taken>
  exact: boolean
}

const bestOf = (
  peopleCount: number,
  demands: readonly Demand[],
  group: readonly number[],
  budget: { looks: number },
): State => {
  const start: State = { deal: dealOf(peopleCount), taken: new Map(), exact: true }
  const ranks = [...new Set(group.map((index) => demands[index]!.rank))].toSorted((a, b) => a - b)
  // Small ones first: of two that exclude each other they leave more.
  const order = group
    .filter((index) => wholes(start, demands[index]!, index).length > 0)
    .toSorted((a, b) => demands[a]!.rank - demands[b]!.rank || smallest(demands[a]!) - smallest(demands[b]!) || a - b)
  let state = mostMet(start, demands, order, ranks, budget)
  for (const rank of ranks)
    for (const index of group)
      if (demands[index]!.rank === rank && demands[index]!.keepsPart && !state.taken.has(index))
        state = withPart(state, demands[index]!, index)
  return state
}

/** As many met as can be, of lower ranks first: by trying each with and without, as long as more may come of it. */
const mostMet = (
  start: State,
  demands: readonly Demand[],
  order: readonly number[],
  ranks: readonly number[],
  budget: { looks: number },
): State => {
  const withRest = (state: State) =>
    order.reduce(
      (some, index) => (some.taken.has(index) ? some : (wholes(some, demands[index]!, index)[0] ?? some)),
      state,
    )
  let best = withRest(start)
  let cut = false
  const restOf = (at: number, rank: number) => order.slice(at).filter((index) => demands[index]!.rank === rank)
  const metIn = (state: State) =>
    ranks.map((rank) => [...state.taken.keys()].filter((index) => demands[index]!.rank === rank).length)
  const search = (state: State, at: number): void => {
    const met = metIn(state)
    if (isMore(met, metIn(best))) best = state
    const index = order[at]
    if (cut || index === undefined) return
    const before = state.deal.looks()
    const mayMeet = met.map((count, which) => count + mostMore(state, demands, restOf(at, ranks[which]!)))
    const promises = () => !cut && isMore(mayMeet, metIn(best))
    const nexts = promises() ? wholes(state, demands[index]!, index) : []
    budget.looks -= state.deal.looks() - before
    if (!promises()) return
    // More may come of it, and is not looked for.
    if (budget.looks < 0) cut = true
    for (const next of nexts) if (promises()) search(next, at + 1)
    if (promises()) search(state, at + 1)
  }
  search(start, 0)
  return { ...withRest(best), exact: !cut }
}

/** Rank by rank. */
const isMore = (met: readonly number[], than: readonly number[]): boolean => {
  const at = met.findIndex((count, index) => count !== than[index])
  return at !== -1 && met[at]! > than[at]!
}

const unitsOf = (option: readonly Slot[]): number => option.reduce((sum, { count }) => sum + count, 0)

const smallest = ({ options }: Demand): number => Math.min(...options.map(unitsOf))

/** More than this cannot be met: so many people can be found for all of them together, and each needs its own. */
const mostMore = (state: State, demands: readonly Demand[], rest: readonly number[]): number => {
  const deal = state.deal.copy()
  let found = 0
  const needs: number[] = []
  for (const index of rest) {
    const { options } = demands[index]!
    const need = smallest(demands[index]!)
    const people = [...new Set(options.flatMap((option) => option.flatMap((slot) => slot.people)))]
    const got = deal.fill(deal.open(people), need)
    found += got
    needs.push(need)
  }
  let more = 0
  for (const need of needs.toSorted((a, b) => a - b)) {
    found -= need
    if (found < 0) break
    more++
  }
  return more
}

/** With one more demand met as a whole: once for each of its options that can be. */
const wholes = (state: State, demand: Demand, index: number): State[] =>
  demand.options.flatMap((slots, option): State[] => {
    const deal = state.deal.copy()
    const nodes: number[][] = []
    const met = slots.every(({ count, people }) => {
      const node = deal.open(people)
      nodes.push([node])
      return deal.fill(node, count) === count
    })
    return met ? [{ ...state, deal, taken: new Map(state.taken).set(index, { option, met, nodes }) }] : []
  })

/** With as many people as one demand can still have, by the option that gets most. */
const withPart = (state: State, demand: Demand, index: number): State => {
  let best: { state: State; missing: number } | null = null
  for (const [option, slots] of demand.options.entries()) {
    const deal = state.deal.copy()
    let missing = 0
    const nodes = slots.map(({ count, people, otherwise }) => {
      const node = deal.open(people)
      const left = count - deal.fill(node, count)
      if (left === 0 || !otherwise) {
        missing += left
        return [node]
      }
      const second = deal.open(otherwise)
      missing += left - deal.fill(second, left)
      return [node, second]
    })
    if (!best || missing < best.missing)
      best = {
        state: { ...state, deal, taken: new Map(state.taken).set(index, { option, met: false, nodes }) },
        missing,
      }
  }
  return best?.state ?? state
}
