import { readFileSync } from 'node:fs'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { takeRows } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { indicatorFeed } from './indicator.feed.ts'

const take = async (world: TestWorld, content: string) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  return inTransaction(world.orm, system('feed'), (call) => takeRows(call, vendor!.id, indicatorFeed, content, false))
}

test('the sample of figures is taken whole, again without a second row', async ({ world }) => {
  const sample = readFileSync(new URL('../../../world/feeds/indicators.csv', import.meta.url), 'utf8')
  for (const _again of [1, 2]) expect(await take(world, sample)).toMatchObject({ rows: 4, written: 4, errors: [] })
  expect(
    await world.rows(`select indicator, month::text, value::int, baseline::int from indicator_fact order by 1`),
  ).toEqual([
    { indicator: 'adds_engagement', month: '2026-09-01', value: 9, baseline: null },
    { indicator: 'consultants_growth', month: '2026-09-01', value: -300, baseline: 12 },
    { indicator: 'developers', month: '2026-09-01', value: 4, baseline: null },
    { indicator: 'users_growth', month: '2026-09-01', value: 2150, baseline: null },
  ])
})

test('figures are of indicators that the competency names, at a location, in whole numbers', async ({ world }) => {
  const { number } = tiny.locations.leeds
  const { errors, written } = await take(
    world,
    `month,location_number,competency,indicator,value,baseline
2026-09,${number},nothing,developers,4,
2026-09,${number},messaging,developers,4,
2026-09,${tiny.organisations.kestrel.globalNumber},cloud_bizapps,developers,4,
2026-09,${number},cloud_bizapps,developers,4.5,-1
2026-09,${number},cloud_bizapps,developers,4,
2026-09,${number},cloud_bizapps,developers,5,`,
  )
  expect(errors.map(({ line, column, message }) => `${line} ${column} ${message}`)).toEqual([
    '2 competency is not in the catalogue',
    '3 indicator is no indicator and no document of this competency',
    '4 location_number is a global number: give the number of one of its locations',
    '5 value is not a whole number of at most twelve digits',
    '5 baseline is not a whole number from 0 of at most twelve digits',
    '7 month stands in line 6 already: keep one of the two',
  ])
  expect(written).toBe(0)
})
