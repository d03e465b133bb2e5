import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import type { Feed } from '../kernel/feed.ts'
import { takeRows } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { priceFeed, rateFeed, taxFeed } from './price.feed.ts'

const take = async <Row>(world: TestWorld, feed: Feed<Row>, content: string, validOnly = false) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  const report = await inTransaction(world.orm, system('feed'), (call) =>
    takeRows(call, vendor!.id, feed, content, validOnly),
  )
  return {
    ...report,
    errors: report.errors.map(({ line, column, message }) => `${line} ${column} ${message}`),
  }
}

const kept = async (world: TestWorld) => ({
  prices: await world.rows(`select * from price order by id`),
  rates: await world.rows(`select * from exchange_rate order by id`),
  taxes: await world.rows(`select * from tax_rate order by id`),
})

test('GEN-R9 the samples make the list of the demo world in minor units, and again change nothing', async ({
  world,
}) => {
  const sample = (name: string) => readFileSync(new URL(`../../../world/feeds/${name}.csv`, import.meta.url), 'utf8')
  const listed = () =>
    world.rows<{ currency: string }>(
      `select offer, currency, amount_minor, valid_from::text, valid_until::text from price order by 1, 2, 4`,
    )
  const taxed = () => world.rows(`select country, name, basis_points, valid_from::text from tax_rate order by 1`)
  const laid = [await listed(), await taxed()]
  await world.rows(`with a as (delete from price), b as (delete from tax_rate) delete from exchange_rate`)
  const takeAll = async () => [
    await take(world, priceFeed, sample('prices')),
    await take(world, rateFeed, sample('rates')),
    await take(world, taxFeed, sample('taxes')),
  ]
  for (const report of await takeAll()) expect(report).toMatchObject({ errors: [], written: report.rows })
  // Its small world has the lists of three currencies.
  const three = (await listed()).filter(({ currency }) => ['EUR', 'GBP', 'USD'].includes(currency))
  expect([three, await taxed()]).toEqual(laid)
  expect(await listed()).toContainEqual(
    expect.objectContaining({ offer: 'silver', currency: 'JPY', amount_minor: '277000' }),
  )
  const first = await kept(world)
  await takeAll()
  expect(await kept(world)).toEqual(first)
})

test('rows that are wrong are named, and nothing of their files is written', async ({ world }) => {
  const before = await kept(world)
  const prices = await take(
    world,
    priceFeed,
    `offer,currency,amount,valid_from,valid_until
silver,CAD,2500.00,2026-12-01,
gold_upgrade,CAD,2500.00,2026-12-01,
silver,JPY,277000.00,2011-01-01,2011-12-31
silver,EUR,1710,2011-01-01,2011-12-31
silver,EURO,1710.00,2011-13-01,`,
  )
  expect(prices.errors).toEqual([
    '3 offer is not one of starter, silver, gold',
    '4 amount is not an amount in JPY, such as 1250',
    '5 amount is not an amount in EUR, such as 1250.00',
    '6 currency is not a currency code, such as EUR',
    '6 valid_from is not a day, such as 2026-11-02',
  ])
  const rates = await take(
    world,
    rateFeed,
    `currency,day,per_dollar\nCAD,2026-12-01,0.00\nUSD,2026-12-01,1\nCAD,2026-12-02,1.3`,
  )
  expect(rates.errors.map((error) => error.slice(0, 27))).toEqual([
    '2 per_dollar is not a numbe',
    '3 currency is the base of t',
  ])
  const taxes = await take(
    world,
    taxFeed,
    `country,name,percent,valid_from\nGB,VAT,20.125,2027-01-01\nGB,VAT,21,2027-02-01\nGB,VAT,22,2027-02-01`,
  )
  expect(taxes.errors).toEqual([
    '2 percent is not a percentage from 0 to 100 with at most two decimals, such as 8.10',
    '4 valid_from stands in line 3 already: keep one of the two',
  ])
  expect(await kept(world)).toEqual(before)
})

test('MEM-R4 versions of a price do not overlap: the row that would is refused and says which', async ({ world }) => {
  const next = (end: string) => `offer,currency,amount,valid_from,valid_until
silver,EUR,1800.00,2027-01-01,
silver,EUR,1710.00,2012-11-20,${end}
silver,EUR,1900.00,2027-06-01,`
  const { errors } = await take(world, priceFeed, next('').replace(/\nsilver,EUR,1710.*/, ''))
  expect(errors).toEqual([
    '2 valid_from overlaps the known price from 2012-11-20 on: end that one in the same file',
    '3 valid_from overlaps the known price from 2012-11-20 on: end that one in the same file',
  ])
  // The row that should end the known version is wrong, so that version stays and the new one stands against it.
  const { written } = await take(world, priceFeed, next('2011-01-01'), true)
  expect(written).toBe(0)
  const ended = await take(world, priceFeed, next('2026-12-31'), true)
  expect(ended).toMatchObject({ written: 2, errors: ['4 valid_from overlaps line 2: correct one of the two'] })
  expect(
    await world.rows(
      `select amount_minor::int as minor, valid_until::text as until from price where offer = 'silver' and currency = 'EUR' order by valid_from`,
    ),
  ).toEqual([
    { minor: 171_000, until: '2026-12-31' },
    { minor: 180_000, until: null },
  ])
})
