import { readFileSync } from 'node:fs'
import { amountColumns, associationColumns } from '@ofrecord/core/claims/recorded.feed.rules'
import { catalogueColumns } from '@ofrecord/core/competencies/catalogue.feed.rules'
import { indicatorColumns } from '@ofrecord/core/competencies/indicator.feed.rules'
import { feedShapes } from '@ofrecord/core/customers/feed.rules'
import { priceColumns, rateColumns, taxColumns } from '@ofrecord/core/memberships/price.feed.rules'
import { companyColumns } from '@ofrecord/core/organisations/register.rules'
import { certificationColumns, skillColumns } from '@ofrecord/core/people/skill.feed.rules'
import { expect, test, vi } from 'vitest'
import { csv } from './csv.ts'
import { customersCsv, feedColumns, subscriptionsCsv, usageCsv } from './feeds.ts'
import { personas } from './personas.ts'
import { demoProgramme } from './programme.ts'
import { competenciesCsv, pricesCsv, ratesCsv, taxesCsv } from './programme.feeds.ts'
import { vendors } from './catalogue.ts'
import { tiny } from './tiny.ts'
import { T0 } from './time.ts'
import { demoWorld } from './world.ts'

const world = demoWorld(T0)
const feeds = (from: typeof world): string[] => [customersCsv(from), subscriptionsCsv(from), usageCsv(from)]
const lines = (text: string): string[] => text.split('\r\n').slice(0, -1)

test('a fresh start with the same seed writes the same bytes (SED-R2)', async () => {
  vi.resetModules()
  const again = await import('./world.ts')
  const exports = await import('./feeds.ts')
  const second = again.demoWorld(new Date(T0))
  expect(again.demoWorld).not.toBe(demoWorld)
  expect([exports.customersCsv(second), exports.subscriptionsCsv(second), exports.usageCsv(second)]).toEqual(
    feeds(world),
  )
  expect(JSON.stringify(second)).toBe(JSON.stringify(world))
})

test('another T0 moves the dates and nothing else (SED-R2)', () => {
  const later = demoWorld(new Date(T0.getTime() + 86_400_000))
  expect(customersCsv(later)).toBe(customersCsv(world))
  expect(subscriptionsCsv(later)).not.toBe(subscriptionsCsv(world))
  expect(later.subscriptions.map(({ subscriptionId }) => subscriptionId)).toEqual(
    world.subscriptions.map(({ subscriptionId }) => subscriptionId),
  )
})

test('every address and domain ends in .example (SED-R3)', () => {
  const everything = JSON.stringify([world, tiny, personas, vendors])
  const addresses = everything.match(/[^\s"<>;]+@[^\s"<>;]+/g)!
  expect(addresses.length).toBeGreaterThan(1_000)
  expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
  expect(
    [...world.organisations, ...world.tenants]
      .flatMap(({ domains }) => domains)
      .filter((domain) => !/^[a-z0-9-]+\.example$/.test(domain)),
  ).toEqual([])
})

test('a GUID names one tenant or one subscription', () => {
  const guids = [
    ...world.tenants.map(({ tenantId }) => tenantId),
    ...world.subscriptions.map(({ subscriptionId }) => subscriptionId),
  ]
  const small = Object.values(tiny.subscriptions).map(({ subscriptionId }) => subscriptionId)
  expect(new Set([...guids, ...small]).size).toBe(160 + 900 + 14)
})

test('the feeds have a header and one line per row', () => {
  expect(feeds(world).map((text) => lines(text).length)).toEqual([161, 901, 9_401])
  expect(lines(customersCsv(world))[0]).toBe(
    'tenant_id,name,country,language,sector,seats,public_sector,domains,administrators,consent_mode',
  )
})

