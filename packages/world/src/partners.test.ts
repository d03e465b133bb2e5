import { expect, test } from 'vitest'
import { repeated, tally } from './counting.ts'
import { locations, locationOf, organisations } from './organisations.ts'
import { organisationFixtures } from './organisations.table.ts'
import { claimantsAt, locationsWithin, people, staff } from './people.ts'
import { personaOf, personas } from './personas.ts'

const sizes = Object.values(tally(locations.map(({ organisation }) => organisation)))

test('forty organisations have 120 locations: 18 have one, 12 two to four, 8 five to seven, 2 nine (F.8)', () => {
  const within = (from: number, to: number): number[] => sizes.filter((size) => size >= from && size <= to)
  const sum = (group: readonly number[]): number => group.reduce((all, size) => all + size, 0)
  expect(organisations).toHaveLength(40)
  expect(locations).toHaveLength(120)
  expect(
    [
      [1, 1],
      [2, 4],
      [5, 7],
      [9, 9],
    ].map(([from, to]) => [within(from!, to!).length, sum(within(from!, to!))]),
  ).toEqual([
    [18, 18],
    [12, 36],
    [8, 48],
    [2, 18],
  ])
})

test('tiers, memberships and enrolments add up (F.7, F.8)', () => {
  expect(tally(organisations.map(({ tier }) => tier))).toEqual({ network: 12, starter: 10, silver: 10, gold: 8 })
  expect(tally(organisations.map(({ membership }) => membership))).toEqual({
    active: 34,
    reenrol_open: 3,
    grace: 1,
    lapsed: 2,
  })
  expect(tally(locations.map(({ incentives }) => incentives))).toEqual({
    enrolled: 61,
    in_progress: 9,
    action_needed: 4,
    suspended: 5,
    not_invited: 41,
  })
})

test('every organisation is a tree with one headquarters and at most five levels (HIE-R1)', () => {
  for (const location of locations) {
    expect(location.level).toBe(location.parent === null ? 1 : locationOf(location.parent).level + 1)
    expect(location.level).toBeLessThanOrEqual(5)
    if (location.parent !== null) expect(locationOf(location.parent).organisation).toBe(location.organisation)
  }
  expect(locations.filter(({ parent }) => parent === null)).toHaveLength(40)
})

test('Kestrel is nine locations deep in five levels, with Savona still in verification', () => {
  const kestrel = locations.filter(({ organisation }) => organisation === 'kestrel')
  expect(kestrel.map(({ name, number, level }) => `${number} ${name} ${level}`)).toEqual([
    '4410200 Bristol 1',
    '4410213 Leeds 2',
    '4410226 Edinburgh 3',
    '4410239 Milan 2',
    '4410241 Turin 3',
    '4410254 Genoa 4',
    '4410267 Savona 5',
    '4410270 Rome 3',
    '4410283 Cologne 2',
  ])
  expect(kestrel.filter(({ status }) => status === 'pending_verification').map(({ name }) => name)).toEqual(['Savona'])
})

test('partner numbers have seven digits and name one organisation or location (GEN-R1)', () => {
  const numbers = [...organisations.map(({ globalNumber }) => globalNumber), ...locations.map(({ number }) => number)]
  expect(numbers.every((number) => number >= 1_000_000 && number <= 9_999_999)).toBe(true)
  expect(repeated(numbers)).toEqual([])
})

test('every fixture of an organisation names one that exists (SED-R6)', () => {
  const keys = organisations.map(({ key }) => key)
  expect(Object.values(organisationFixtures).filter((key) => !keys.includes(key))).toEqual([])
})

test('each organisation has a global administrator and somebody who may claim for every location (ROL-R2, CLM-R1)', () => {
  const administered = people.flatMap(({ affiliations }) =>
    affiliations
      .filter(({ roles }) => roles.some(({ role }) => role === 'global_admin'))
      .map(({ organisation }) => organisation),
  )
  expect(organisations.filter(({ key }) => !administered.includes(key))).toEqual([])
  expect(locations.filter((location) => claimantsAt(location).length === 0)).toEqual([])
})

test('an address belongs to one person, a key too', () => {
  const everybody = [...people, ...staff]
  expect(repeated([...people.map(({ email }) => email), ...staff.map(({ login }) => login)])).toEqual([])
  expect(repeated(everybody.map(({ key }) => key))).toEqual([])
})

test('every organisation has at least three people, and each person’s home is a location of the organisation', () => {
  const affiliations = people.flatMap((person) => person.affiliations)
  expect(
    Math.min(...Object.values(tally(affiliations.map(({ organisation }) => organisation)))),
  ).toBeGreaterThanOrEqual(3)
  expect(
    affiliations.filter(({ organisation, location }) => locationOf(location).organisation !== organisation),
  ).toEqual([])
})

test('names that break careless screens are there: sixty characters, one word, right to left, far diacritics (F.9)', () => {
  const names = people.map(({ name }) => name)
  expect(names.some((name) => name.length === 60)).toBe(true)
  expect(names.some((name) => !name.includes(' '))).toBe(true)
  expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true)
  expect(names.some((name) => /\p{Script=Han}/u.test(name))).toBe(true)
  expect(names.some((name) => /[őűłʼệ]|ễ/u.test(name))).toBe(true)
})

test('the sign-in page has the twenty personas of F.9, and partner personas are people too', () => {
  expect(personas).toHaveLength(20)
  const partners = personas.filter(({ side }) => side === 'partner')
  expect(partners.filter(({ login }) => !people.some(({ email }) => email === login))).toEqual([])
  expect(personaOf('ines').login).toBe('ines.incentive@kestrel.example')
})

test('a scope covers one location, or everything below it too', () => {
  const scope = personaOf('luca').roles[0]!.scope
  expect(locationsWithin(scope, 'kestrel')).toEqual([
    'kestrel.milan',
    'kestrel.turin',
    'kestrel.genoa',
    'kestrel.savona',
    'kestrel.rome',
  ])
  expect(locationsWithin(personaOf('ugo').roles[0]!.scope, 'kestrel')).toEqual(['kestrel.cologne'])
})
