import { readFileSync } from 'node:fs'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { takeFeed } from '../customers/feed.ts'
import { system } from '../kernel/actor.ts'
import type { FeedReport } from '../kernel/feed.ts'
import { takeRows } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { amountFeed, associationFeed } from './recorded.feed.ts'

const sample = (name: string): string =>
  readFileSync(new URL(`../../../world/feeds/${name}.csv`, import.meta.url), 'utf8')

const take = async (world: TestWorld, feed: 'associations' | 'amounts', content: string, validOnly = false) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  return inTransaction(world.orm, system('feed'), (call) =>
    feed === 'amounts'
      ? takeRows(call, vendor!.id, amountFeed, content, validOnly)
      : takeRows(call, vendor!.id, associationFeed, content, validOnly),
  )
}

const said = ({ errors }: FeedReport): string[] =>
  errors.map(({ line, column, message }) => `${line} ${column} ${message}`)

const head = 'method,reference,location_number,tenant_id,item,since,ended_at'
const { orchard, nordmark } = tiny.tenants
const { boston, cork } = tiny.locations
const nobody = 'dddddddd-2222-4333-8444-555555555555'

test('the sample files are taken whole, keyed as usage is, and their organisations are counted anew (CMP-R5)', async ({
  world,
}) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  for (const feed of ['customers', 'subscriptions'] as const)
    await inTransaction(world.orm, system('feed'), (call) => takeFeed(call, vendor!.id, feed, sample(feed), false))
  await world.work()
  for (const _again of [1, 2])
    expect(await take(world, 'associations', sample('associations'))).toMatchObject({ rows: 5, written: 5, errors: [] })
  expect(await take(world, 'amounts', sample('amounts'))).toMatchObject({ rows: 4, written: 4, errors: [] })
  expect(await world.rows(`select reference, item_key as key from recorded_association order by 1`)).toEqual([
    { reference: 'DR-70015', key: 'w:MAIL' },
    { reference: 'DR-70028', key: 'w:DEVM' },
    { reference: 'POR-30117', key: 's:e9243542-9520-4269-8e18-d2bc2e4e73d5' },
    { reference: 'SO-410016', key: 's:cf841050-2026-4d73-9a51-aae739481f54' },
    { reference: 'SO-410033', key: 'p:MKTG' },
  ])
  expect(await world.rows(`select sum(amount_minor)::int as cents from amount_fact`)).toEqual([{ cents: 1_676_655 }])
  await world.work()
  const counted = await world.rows<{ name: string }>(
    `select distinct o.name from timer t join organization o on o.id = t.aggregate_id
      where t.kind = 'competencies.recount' and t.fires_at = $1 order by 1`,
    [world.now()],
  )
  expect(counted.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Kestrel Consulting Group', 'Pinecone IT', 'Tidewater Cloud']),
  )
})

test('a wrong row is named with its column and keeps the file out, unless only the right rows are wanted (CLM-R4)', async ({
  world,
}) => {
  const { boston: place } = tiny.locations
  const row = (...cells: (string | number)[]): string => cells.join(',')
  const file = [
    head,
    row('designation', 'P-1', place.number, orchard.tenantId, 'MAIL', '2026-01-02', ''),
    row('designation', 'P-1', place.number, orchard.tenantId, 'MEET', '2026-01-02', ''),
    row('delegated', 'P-1', tiny.organisations.tidewater.globalNumber, orchard.tenantId, 'MAIL', '2026-01-02', ''),
    row('claim', 'P-2', place.number, orchard.tenantId, 'MAIL', '2026-01-02', ''),
    row('delegated', 'P-3', 1, nobody, 'NONE', '2026-01-02', ''),
    row('delegated', 'P-4', place.number, orchard.tenantId, 'MAIL', '2026-01-02', '2026-01-01'),
    row('delegated', 'P-5', 'x', orchard.tenantId, 'MAIL', '', ''),
    row(
      'transaction',
      'P-6',
      place.number,
      nordmark.tenantId,
      tiny.subscriptions.orchardSales.subscriptionId,
      '2026',
      '',
    ),
    row(
      'transaction',
      'P-7',
      place.number,
      nordmark.tenantId,
      tiny.subscriptions.orchardSales.subscriptionId,
      '2026-01-02',
      '',
    ),
  ].join('\n')
  const report = await take(world, 'associations', file)
  expect(said(report)).toEqual([
    '3 reference stands in line 2 already: keep one of the two',
    '4 location_number is a global number: give the number of one of its locations',
    '5 method is not one of designation, delegated, transaction',
    '6 location_number is the number of no location',
    '6 tenant_id is not known: import its customer first',
    '6 item is no workload and no product of the catalogue, and no known subscription',
    '7 ended_at is before since: correct one of the two',
    '8 location_number is not the number of a location, such as 4000120',
    '8 since is empty: give the instant',
    '9 since is not an instant, such as 2026-11-02T09:00:00Z',
    '10 item is a subscription of another tenant: correct one of the two',
  ])
  expect(report.written).toBe(0)
  expect(await world.rows('select from recorded_association')).toEqual([])
  expect(await take(world, 'associations', file, true)).toMatchObject({ written: 1 })
})

test('the same reference again replaces what it says, with its partner; of another method it is another one', async ({
  world,
}) => {
  const one = (method: string, number: number, ended: string) =>
    `${head}\n${method},R-1,${number},${orchard.tenantId},MAIL,2026-01-02,${ended}`
  await take(world, 'associations', one('designation', boston.number, ''))
  await take(world, 'associations', one('delegated', boston.number, ''))
  await take(world, 'associations', one('designation', cork.number, '2026-10-31'))
  expect(
    await world.rows(`select r.method, l.number, o.name, r.ended_at is not null as ended from recorded_association r
      join location l on l.id = r.location_id join organization o on o.id = r.organization_id order by 1`),
  ).toEqual([
    { method: 'delegated', number: boston.number, name: 'Tidewater Cloud', ended: false },
    { method: 'designation', number: cork.number, name: 'Alder & Sons', ended: true },
  ])
})

test('an amount has two decimals, is one of a month, and the newest file’s holds', async ({ world }) => {
  const columns = 'month,location_number,tenant_id,product,method,measure,amount'
  const amount = (typed: string, product = 'SALE', month = '2026-10') =>
    `${month},${boston.number},${orchard.tenantId},${product},transaction,revenue,${typed}`
  const wrong = ['12.5', '-1.00', '1,5', '12'].map((typed) => amount(`"${typed}"`))
  const file = [
    columns,
    amount('1.05'),
    ...wrong,
    amount('2.00'),
    amount('3.00', 'NONE'),
    amount('3.00', 'SALE', '2026-13'),
  ]
  const notDollars = 'amount is not an amount in US dollars with two decimals, such as 1250.00'
  expect(said(await take(world, 'amounts', file.join('\n')))).toEqual([
    ...[3, 4, 5, 6].map((line) => `${line} ${notDollars}`),
    '7 month stands in line 2 already: keep one of the two',
    '8 product is not in the catalogue',
    '9 month is not a month, such as 2026-10',
  ])
  await take(world, 'amounts', [columns, amount('1.05')].join('\n'))
  await take(world, 'amounts', [columns, amount('4999999.99')].join('\n'))
  expect(await world.rows(`select amount_minor::int as cents, month::text from amount_fact`)).toEqual([
    { cents: 499_999_999, month: '2026-10-01' },
  ])
})
