import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { match } from './matching.rules.ts'
import type { Demand, Slot } from './matching.rules.ts'

const demand = (slots: Slot[], rank = 1): Demand => ({ rank, options: [slots], keepsPart: true })

describe('people who count for one competency only (CP-R8)', () => {
  test('eight people and two golds of four: the single assignment that meets both is found', () => {
    const first: Slot = { count: 4, people: [0, 1, 2, 3, 4, 5] }
    const second: Slot = { count: 4, people: [0, 1, 6, 7] }
    const { demands, exact } = match(8, [demand([first]), demand([second])])
    expect(demands.map(({ slots }) => slots.flat())).toEqual([
      [2, 3, 4, 5],
      [0, 1, 6, 7],
    ])
    expect(exact).toBe(true)
  })

  test('one that excludes two others is left, whichever comes first', () => {
    const greedy = demand([{ count: 2, people: [0, 1] }])
    const small = [demand([{ count: 1, people: [0] }]), demand([{ count: 1, people: [1] }])]
    expect(match(2, [greedy, ...small]).demands.map(({ met }) => met)).toEqual([false, true, true])
  })

  test('what is held keeps its people, although two others could be met without it', () => {
    const held = demand([{ count: 2, people: [0, 1] }], 0)
    const small = [demand([{ count: 1, people: [0] }]), demand([{ count: 1, people: [1] }])]
    expect(match(2, [...small, held]).demands.map(({ met }) => met)).toEqual([false, false, true])
  })

  test('a search that is cut short says so, and keeps what it found', () => {
    // The first one excludes both others.
    const demands = [
      [1, 2],
      [0, 1],
      [2, 3],
    ].map((people) => demand([{ count: 2, people }]))
    const metBy = (looks?: number) => match(4, demands, looks)
    expect(metBy(0)).toMatchObject({ exact: false, demands: [{ met: true }, { met: false }, { met: false }] })
    expect(metBy()).toMatchObject({ exact: true, demands: [{ met: false }, { met: true }, { met: true }] })
  })

  test('agrees with trying every assignment, whatever is asked', () => {
    const people = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 5 })
    const slot = fc.record({ count: fc.integer({ min: 1, max: 3 }), people })
    const option = fc.array(slot, { minLength: 1, maxLength: 2 })
    const anyDemand = fc.record({
      rank: fc.integer({ min: 0, max: 2 }),
      options: fc.array(option, { minLength: 1, maxLength: 2 }),
      keepsPart: fc.constant(true),
    })
    const seed = Math.floor(Math.random() * 2 ** 31)
    console.log(`matching against brute force, seed ${seed}`)
    fc.assert(
      fc.property(fc.array(anyDemand, { minLength: 1, maxLength: 3 }), (demands) => {
        const found = match(6, demands)
        expectFair(demands, found.demands)
        const { best, most } = bruteForce(6, demands)
        expect(
          metByRank(
            demands,
            found.demands.map(({ met }) => met),
          ),
        ).toEqual(best)
        if (demands.every(({ options }) => options.length === 1))
          expect(found.demands.flatMap(({ slots }) => slots.flat())).toHaveLength(most)
      }),
      { seed, numRuns: 400 },
    )
  })
})

/** Nobody twice, nobody who does not qualify, no slot with too many, and what is said to be met is full. */
const expectFair = (demands: readonly Demand[], found: ReturnType<typeof match>['demands']): void => {
  const all = found.flatMap(({ slots }) => slots.flat())
  expect(new Set(all).size).toBe(all.length)
  for (const [index, { option, met, slots }] of found.entries()) {
    const asked = demands[index]!.options[option]!
    for (const [at, { count, people }] of asked.entries()) {
      expect(slots[at]!.every((person) => people.includes(person))).toBe(true)
      expect(slots[at]!.length).toBeLessThanOrEqual(count)
    }
    expect(asked.every(({ count }, at) => slots[at]!.length === count)).toBe(met)
  }
}

const metByRank = (demands: readonly Demand[], met: readonly boolean[]): number[] =>
  [0, 1, 2].map((rank) => demands.filter((each, index) => each.rank === rank && met[index]).length)

/** Every person at every slot of every option, or nowhere: the best by ranks, and then how many people it uses. */
const bruteForce = (peopleCount: number, demands: readonly Demand[]): { best: number[]; most: number } => {
  let best: number[] = []
  let most = 0
  const choose = (chosen: readonly (readonly Slot[])[]): void => {
    if (chosen.length < demands.length) {
      for (const option of demands[chosen.length]!.options) choose([...chosen, option])
      return
    }
    const slots = chosen.flat()
    const got = slots.map(() => 0)
    const place = (person: number): void => {
      if (person === peopleCount) {
        let at = 0
        const met = chosen.map((option) => option.map(({ count }) => got[at++] === count).every(Boolean))
        const ranks = metByRank(demands, met)
        const used = got.reduce((sum, each) => sum + each, 0)
        const order = compare(ranks, best)
        if (order > 0 || (order === 0 && used > most)) [best, most] = [ranks, used]
        return
      }
      place(person + 1)
      for (const [index, { count, people }] of slots.entries())
        if (got[index]! < count && people.includes(person)) {
          got[index]!++
          place(person + 1)
          got[index]!--
        }
    }
    place(0)
  }
  choose([])
  return { best, most }
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  if (b.length === 0) return 1
  const at = a.findIndex((value, index) => value !== b[index])
  return at === -1 ? 0 : a[at]! - b[at]!
}
