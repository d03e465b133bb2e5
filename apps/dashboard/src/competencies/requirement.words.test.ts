import { Requirement } from '@ofrecord/core/catalogue/requirement.rules'
import { expect, test } from 'vitest'
import { startLocale } from '../lib/locale.ts'
import { requirementWords } from './requirement.words.ts'

const base = { code: 'people', name: 'Certified people' }

test('people are told by number, by what they must hold, and by what else holds for them', () => {
  const requirement = Requirement.parse({
    ...base,
    kind: 'people_certified',
    count: 4,
    smallCount: 2,
    exclusive: true,
    samePeopleAs: 'focus',
    skills: { match: 'any', codes: ['HX-101', 'HX-102'] },
  })
  const siblings = [Requirement.parse({ kind: 'references', code: 'focus', name: 'Focus', count: 1 })]
  expect(requirementWords(requirement, { siblings })).toEqual({
    sentence: '4 people, each with one of HX-101 and HX-102',
    notes: [
      '2 where the organisation has five active people or fewer',
      'Who counts here counts for no other competency that asks for people of its own',
      'The same people as for “Focus”',
    ],
  })
})

test('a threshold is told for both kinds of market, or for the one that is asked about', () => {
  const requirement = Requirement.parse({
    kind: 'consumption',
    code: 'use',
    name: 'Consumption',
    scope: 'location',
    threshold: { developed: 1_500_000, developing: 1_000_000 },
    products: [],
    methods: ['designation', 'delegated'],
  })
  const told = requirementWords(requirement)
  expect(told.sentence).toBe('USD\u00a015,000 of consumption in 12 months')
  expect(told.notes).toEqual([
    'USD\u00a010,000 in developing markets',
    'Counted where the partner is recorded by designation and by delegated administration',
    'Counted at the location itself',
  ])
  expect(requirementWords(requirement, { market: 'developing' }).sentence).toContain('10,000')
})

test('points are told to the tenth, and in the language of the reader', () => {
  const indicator = { name: 'Growth', code: 'growth', threshold: { developed: 1, developing: 1 } }
  const requirement = Requirement.parse({
    kind: 'points',
    code: 'score',
    name: 'Score',
    minTenths: 599,
    indicators: [{ ...indicator, maxTenths: 1000, kind: 'all_or_nothing' }],
  })
  expect(requirementWords(requirement).sentence).toBe('59.9 points of 100, by 1 indicator')
  startLocale('it')
  expect(requirementWords(requirement).sentence).toBe('59,9 punti su 100, con 1 indicatore')
  startLocale('en')
})
