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
import type { RequirementCount } from './counting.rules.ts'
import { evaluate } from './evaluation.rules.ts'
import type { Standing } from './evaluation.rules.ts'
import type { Facts, Programme } from './facts.rules.ts'

const now = '2026-11-02T09:00:00.000Z'

const standing = (
  facts: Partial<Facts>,
  asked: Programme,
  { at = now, competency = 'messaging', locationId = 'leeds' } = {},
): Standing =>
  evaluate({ ...nothing, ...facts }, asked, at).standings.find(
    (each) => each.competency === competency && each.locationId === locationId,
  )!

const count = (facts: Partial<Facts>, asked: Programme, where: Parameters<typeof standing>[2] = {}): RequirementCount =>
  standing(facts, asked, where).options[0]!.requirements[0]!

const references = (needed: number, scope = 'location') =>
  programme({ messaging: { gold: [{ kind: 'references', code: 'references', count: needed, scope }] } })

const entitlements = (rest: Record<string, unknown> = {}) =>
  programme({
    messaging: {
      silver: [
        {
          kind: 'active_entitlements',
          code: 'use',
          threshold: { developed: 100, developing: 50 },
          products: [],
          methods: ['claim', 'designation'],
          ...rest,
        },
      ],
    },
  })

describe('references', () => {
  test('C83: one that is approved and not assigned does not count; assigned, it counts there only', () => {
    const unassigned = [reference('sunder', { assigned: null })]
    const before = count({ references: unassigned }, references(1))
    expect(before).toMatchObject({ have: 0, missing: 1 })
    expect(before.closers).toEqual([
      { close: 'assignReference', id: 'sunder', name: 'sunder', title: 'Work for sunder', from: null },
      { close: 'gainReferences', count: 1 },
    ])
    const assigned = { references: [reference('sunder')] }
    expect(count(assigned, references(1))).toMatchObject({ have: 1, met: true })
    expect(count(assigned, references(1), { locationId: 'lagos' }).have).toBe(0)
    const other = programme({
      devices: { gold: [{ kind: 'references', code: 'references', count: 1, scope: 'location' }] },
    })
    expect(count(assigned, other, { competency: 'devices' }).have).toBe(0)
  })

  test('REF-R4: it counts until the instant before its end', () => {
    const ends = { references: [reference('sunder', { expiresAt: '2026-11-02T09:00:00.001Z' })] }
    expect(count(ends, references(1)).have).toBe(1)
    expect(count(ends, references(1), { at: '2026-11-02T09:00:00.001Z' }).have).toBe(0)
  })

  test('C84: one that ends tomorrow, with none to spare, puts the gold at risk', () => {
    const tomorrow = reference('sunder', { expiresAt: '2026-11-03T09:00:00.000Z' })
    const held = { enrollments: [enrolled('messaging')] }
    const { outlook, options } = standing({ ...held, references: [tomorrow, reference('westmere')] }, references(2))
    expect(outlook).toEqual({
      on: '2027-01-31',
      level: 'gold',
      option: 'standard',
      atRisk: true,
      failing: ['references'],
      newlyFailing: ['references'],
    })
    expect(options[0]!.requirements[0]).toMatchObject({ have: 2, expiring: 1, onAnniversary: 1, met: true })
    const short = standing({ ...held, references: [tomorrow] }, references(2))
    expect(short.outlook).toMatchObject({ atRisk: true, failing: ['references'], newlyFailing: [] })
    const spare = { ...held, references: [tomorrow, reference('westmere'), reference('third')] }
    expect(standing(spare, references(2)).outlook?.atRisk).toBe(false)
  })
})

