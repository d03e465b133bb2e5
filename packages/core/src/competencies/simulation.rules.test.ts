import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  association,
  certified,
  colleagues,
  enrolled,
  nothing,
  passed,
  person,
  programme,
  reference,
} from '../../test/facts.ts'
import { criticalSets } from './critical.rules.ts'
import type { CriticalSet } from './critical.rules.ts'
import { evaluate } from './evaluation.rules.ts'
import type { Facts, PersonFact, Programme } from './facts.rules.ts'
import { changed, simulate } from './simulation.rules.ts'

const now = '2026-11-02T09:00:00.000Z'
const asked = programme({
  messaging: {
    silver: [certified(1, ['A'])],
    gold: [
      certified(2, ['A'], { exclusive: true }),
      { kind: 'references', code: 'references', count: 1, scope: 'location' },
    ],
  },
})
const facts: Facts = {
  ...nothing,
  people: [...colleagues, person('mina', ['A'])],
  references: [reference('sunder')],
  enrollments: [enrolled('messaging', { level: 'silver' })],
}

describe('a simulation', () => {
  test('shows what one more person would bring, requirement by requirement, and leaves the facts as they are', () => {
    const before = structuredClone(facts)
    const { differences, levels } = simulate(facts, asked, now, [{ change: 'addPerson', person: person('tom', ['A']) }])
    expect(differences[0]).toEqual({
      locationId: 'leeds',
      competency: 'messaging',
      before: { metLevel: 'silver', atRisk: false },
      after: { metLevel: 'gold', atRisk: false },
      requirements: [
        {
          level: 'silver',
          option: 'standard',
          requirement: 'people',
          name: 'people',
          unit: 'people',
          before: { needed: 1, have: 1 },
          after: { needed: 1, have: 2 },
        },
        {
          level: 'gold',
          option: 'standard',
          requirement: 'people',
          name: 'people',
          unit: 'people',
          before: { needed: 2, have: 1 },
          after: { needed: 2, have: 2 },
        },
      ],
    })
    expect(levels).toEqual([{ competency: 'messaging', before: 'silver', after: 'gold' }])
    expect(facts).toEqual(before)
  })

  test('takes a person, a reference, an association away, and what is not there changes nothing', () => {
    const loss = simulate(facts, asked, now, [
      { change: 'removePerson', personId: 'mina' },
      { change: 'removeReference', referenceId: 'sunder' },
    ])
    expect(loss.differences.map(({ locationId, after }) => [locationId, after])).toEqual([
      ['leeds', { metLevel: null, atRisk: true }],
      ['lagos', { metLevel: null, atRisk: false }],
    ])
    const none = simulate(facts, asked, now, [{ change: 'removeAssociation', associationId: 'nobody' }])
    expect(none).toMatchObject({ differences: [], levels: [] })
  })

  test('CMP-R2: a merger counts who acts in both once, and people of both for one gold', () => {
    const other: Facts = {
      ...nothing,
      organizationId: 'bramble',
      locations: [{ id: 'milan', name: 'Milan', market: 'developed' }],
      people: [person('mina', [], { locationId: 'milan' }), person('ugo', ['A'], { locationId: 'milan' })],
      enrollments: [enrolled('messaging', { locationId: 'milan', level: 'silver' })],
    }
    const { people, locations } = changed(facts, [{ change: 'merge', other }])
    expect(people.filter(({ id }) => id === 'mina')).toMatchObject([{ locationId: 'leeds', skills: [{ code: 'A' }] }])
    expect(locations).toHaveLength(3)
    // Whichever of the two her credential counts in.
    expect(changed(other, [{ change: 'merge', other: facts }]).people[0]).toMatchObject({ skills: [{ code: 'A' }] })
    const { levels, differences } = simulate(facts, asked, now, [{ change: 'merge', other }])
    expect(levels).toEqual([{ competency: 'messaging', before: 'silver', after: 'gold' }])
    expect(differences.find(({ locationId }) => locationId === 'milan')?.requirements).toMatchObject([
      { level: 'silver', before: { have: 1 }, after: { have: 2 } },
      { level: 'gold', before: { have: 1 }, after: { have: 2 } },
    ])
  })
})

const critical = (some: Partial<Facts>, of: Programme, competency = 'p', level: 'silver' | 'gold' = 'gold') =>
  criticalSets({ ...nothing, ...some }, of, now, [{ locationId: 'leeds', competency, level }])[0]!

const ids = (set: CriticalSet | null) => set?.items.map(({ id }) => id)

