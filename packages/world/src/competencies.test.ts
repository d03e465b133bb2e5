import { Requirement } from '@ofrecord/core/catalogue/requirement.rules'
import { expect, test } from 'vitest'
import { certifications } from './certifications.ts'
import { countries } from './catalogue.ts'
import { competencies, competencyGroups } from './competencies.ts'
import type { CompetencyPlan } from './competencies.ts'
import { repeated } from './counting.ts'
import { prices, taxes } from './prices.ts'
import { products, workloads } from './products.ts'
import { demoProgramme } from './programme.ts'

const all = competencies.flatMap(({ code, options }) =>
  options.flatMap(({ level, option, requirements }) => requirements.map((each) => ({ code, level, option, each }))),
)
const optionOf = (code: string, level: string, option = 'standard') =>
  competencies
    .find((competency) => competency.code === code)!
    .options.find((each) => each.level === level && each.option === option)!

test('there are nineteen competencies of six groups, each with a gold and all but one with a silver (F.5)', () => {
  expect(competencies).toHaveLength(19)
  expect(repeated(competencies.map(({ code }) => code))).toEqual([])
  expect(new Set(competencies.map(({ group }) => group))).toEqual(new Set(Object.keys(competencyGroups)))
  const without = (level: string) =>
    competencies.filter(({ options }) => options.every((each) => each.level !== level)).map(({ code }) => code)
  expect([without('gold'), without('silver')]).toEqual([[], ['erp']])
})

test('every requirement has the shape that the catalogue asks for', () => {
  for (const { each } of all) expect(Requirement.parse(each)).toEqual(each)
  const isOnce = ({ options }: CompetencyPlan): boolean =>
    repeated(options.map(({ level, option }) => `${level} ${option}`)).length === 0 &&
    options.every(({ requirements }) => repeated(requirements.map(({ code }) => code)).length === 0)
  expect(competencies.filter((plan) => !isOnce(plan))).toEqual([])
})

test('who counts for a requirement can be found: results are in the catalogue and name the competency', () => {
  const known = new Map(certifications.map((each) => [each.code, each]))
  const asked = all.flatMap(({ code, each }) => ('skills' in each ? [{ code, skills: each.skills }] : []))
  const strange = asked.flatMap(({ code, skills }) =>
    skills.codes.filter((one) => !known.get(one)?.qualifiesFor.includes(code)).map((one) => `${one} ${code}`),
  )
  expect(strange).toEqual([])
  const nobodys = asked
    .filter(({ skills }) => skills.codes.length === 0)
    .filter(
      ({ code }) =>
        !certifications.some(
          ({ kind, qualifiesFor, retiredDays }) =>
            retiredDays === undefined && kind !== 'assessment' && qualifiesFor.includes(code),
        ),
    )
  expect(nobodys).toEqual([])
})

test('products of a requirement are products or workloads of the catalogue', () => {
  const known = new Set<string>([...products, ...workloads].map(({ code }) => code))
  const asked = all.flatMap(({ each }) => ('products' in each ? each.products : []))
  expect(asked.filter((code) => !known.has(code))).toEqual([])
})

test('classic golds ask for people of their own and five references, silvers for three (F.5)', () => {
  const classic = [
    'app_dev',
    'app_int',
    'alm',
    'datacentre',
    'devices',
    'collab',
    'communications',
    'messaging',
    'portfolio',
  ]
  const references = (level: string) =>
    Object.fromEntries(
      all.flatMap((each) =>
        each.level === level && each.each.kind === 'references' ? [[each.code, each.each.count]] : [],
      ),
    )
  const each = (count: number) => Object.fromEntries(classic.map((code) => [code, count]))
  expect([references('silver'), references('gold')]).toEqual([each(3), each(5)])
  const exclusive = all.filter(({ each }) => 'exclusive' in each && each.exclusive)
  expect(exclusive.map(({ code, level }) => `${code} ${level}`).toSorted()).toEqual(
    classic.map((code) => `${code} gold`).toSorted(),
  )
  expect(optionOf('messaging', 'gold').requirements[0]).toMatchObject({ count: 4, smallCount: 2 })
})

test('the points of each model add up to a hundred (F.5.2)', () => {
  const models = all.flatMap(({ each }) => (each.kind === 'points' ? [each] : []))
  expect(models.map(({ indicators }) => indicators.reduce((sum, { maxTenths }) => sum + maxTenths, 0))).toEqual([
    1000, 1000, 1000, 1000,
  ])
  expect(models.map(({ minTenths }) => minTenths)).toEqual([600, 600, 800, 800])
})

test('thresholds are lower in developing markets where F.5 says so', () => {
  expect(optionOf('cloud_platform', 'silver').requirements[0]).toMatchObject({
    threshold: { developed: 15_000_00, developing: 10_000_00 },
  })
  expect(optionOf('erp', 'gold').requirements[0]).toMatchObject({
    threshold: { developed: 175_000_00, developing: 75_000_00 },
  })
})

test('six currencies have prices, the others a rate for each day of a year up to T0, and gold once cost less (F.6.1)', () => {
  const priced = new Set(prices.map(({ currency }) => currency))
  expect([...priced]).toEqual(['USD', 'EUR', 'GBP', 'JPY', 'BRL', 'INR'])
  const others = new Set(countries.map(({ currency }) => currency).filter((currency) => currency !== 'USD'))
  const rated = Map.groupBy(demoProgramme.rates, ({ currency }) => currency)
  expect(new Set(rated.keys())).toEqual(others)
  expect([...rated.values()].filter((days) => days.length !== 366 || days[0]!.daysAway !== 0)).toEqual([])
  const gold = prices.filter(({ offer, currency }) => offer === 'gold' && currency === 'USD')
  expect(gold.map(({ amountMinor, validUntil }) => [amountMinor, validUntil])).toEqual([
    [526_000, null],
    [380_000, '2012-11-19'],
  ])
})

test('three countries have no tax', () => {
  expect(
    countries.filter(({ code }) => !taxes.some(({ country }) => country === code)).map(({ code }) => code),
  ).toEqual(['US', 'CA', 'AU'])
})