describe('where things are counted', () => {
  const facts = { people: [...colleagues, person('mina', ['HX-1']), person('ade', ['HX-1'], { locationId: 'lagos' })] }

  test('CMP-R3: at the location where they sit, and in the whole organisation where the requirement says so', () => {
    const asked = (scope: string) => programme({ messaging: { silver: [certified(2, ['HX-1'], { scope })] } })
    expect(count(facts, asked('organization'))).toMatchObject({ have: 2, met: true })
    const here = count(facts, asked('location'))
    expect(here).toMatchObject({ have: 1, missing: 1, counted: [{ id: 'mina' }] })
    expect(here.closers).toContainEqual({ close: 'movePerson', id: 'ade', name: 'ade', locationId: 'lagos' })
  })

  test('CMP-R2, CMP-R3: a location has started where something of its own counts, though all are met alike', () => {
    const asked = programme({ messaging: { silver: [certified(1, ['HX-1'])] } })
    const only = { people: [...colleagues, person('mina', ['HX-1'])] }
    expect(standing(only, asked)).toMatchObject({ metLevel: 'silver', started: true })
    expect(standing(only, asked, { locationId: 'lagos' })).toMatchObject({ metLevel: 'silver', started: false })
  })

  test('the market of the country decides the threshold', () => {
    const use = {
      associations: [association('a', { active: 50 }), association('b', { active: 50, locationId: 'lagos' })],
    }
    const local = entitlements({ scope: 'location' })
    expect(count(use, local)).toMatchObject({ needed: 100, have: 50, missing: 50 })
    expect(count(use, local, { locationId: 'lagos' })).toMatchObject({ needed: 50, have: 50, met: true })
  })
})

describe('people', () => {
  const asked = programme({ messaging: { silver: [certified(2, ['HX-1', 'HX-2'], { smallCount: 1 })] } })

  test('a firm of five needs fewer than one of six', () => {
    const five = [person('mina', ['HX-1']), ...colleagues.slice(0, 4)]
    expect(count({ people: five }, asked)).toMatchObject({ needed: 1, met: true })
    expect(count({ people: [...five, person('six', [])] }, asked)).toMatchObject({ needed: 2, met: false })
  })

  test('CP-R6: a result counts on its last day, a retired one until its grace is over', () => {
    const ends = passed('HX-1', { expiresOn: '2026-11-02' })
    const retired = passed('HX-1', { retiredOn: '2026-10-01', countsUntil: '2026-11-01' })
    const people = [...colleagues, person('ends', [ends]), person('retired', [retired])]
    expect(count({ people }, asked).counted).toMatchObject([{ id: 'ends', through: '2026-11-02', ending: 'HX-1' }])
    expect(count({ people }, asked, { at: '2026-11-03T00:00:00.000Z' }).have).toBe(0)
  })

  test('who lacks one exam of all that are asked is named with it', () => {
    const all = programme({
      messaging: { silver: [certified(1, [], { skills: { match: 'all', codes: ['HX-1', 'HX-2'] } })] },
    })
    const { closers } = count({ people: [...colleagues, person('mina', ['HX-1'])] }, all)
    expect(closers[0]).toEqual({
      close: 'passExam',
      id: 'mina',
      name: 'mina',
      short: 1,
      exams: [{ code: 'HX-2', name: 'HX-2' }],
    })
  })

  test('people of one requirement may have to be those of another', () => {
    const same = programme({
      messaging: {
        gold: [
          certified(2, ['HX-1'], { exclusive: true }),
          certified(1, ['HX-9'], { code: 'extra', samePeopleAs: 'people' }),
        ],
      },
    })
    const with9 = (where: string[]) => ({
      people: [
        ...colleagues,
        person('a', ['HX-1']),
        person('b', ['HX-1']),
        ...where.map((exam, at) => person(`c${at}`, [exam])),
      ],
    })
    const alone = standing({ ...with9(['HX-9']) }, same)
    expect(alone.options[0]!.requirements.map(({ have }) => have)).toEqual([2, 0])
    // The one with both is taken, although two others come first.
    const both = standing({ people: [...with9([]).people, person('zz', ['HX-1', 'HX-9'])] }, same)
    expect(both).toMatchObject({ metLevel: 'gold' })
    expect(both.options[0]!.requirements[1]!.counted).toMatchObject([{ id: 'zz' }])
  })
})