describe('the smallest set whose loss would cost a level', () => {
  const gold = (count: number, exam: string) => ({ gold: [certified(count, [exam], { exclusive: true })] })

  test('is one reference where none is spare, though people are', () => {
    const people = ['a', 'b', 'c'].map((id) => person(id, ['A']))
    const some = { people: [...colleagues, ...people], references: [reference('sunder')] }
    const set = critical(some, asked, 'messaging')
    expect(set).toEqual({
      items: [{ kind: 'reference', id: 'sunder', name: 'sunder', locationId: 'leeds', tenantId: null }],
      requirements: ['references'],
      exact: true,
      atStake: [],
    })
  })

  test('is found where two golds draw on the same people: three spare for one are none for both', () => {
    // Six hold A, four of them B too: each gold alone has people to spare, both together have just enough.
    const people = ['1AB', '2AB', '3AB', '4AB', '5A', '6A'].map((id) => person(id, Array.from(id.slice(1))))
    const enrollments = [enrolled('p'), enrolled('q')]
    const set = critical(
      { people: [...colleagues, ...people], enrollments },
      programme({ p: gold(3, 'A'), q: gold(3, 'B') }),
    )
    expect(set?.items).toHaveLength(1)
    expect(set?.exact).toBe(true)
    expect(set?.atStake.map(({ competency }) => competency)).toEqual(['p', 'q'])
    // Without the second gold it would take four.
    expect(
      ids(
        critical({ people: [...colleagues, ...people], enrollments: [enrolled('p')] }, programme({ p: gold(3, 'A') })),
      ),
    ).toHaveLength(4)
  })

  test('is the largest customers where their use decides, and a firm that shrinks to five is counted as one', () => {
    const use = programme({
      p: {
        gold: [
          {
            kind: 'active_entitlements',
            code: 'use',
            threshold: { developed: 100, developing: 50 },
            products: [],
            methods: ['claim'],
          },
        ],
      },
    })
    const associations = [30, 50, 20, 40].map((active) => association(`${active}`, { active }))
    expect(ids(critical({ associations }, use))).toEqual(['50'])
    expect(ids(critical({ associations: [...associations, association('60', { active: 60 })] }, use))).toEqual([
      '60',
      '50',
    ])
    const small = programme({ p: { gold: [certified(2, ['A'], { smallCount: 1 })] } })
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at) => person(id, at < 2 ? ['A'] : []))
    // One of two gone leaves five people, of whom one is enough.
    expect(critical({ people: six }, small)).toBeNull()
  })

  test('breaks every option of a level, and says that a smaller one may exist', () => {
    const options = programme({
      p: { 'gold:one': [certified(1, ['A'])], 'gold:two': [certified(1, ['B'])] },
    })
    const apart = critical({ people: [...colleagues, person('a', ['A']), person('b', ['B'])] }, options)
    expect(ids(apart)).toEqual(['a', 'b'])
    expect(apart?.exact).toBe(false)
    const together = critical({ people: [...colleagues, person('a', [passed('A'), 'B'])] }, options)
    expect(together).toMatchObject({ items: [{ id: 'a' }], exact: true })
  })

  test('is never larger than need be: without any fewer people the level is still met', () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    console.log(`critical sets against every subset, seed ${seed}`)
    const exams = fc.array(fc.subarray(['A', 'B', 'C']), { minLength: 4, maxLength: 6 })
    const counts = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 3, maxLength: 3 })
    const held = ['p', 'q', 'r'].map((competency) => enrolled(competency))
    fc.assert(
      fc.property(exams, counts, (skills, [p, q, r]) => {
        const of = programme({ p: gold(p!, 'A'), q: gold(q!, 'B'), r: gold(r!, 'C') })
        const people = skills.map((some, at) => person(`${at}`, some))
        const organisation = (some: readonly PersonFact[]) => ({
          ...nothing,
          people: [...colleagues, ...some],
          enrollments: held,
        })
        const metAt = (some: readonly PersonFact[]) =>
          evaluate(organisation(some), of, now, { locationIds: ['leeds'] }).standings.map(
            ({ metLevel }) => metLevel === 'gold',
          )
        const set = critical(organisation(people), of)
        const before = metAt(people)
        expect(set === null).toBe(!before[0])
        if (!set) return
        const lost = new Set(ids(set))
        const after = metAt(people.filter(({ id }) => !lost.has(id)))
        expect(before.some((met, at) => met && !after[at])).toBe(true)
        for (const some of subsets(people).filter((each) => each.length > people.length - set.items.length))
          expect(metAt(some)[0]).toBe(true)
      }),
      { seed, numRuns: 60 },
    )
  })

  test('is none where the level is not met, or where only money decides', () => {
    expect(critical({}, asked, 'messaging')).toBeNull()
    const free = programme({
      p: {
        gold: [
          {
            kind: 'revenue',
            code: 'revenue',
            threshold: { developed: 0, developing: 0 },
            products: [],
            methods: ['claim'],
          },
        ],
      },
    })
    expect(critical({}, free)).toBeNull()
  })
})

const subsets = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((some, each) => [...some, ...some.map((one) => [...one, each])], [[]])
