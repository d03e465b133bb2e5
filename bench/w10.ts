import { Requirement } from '../packages/core/src/catalogue/requirement.rules.ts'
import { evaluate } from '../packages/core/src/competencies/evaluation.rules.ts'
import type {
  AssociationFact,
  CompetencyTerms,
  EnrolledFact,
  Facts,
  PersonFact,
  Programme,
} from '../packages/core/src/competencies/facts.rules.ts'
import { match } from '../packages/core/src/competencies/matching.rules.ts'
import type { Demand } from '../packages/core/src/competencies/matching.rules.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'

const now = '2026-11-02T09:00:00.000Z'
const few = { pairs: 9, calls: 5, warm: 15 }

/**
 * W10: what a recount of competencies computes, without its statements. An organisation of 60 locations, 700 people, 140
 * references and 600 associations against nineteen competencies, each counted at each location today and on four
 * anniversaries. The floor takes in the same facts once, as they come from the database: JSON parsed, each row looked at.
 * Then the matching of 500 people to 40 golds of four; its floor takes the first people that are free, in turn, and so
 * meets fewer.
 */
export const w10 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const facts = organisation()
  const programme = nineteen()
  const json = JSON.stringify(facts)
  const { standings } = evaluate(facts, programme, now)
  const requirements = standings.flatMap(({ options }) => options.flatMap((option) => option.requirements))
  const recount = await compare(
    'recount of 60 locations, 700 people, 140 references',
    'subject ≤ 50,000 µs',
    { name: 'the facts parsed and looked at once', call: () => Promise.resolve(lookedAt(json)) },
    { name: 'ofrecord', call: () => Promise.resolve(evaluate(facts, programme, now)) },
    few,
  )
  const comparisons = [recount]
  for (const [name, demands] of [
    ['eight golds each', golds(4, 8)],
    ['three golds each, twelve people a gold', golds(12, 3)],
    ['fifteen people who qualify, of whom twelve are asked', contested()],
  ] as const) {
    const best = match(500, demands)
    const met = best.demands.filter((demand) => demand.met).length
    comparisons.push(
      await compare(
        `matching of 500 people to 40 golds, ${name}: ${met} met${best.exact ? '' : ' at least'}, ${inTurn(500, demands)} in turn`,
        'subject ≤ 100,000 µs',
        { name: 'the first that are free, in turn', call: () => Promise.resolve(inTurn(500, demands)) },
        { name: 'ofrecord', call: () => Promise.resolve(match(500, demands)) },
        few,
      ),
    )
  }
  const held = facts.enrollments.length
  const data = `${requirements.length.toLocaleString('en')} requirements counted, ${held} competencies held, ${Math.round(json.length / 1000)} kB of facts`
  return { data, comparisons }
}