describe('people who count for no other competency (CP-R8)', () => {
  const gold = (count: number, exam: string) => ({ gold: [certified(count, [exam], { exclusive: true })] })
  const asked = programme({ p: gold(1, 'A'), q: gold(1, 'B') })
  const one = [...colleagues, person('mina', ['A', 'B'])]
  const working = [enrolled('p'), enrolled('q', { state: 'in_progress', renewsOn: null })]

  test('C105: one certified person counts for the gold that is held; the other one misses one', () => {
    const facts = { ...nothing, people: one, enrollments: working }
    expect(evaluate(facts, asked, now).assignment).toEqual({
      exact: true,
      demands: [
        {
          competency: 'p',
          level: 'gold',
          option: 'standard',
          locationId: null,
          needed: 1,
          missing: 0,
          people: [{ id: 'mina', name: 'mina', pinned: false }],
        },
        { competency: 'q', level: 'gold', option: 'standard', locationId: null, needed: 1, missing: 1, people: [] },
      ],
    })
    const q = count(facts, asked, { competency: 'q' })
    expect(q).toMatchObject({ needed: 1, have: 0, missing: 1 })
    expect(q.exclusive?.elsewhere).toMatchObject([{ id: 'mina', competency: 'p' }])
    expect(q.closers).toEqual([{ close: 'certify', count: 1, match: 'any', minimum: 1, codes: ['B'] }])
  })

  test('of eight people and two golds of four, the only way to meet both is found', () => {
    const people = ['1A', '2AB', '3AB', '4A', '5B', '6A', '7B', '8A'].map((each) =>
      person(each, Array.from(each.slice(1))),
    )
    const both = programme({ p: gold(4, 'A'), q: gold(4, 'B') })
    const { standings, assignment } = evaluate({ ...nothing, people }, both, now)
    expect(standings.map(({ metLevel }) => metLevel)).toEqual(['gold', 'gold', 'gold', 'gold'])
    expect(assignment.demands[1]!.people.map(({ id }) => id)).toEqual(['2AB', '3AB', '5B', '7B'])
  })

  test('a reserved person stays where they are, and the one who loses them is told', () => {
    const pins = [{ personId: 'mina', competency: 'q', locationId: 'leeds' }]
    const facts = { people: one, enrollments: working, pins }
    expect(standing(facts, asked, { competency: 'q' }).metLevel).toBe('gold')
    const p = count(facts, asked, { competency: 'p' })
    expect(p).toMatchObject({ have: 0, exclusive: { elsewhere: [{ id: 'mina', competency: 'q', pinned: true }] } })
    expect(p.closers).toContainEqual({ close: 'unpin', id: 'mina', name: 'mina', competency: 'q' })
  })

  test('a gold whose other requirements are met has its people before one that lacks more', () => {
    const withReference = (competency: string) => [
      certified(1, [competency === 'p' ? 'A' : 'B'], { exclusive: true }),
      { kind: 'references' as const, code: 'references', count: 1, scope: 'location' },
    ]
    const both = programme({ p: { gold: withReference('p') }, q: { gold: withReference('q') } })
    const enrollments = ['p', 'q'].map((code) => enrolled(code, { state: 'in_progress', renewsOn: null }))
    const references = [reference('r', { assigned: { locationId: 'leeds', competency: 'q' } })]
    const { assignment } = evaluate({ ...nothing, people: one, enrollments, references }, both, now)
    expect(assignment.demands.map(({ people }) => people.length)).toEqual([0, 1])
  })

  test('what is not held and would lack people holds nobody', () => {
    const { demands } = evaluate(
      { ...nothing, people: one },
      programme({ p: gold(2, 'A'), q: gold(1, 'B') }),
      now,
    ).assignment
    expect(demands).toMatchObject([{ competency: 'q', missing: 0 }])
  })

  test('somebody whose exam ends before the anniversary is replaced by who is spare; without one it is at risk', () => {
    const ends = passed('A', { expiresOn: '2027-01-12' })
    const people = [...colleagues, person('mina', [ends])]
    const held = { enrollments: [enrolled('p')] }
    const alone = standing({ ...held, people }, asked, { competency: 'p' })
    expect(alone.outlook).toMatchObject({ atRisk: true, newlyFailing: ['people'] })
    expect(alone.options[0]!.requirements[0]!.closers).toContainEqual({
      close: 'renewExam',
      id: 'mina',
      name: 'mina',
      code: 'A',
      before: '2027-01-12',
    })
    const spare = standing({ ...held, people: [...people, person('tom', ['A'])] }, asked, { competency: 'p' })
    expect(spare.outlook?.atRisk).toBe(false)
  })
})

