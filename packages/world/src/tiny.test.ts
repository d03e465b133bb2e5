import { expect, test } from 'vitest'
import { tally } from './counting.ts'
import { organisationOf } from './organisations.ts'
import { hours, T0 } from './time.ts'
import { tiny, tinyWorld } from './tiny.ts'

const tenants = Object.values(tiny.tenants)

test('the tiny world has the volumes of F.2', () => {
  expect({
    organisations: Object.keys(tiny.organisations).length,
    locations: Object.keys(tiny.locations).length,
    people: Object.keys(tiny.people).length,
    affiliations: Object.values(tiny.people).flatMap(({ affiliations }) => affiliations).length,
    tenants: tenants.length,
    domains: tenants.flatMap(({ domains }) => domains).length,
    administrators: tenants.flatMap(({ administrators }) => administrators).length,
    subscriptions: Object.keys(tiny.subscriptions).length,
    usage: tiny.usage.length,
  }).toEqual({
    organisations: 4,
    locations: 9,
    people: 24,
    affiliations: 24,
    tenants: 5,
    domains: 6,
    administrators: 6,
    subscriptions: 14,
    usage: 60,
  })
})

test('people are keyed by their own key, live in tiny’s locations, and each organisation has a global administrator', () => {
  const locations = Object.values(tiny.locations).map(({ key }) => key)
  expect(Object.entries(tiny.people).filter(([key, person]) => person.key !== key)).toEqual([])
  expect(
    Object.values(tiny.people)
      .flatMap(({ affiliations }) => affiliations)
      .filter(({ location }) => !locations.includes(location)),
  ).toEqual([])
  const administered = Object.values(tiny.people).flatMap(({ affiliations }) =>
    affiliations
      .filter(({ roles }) => roles.some(({ role }) => role === 'global_admin'))
      .map(({ organisation }) => organisation),
  )
  expect(new Set(administered)).toEqual(new Set(Object.keys(tiny.organisations)))
})

test('parents of locations are there too', () => {
  const locations = Object.values(tiny.locations)
  expect(locations.filter(({ parent }) => parent !== null && !locations.some(({ key }) => key === parent))).toEqual([])
})

test('Orchard Foods has two administrators and Okeford none (C41, NOT-R4)', () => {
  expect(tiny.tenants.orchard.administrators.map(({ name }) => name)).toEqual(['Tess Okonjo', 'Idris Falconer'])
  expect(tiny.tenants.okeford.administrators).toEqual([])
})

test('two Sales Hubs on one tenant, one on another (C9, C10)', () => {
  const sales = Object.values(tiny.subscriptions).filter(({ product }) => product === 'SALE')
  expect(tally(sales.map(({ tenant }) => tenant))).toEqual({ orchard: 1, nordmark: 2, sunder: 1 })
})

test('the too new one is claimable in sixty seconds, and moves with T0 (C11)', () => {
  const claimable = (world: typeof tiny): number =>
    world.subscriptions.tooNew.activatedAt!.getTime() + 48 * hours - world.t0.getTime()
  expect(claimable(tiny)).toBe(60_000)
  expect(claimable(tinyWorld(new Date('2030-01-01')))).toBe(60_000)
  expect(tiny.t0).toEqual(T0)
})

test('one subscription stands for each refusal of the wizard (C8, C12, C14, C15)', () => {
  const { resellerManaged, suspended, grace, ended, notActivated, designation, otherTenant } = tiny.subscriptions
  expect(resellerManaged.channel).toBe('reseller_managed')
  expect([suspended, grace, ended, notActivated].map(({ state }) => state)).toEqual([
    'suspended',
    'grace',
    'ended',
    'not_activated',
  ])
  expect(notActivated.activatedAt).toBeNull()
  expect(designation.product).toBe('INSI')
  expect(otherTenant.tenant).toBe('sunder')
})

test('the story’s two figures are easy to remember: 1,000 of 1,240 use mail in October', () => {
  const [october] = tiny.usage.filter(
    ({ tenant, item, month }) => tenant === 'orchard' && item === 'MAIL' && month === '2026-10',
  )
  expect(october).toMatchObject({ activeEntitlements: 1_000, qualifiedEntitlements: 1_240 })
})

test('people work at domains of their organisation', () => {
  const strangers = Object.values(tiny.people).filter(
    ({ email, affiliations }) => !organisationOf(affiliations[0]!.organisation).domains.includes(email.split('@')[1]!),
  )
  expect(strangers).toEqual([])
})