/** The same numbers in every run. */
const randomFrom = (start: number) => {
  let state = start
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const sizes = { locations: 60, people: 700, references: 140, associations: 600 } as const
const idOf = (kind: string, at: number): string => `${kind}-0000-7000-8000-${String(at).padStart(12, '0')}`
const examOf = (competency: number, step: number): string => `HX-${100 + competency * 5 + step}`
const codeOf = (competency: number): string => `competency_${competency}`

const organisation = (): Facts => {
  const random = randomFrom(10)
  const placed = () => idOf('location', random(sizes.locations))
  const months = Array.from({ length: 14 }, (_each, at) =>
    new Date(Date.UTC(2025, 8 + at, 1)).toISOString().slice(0, 10),
  )
  const people = Array.from({ length: sizes.people }, (_each, at): PersonFact => {
    const skills = Array.from({ length: random(6) }, (_skill, step) => {
      const code = examOf(random(19), random(3))
      const expiresOn = random(3) === 0 ? `2027-0${1 + random(9)}-15` : null
      const rest = { passedOn: '2025-05-05', qualifiesFor: [codeOf(random(19))], retiredOn: null, countsUntil: null }
      return { id: idOf('skill', at * 10 + step), kind: 'exam' as const, code, name: code, expiresOn, ...rest }
    })
    return { id: idOf('person', at), name: `Person ${at}`, locationId: placed(), skills }
  })
  const associations = Array.from({ length: sizes.associations }, (_each, at): AssociationFact => {
    const since = `202${5 + random(2)}-0${1 + random(9)}-10`
    const tenant = random(300)
    const method = (['claim', 'designation', 'delegated', 'transaction'] as const)[random(4)]!
    const figures = { seats: 5 + random(200), active: random(120) }
    const tenantId = idOf('tenant', tenant)
    const product = `PRODUCT${random(12)}`
    const what = { id: idOf('association', at), tenantId, tenantName: `Customer ${tenant}` }
    return { ...what, locationId: placed(), method, product, since, until: null, ...figures }
  })
  return {
    organizationId: 'organisation',
    locations: Array.from({ length: sizes.locations }, (_each, at) => {
      return { id: idOf('location', at), name: `Location ${at}`, market: at % 4 === 0 ? 'developing' : 'developed' }
    }),
    people,
    references: Array.from({ length: sizes.references }, (_each, at) => {
      const competency = codeOf(random(19))
      const assigned = random(4) > 0 ? { locationId: placed(), competency } : null
      const about = { id: idOf('reference', at), company: `Customer ${at}`, title: 'Mail moved' }
      return {
        ...about,
        locationId: placed(),
        competencies: [competency],
        assigned,
        expiresAt: '2027-03-03T10:00:00.000Z',
      }
    }),
    associations,
    amounts: Array.from({ length: sizes.locations }, (_each, at) =>
      months.flatMap((month) =>
        (['consumption', 'revenue'] as const).map((measure) => {
          const locationId = idOf('location', at)
          return {
            locationId,
            measure,
            method: 'transaction' as const,
            product: 'PRODUCT1',
            month,
            cents: random(90_000),
          }
        }),
      ),
    ).flat(),
    figures: months.map((month) => {
      const value = random(40)
      return { locationId: placed(), competency: codeOf(18), indicator: 'adds', month, value, baseline: null }
    }),
    documents: [],
    pins: [],
    enrollments: Array.from({ length: 90 }, (_each, at): EnrolledFact => {
      const renewsOn = `2027-0${1 + (at % 4)}-28`
      const level = at % 3 === 0 ? 'gold' : 'silver'
      const state = at % 5 === 0 ? 'in_progress' : 'active_earned'
      return { locationId: idOf('location', at % 60), competency: codeOf((at * 7) % 19), level, state, renewsOn }
    }),
  }
}

/** Nine with people of their own for gold, three references and five; the others by what customers use and buy. */
const nineteen = (): Programme => ({
  competencies: Array.from({ length: 19 }, (_each, at): CompetencyTerms => {
    const people = (count: number, exclusive: boolean) => {
      const skills = { match: 'any', codes: [0, 1, 2].map((step) => examOf(at, step)) }
      return Requirement.parse({ kind: 'people_certified', code: 'people', name: 'People', count, skills, exclusive })
    }
    const second = (count: number) => Requirement.parse({ code: 'second', name: 'Second', ...secondOf(at, count) })
    const terms = { option: 'standard', name: '' }
    return {
      code: codeOf(at),
      name: `Competency ${at}`,
      options: [
        { ...terms, level: 'silver', requirements: [people(2, false), second(3)] },
        { ...terms, level: 'gold', requirements: [people(4, at < 9), second(5)] },
      ],
    }
  }),
  certifications: [],
})

const secondOf = (at: number, count: number): Record<string, unknown> => {
  if (at < 9) return { kind: 'references', scope: 'location', count }
  const threshold = { developed: count * 400, developing: count * 200 }
  const terms = { threshold, methods: ['claim', 'designation', 'transaction'] }
  if (at % 3 === 0) return { ...terms, kind: 'revenue', products: [] }
  if (at % 3 === 1) return { ...terms, kind: 'active_entitlements', products: ['PRODUCT1', 'PRODUCT2', 'PRODUCT3'] }
  return { ...terms, kind: 'new_customers', scope: 'location', minSeats: 10 }
}

const lookedAt = (json: string): number => {
  const facts = JSON.parse(json) as Facts
  let looks = 0
  for (const { skills } of facts.people) looks += skills.filter(({ expiresOn }) => expiresOn === null).length
  looks += facts.references.filter(({ assigned }) => assigned !== null).length
  looks += facts.associations.reduce((sum, { active }) => sum + active, 0)
  return facts.amounts.reduce((sum, { cents }) => sum + cents, looks)
}

const golds = (count: number, each: number): Demand[] => {
  const random = randomFrom(each)
  const people = Array.from({ length: 40 }, () => new Set<number>())
  for (let person = 0; person < 500; person++)
    // Many hold the exams of the first golds, and few those of the last.
    for (let at = 0; at < each; at++) people[Math.min(random(40), random(40))]!.add(person)
  return people.map((some) => demandOf(count, some))
}

/** So tight that the search for a better set is cut short. */
const contested = (): Demand[] => {
  const random = randomFrom(15)
  return Array.from({ length: 40 }, () => demandOf(12, new Set(Array.from({ length: 15 }, () => random(500)))))
}

const demandOf = (count: number, people: ReadonlySet<number>): Demand => {
  return { rank: 0, options: [[{ count, people: [...people].toSorted((a, b) => a - b) }]], keepsPart: true }
}

/** How many are met by who comes first. */
const inTurn = (peopleCount: number, demands: readonly Demand[]): number => {
  const taken = new Uint8Array(peopleCount)
  return demands.filter(({ options }) =>
    options[0]!.every(({ count, people }) => {
      const some = people.filter((person) => taken[person] === 0).slice(0, count)
      for (const person of some) taken[person] = 1
      return some.length === count
    }),
  ).length
}
