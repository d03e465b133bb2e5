import { expect, test } from 'vitest'
import { countries } from './catalogue.ts'
import { repeated, tally } from './counting.ts'
import { tenants } from './customers.ts'
import { organisations } from './organisations.ts'
import { products, workloads, workloadsIn } from './products.ts'
import { subscriptions } from './subscriptions.ts'
import { hours, T0 } from './time.ts'
import { demoWorld } from './world.ts'

const world = demoWorld(T0)
const owned = subscriptions(T0)

test('the catalogue has eighteen countries, fifteen workloads and fourteen business products (F.3, F.4)', () => {
  expect(countries).toHaveLength(18)
  expect(workloads).toHaveLength(15)
  expect(products.filter(({ area }) => area === 'business_apps')).toHaveLength(14)
  expect(products.filter(({ method }) => method === 'designation').map(({ code }) => code)).toEqual(['INSI', 'CMPT'])
})

test('160 customers by sector and language add up, Orchard Foods first (F.10)', () => {
  expect(tenants[0]!.name).toBe('Orchard Foods')
  expect(tally(tenants.map(({ sector }) => sector))).toEqual({
    manufacturing: 28,
    public: 22,
    education: 20,
    retail: 24,
    finance: 18,
    health: 16,
    logistics: 14,
    other: 18,
  })
  expect(tally(tenants.map(({ language }) => language))).toEqual({ en: 74, de: 20, fr: 16, it: 16, es: 18, ja: 16 })
})

test('198 domains and 301 administrators lie with the customers as F.10 says', () => {
  expect(tally(tenants.map(({ domains }) => domains.length))).toEqual({ 1: 131, 2: 22, 3: 5, 4: 2 })
  expect(tenants.flatMap(({ domains }) => domains)).toHaveLength(198)
  expect(tenants.filter(({ administrators }) => administrators.length === 0)).toHaveLength(20)
  expect(tenants.flatMap(({ administrators }) => administrators)).toHaveLength(301)
  expect(Math.max(...tenants.map(({ administrators }) => administrators.length))).toBe(4)
})

test('customers have 5 to 48,000 seats, 240 in the middle (F.10)', () => {
  const sizes = tenants.map(({ seats }) => seats).toSorted((a, b) => a - b)
  expect([sizes[0], sizes[79], sizes[80], sizes[159]]).toEqual([5, 240, 240, 48_000])
})

test('silence counts at 146 customers, nine want a clear yes, three keep a list, two block a partner (F.10)', () => {
  const kinds = tenants.map(({ consent }) => (consent.blocked ? 'blocking' : consent.mode))
  expect(tally(kinds)).toEqual({ opt_out: 146, opt_in: 9, allow_list: 3, blocking: 2 })
  const ruled = tenants.filter(({ consent }) => consent.allowed ?? consent.blocked)
  expect(ruled.filter(({ administrators }) => administrators.length === 0)).toEqual([])
})

test('a domain belongs to one customer and never to a partner (CLM-R7, CLM-R14)', () => {
  const domains = tenants.flatMap((tenant) => tenant.domains)
  expect(repeated(domains)).toEqual([])
  expect(
    organisations.flatMap((organisation) => organisation.domains).filter((domain) => domains.includes(domain)),
  ).toEqual([])
})

test('public customers exist where the disclosure paragraph is needed (E7)', () => {
  const countriesOfPublic = tenants.filter(({ publicSector }) => publicSector).map(({ country }) => country)
  expect(countriesOfPublic).toContain('US')
  expect(countriesOfPublic).toContain('FR')
})

test('900 subscriptions by channel and state add up (F.10)', () => {
  expect(tally(owned.map(({ channel }) => channel))).toEqual({
    enterprise_agreement: 260,
    enterprise_subscription: 110,
    education_agreement: 60,
    online_agreement: 120,
    open_license: 80,
    web_direct: 120,
    reseller_managed: 150,
  })
  expect(tally(owned.map(({ state }) => state))).toEqual({
    active: 780,
    grace: 30,
    suspended: 30,
    ended: 40,
    not_activated: 20,
  })
})

test('25 customers own several subscriptions of one business product (F.10, CLM-R13)', () => {
  const business = owned.filter(({ product }) => workloadsIn(product).length === 0)
  const several = repeated(business.map(({ tenant, product }) => `${tenant} ${product}`)).map(
    (key) => key.split(' ')[0],
  )
  expect(new Set(several).size).toBe(25)
})

test('six subscriptions are younger than 48 hours; Nordmark’s can be claimed in sixty seconds (CLM-V6, fx.sub.too_new)', () => {
  const young = owned.filter(
    ({ activatedAt }) => activatedAt !== null && T0.getTime() - activatedAt.getTime() < 48 * hours,
  )
  expect(young).toHaveLength(6)
  const next = young.find(({ key }) => key === 'nordmark.flds.2')!
  expect(next.activatedAt!.getTime() + 48 * hours - T0.getTime()).toBe(60_000)
})

test('a subscription without activation has no date of one, and every other has', () => {
  expect(owned.filter(({ state, activatedAt }) => (state === 'not_activated') !== (activatedAt === null))).toEqual([])
  expect(owned.filter(({ activatedAt, endsAt }) => activatedAt && endsAt && endsAt <= activatedAt)).toEqual([])
  expect(owned.filter(({ state, endsAt }) => state === 'active' && endsAt !== null && endsAt <= T0)).toEqual([])
})

test('9,400 usage facts lie in the 24 months before T0, each once (F.2)', () => {
  const months = [...new Set(world.usage.map(({ month }) => month))].toSorted()
  expect(world.usage).toHaveLength(9_400)
  expect([months.length, months[0], months.at(-1)]).toEqual([24, '2024-11', '2026-10'])
  expect(new Set(world.usage.map(({ tenant, item, month }) => `${tenant} ${item} ${month}`)).size).toBe(9_400)
})

test('three customers fall to zero and one counts more users than seats (F.10)', () => {
  const last = world.usage.filter(({ month }) => month === '2026-10')
  expect(
    new Set(last.filter(({ activeEntitlements }) => activeEntitlements === 0).map(({ tenant }) => tenant)).size,
  ).toBe(3)
  expect(
    world.usage.filter(({ activeEntitlements, qualifiedEntitlements }) => activeEntitlements > qualifiedEntitlements),
  ).toHaveLength(1)
})

test('every approved item of a living claim has figures to show', () => {
  const known = new Set(world.usage.map(({ tenant, item }) => `${tenant} ${item}`))
  const items = world.claims
    .filter(({ status }) => status === 'approved')
    .flatMap(({ tenant, items: claimed }) =>
      claimed.map((item) => `${tenant} ${item.kind === 'workload' ? item.workload : item.subscription}`),
    )
  expect(items.filter((item) => !known.has(item))).toEqual([])
})