describe('what customers use and buy', () => {
  test('F.5.1: only methods that are accepted count, and of one customer and product only once', () => {
    const associations = [
      association('a', { tenantId: 'north', active: 60 }),
      association('b', { tenantId: 'north', active: 60, method: 'designation', locationId: 'lagos' }),
      association('c', { tenantId: 'south', active: 39, product: 'FILES' }),
      association('d', { tenantId: 'west', active: 500, method: 'delegated' }),
      association('e', { tenantId: 'east', active: 500, until: '2026-11-02' }),
    ]
    expect(count({ associations }, entitlements())).toMatchObject({ have: 99, missing: 1 })
    expect(count({ associations }, entitlements({ products: ['FILES'] })).have).toBe(39)
  })

  test('a new customer is one since less than a year, with seats enough, and was none before', () => {
    const asked = programme({
      messaging: {
        silver: [
          {
            kind: 'new_customers',
            code: 'new',
            threshold: { developed: 4, developing: 4 },
            minSeats: 10,
            methods: ['claim', 'designation'],
          },
        ],
      },
    })
    const associations = [
      association('new', { since: '2025-11-03' }),
      association('year', { since: '2025-11-02' }),
      association('few', { seats: 9 }),
      association('again', { tenantId: 'again' }),
      association('before', { tenantId: 'again', since: '2024-01-01', until: '2025-01-01' }),
      association('both', { tenantId: 'both', seats: 5 }),
      association('both2', { tenantId: 'both', seats: 5, product: 'FILES' }),
      association('gone', { until: '2026-10-01' }),
    ]
    expect(count({ associations }, asked).counted.map((each) => 'id' in each && each.id)).toEqual(['new', 'both'])
  })

  const revenue = programme({
    messaging: {
      silver: [
        {
          kind: 'revenue',
          code: 'revenue',
          threshold: { developed: 1200, developing: 600 },
          products: [],
          methods: ['transaction'],
        },
      ],
    },
  })
  const monthly = (cents: number, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_each, at) => {
      const month = new Date(Date.UTC(2025, from + at, 1)).toISOString().slice(0, 10)
      return {
        locationId: 'leeds',
        measure: 'revenue' as const,
        method: 'transaction' as const,
        product: 'MAIL',
        month,
        cents,
      }
    })

  test('the last twelve full months add up; this month is not over', () => {
    const amounts = monthly(100, 9, 22)
    const { have, counted } = count({ amounts }, revenue)
    expect(have).toBe(1200)
    expect(counted).toHaveLength(12)
    expect(counted.at(-1)).toEqual({ kind: 'month', month: '2026-10-01', cents: 100 })
  })

  test('until the anniversary they go on at the pace of the year, so that only a falling one is at risk', () => {
    const held = { enrollments: [enrolled('messaging', { level: 'silver' })] }
    const steady = standing({ ...held, amounts: monthly(100, 10, 21) }, revenue)
    expect(steady.outlook?.atRisk).toBe(false)
    const fading = [...monthly(300, 10, 12), ...monthly(40, 13, 21)]
    const { outlook, options } = standing({ ...held, amounts: fading }, revenue)
    expect(options[0]!.requirements[0]).toMatchObject({ have: 1260, met: true, onAnniversary: 360 + 300 + 210 })
    expect(outlook?.newlyFailing).toEqual(['revenue'])
  })

  test('a document counts for twelve months', () => {
    const asked = programme({ messaging: { silver: [{ kind: 'agreement', code: 'terms', document: 'terms' }] } })
    const documents = [{ locationId: 'leeds', competency: 'messaging', document: 'terms', on: '2025-11-03' }]
    expect(count({ documents }, asked)).toMatchObject({ have: 1, counted: [{ through: '2026-11-02' }] })
    expect(count({ documents }, asked, { at: '2026-11-03T00:00:00.000Z' }).closers).toEqual([
      { close: 'handIn', document: 'terms' },
    ])
  })
})

test('B.8.1: one option is enough, all of its steps, and the highest level counts', () => {
  const asked = programme({
    messaging: {
      'silver:starter': [certified(2, ['HX-1'])],
      'silver:specialist': [certified(1, ['HX-2']), { kind: 'references', code: 'references', count: 1 }],
      gold: [certified(4, ['HX-1'])],
    },
  })
  const facts = { people: [...colleagues, person('mina', ['HX-2'])], references: [reference('sunder')] }
  expect(standing(facts, asked)).toMatchObject({ metLevel: 'silver', metOption: 'specialist' })
  expect(standing({ ...facts, references: [] }, asked).metLevel).toBeNull()
  const four = { people: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => person(id, ['HX-1'])) }
  expect(standing(four, asked)).toMatchObject({ metLevel: 'gold', metOption: 'standard' })
})