test('fields with commas, quotes or line breaks are quoted (RFC 4180)', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        { a: 'x, "y"', b: null },
        { a: 1, b: true },
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""",\r\n1,true\r\n')
})

// The first twelve customers, some of their subscriptions and figures: small enough to read, and they refer to each other.
const sample = {
  tenants: world.tenants.slice(0, 12),
  subscriptions: world.subscriptions
    .filter(({ key }) =>
      /^(orchard\.(wrk5|sale|insi)|weserhafen\.|nordmark\.(serv|flds|sale|mktg|proj|reta))/.test(key),
    )
    .slice(0, 12),
  usage: world.usage.filter(
    ({ tenant, item, month }) =>
      month > '2026-07' &&
      ((tenant === 'orchard' && ['MAIL', 'MEET', 'orchard.sale'].includes(item)) ||
        (tenant === 'weserhafen' && item === 'DEVM')),
  ),
}

test.each([
  ['customers', customersCsv(sample)],
  ['subscriptions', subscriptionsCsv(sample)],
  ['usage', usageCsv(sample)],
])('the committed sample of %s is what the world writes', async (name, text) => {
  expect(lines(text)).toHaveLength(13)
  await expect(text).toMatchFileSnapshot(`../feeds/${name}.csv`)
})

// Of the rates two days are enough.
test.each([
  ['prices', pricesCsv(demoProgramme)],
  ['rates', ratesCsv({ rates: demoProgramme.rates.filter(({ daysAway }) => daysAway > -2) }, T0)],
  ['taxes', taxesCsv(demoProgramme)],
  ['competencies', competenciesCsv(demoProgramme)],
])('the committed sample of %s is what the programme asks for and costs', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`../feeds/${name}.csv`)
})

const documented = readFileSync(new URL('../feeds/README.md', import.meta.url), 'utf8')
const faulty = readFileSync(new URL('../feeds/customers-with-errors.csv', import.meta.url), 'utf8')

test('the description of the feeds lists their columns in order', () => {
  const columns = [...documented.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, column]) => column)
  expect(columns).toEqual([
    ...Object.values(feedColumns).flat(),
    ...certificationColumns,
    ...skillColumns,
    ...associationColumns,
    ...amountColumns,
    ...indicatorColumns,
    ...catalogueColumns,
    ...priceColumns,
    ...rateColumns,
    ...taxColumns,
    ...companyColumns,
  ])
})

/** Line and columns as the table in the description says. */
const described = [...documented.matchAll(/^\| (\d+) \| .* \| ?(.*?) ?\|$/gm)].map(([, line, columns]) => ({
  line: Number(line),
  columns: columns!.replaceAll('`', '').split(', ').filter(Boolean),
}))

const records = (text: string): { line: number; record: Record<string, string> }[] => {
  const [header, ...rows] = lines(text)
  return rows.map((row, index) => ({
    line: index + 2,
    record: Object.fromEntries(row.split(',').map((cell, at) => [header!.split(',')[at]!, cell])),
  }))
}

// Only the whole file shows these two: the tenant of line 2 again, and its domain on another tenant.
const acrossRows = [5, 16]

test('each line of the file with errors is wrong in the columns that its description names', () => {
  expect(lines(faulty)[0]).toBe(feedColumns.customers.join(','))
  const found = records(faulty).map(({ line, record }) => {
    const issues = feedShapes.customers.safeParse(record).error?.issues ?? []
    return { line, columns: [...new Set(issues.map(({ path }) => String(path[0])))] }
  })
  expect(found.filter(({ line }) => !acrossRows.includes(line))).toEqual(
    described.filter(({ line }) => !acrossRows.includes(line)),
  )
  expect(found.filter(({ line, columns }) => acrossRows.includes(line) && columns.length > 0)).toEqual([])
})

test('every row of the three full feeds has the right shape', () => {
  const wrong = (['customers', 'subscriptions', 'usage'] as const).flatMap((feed, index) => {
    const text = feeds(world)[index]!
    expect(text).not.toContain('"')
    return records(text).filter(({ record }) => !feedShapes[feed].safeParse(record).success)
  })
  expect(wrong).toEqual([])
})
