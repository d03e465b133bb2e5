import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import type { Feed } from '../kernel/feed.ts'
import { takeRows } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { certificationFeed } from '../people/skill.feed.ts'
import { catalogueFeed } from './catalogue.feed.ts'

const read = (name: string): string =>
  readFileSync(new URL(`../../../world/feeds/${name}.csv`, import.meta.url), 'utf8')
const sample = read('competencies')
const [header, ...lines] = sample.trimEnd().split('\r\n')
const messaging = lines.filter((line) => line.includes(',messaging,'))

const taking = async <Row>(world: TestWorld, feed: Feed<Row>, content: string, validOnly: boolean) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  return inTransaction(world.orm, system('feed'), (call) => takeRows(call, vendor!.id, feed, content, validOnly))
}

const take = (world: TestWorld, content: string, validOnly = false) => taking(world, catalogueFeed, content, validOnly)

const takeCertifications = (world: TestWorld) => taking(world, certificationFeed, read('certifications'), false)

const kept = (world: TestWorld) =>
  world.rows(`select to_jsonb(c) as competency, to_jsonb(s) as set from competency c
    left join requirement_set s on s.vendor_id = c.vendor_id and s.competency_code = c.code order by c.id, s.id`)

test('the sample is taken whole: what is known of it stays as it is, and again changes nothing', async ({ world }) => {
  await takeCertifications(world)
  const before = await kept(world)
  expect(await take(world, sample)).toMatchObject({ rows: lines.length, written: lines.length, errors: [] })
  const after = await kept(world)
  expect(after).toHaveLength(lines.length)
  expect(after).toEqual(expect.arrayContaining(before))
  await take(world, sample)
  expect(await kept(world)).toEqual(after)
})

test('a way to a level that the file names no more is taken out, unless a row of the file is wrong', async ({
  world,
}) => {
  const levels = () =>
    world.rows(`select level from requirement_set where competency_code = 'messaging' order by position, level`)
  const [silver] = messaging
  const others = `select count(*)::int as count from requirement_set where competency_code <> 'messaging'`
  const before = await world.rows(others)
  await take(world, [header, silver, silver].join('\n'), true)
  expect(await levels()).toHaveLength(2)
  await take(world, [header, silver].join('\n'))
  expect(await levels()).toEqual([{ level: 'silver' }])
  expect(await world.rows(others)).toEqual(before)
})

test('a requirement of a wrong shape is named by its path, a competency of two names by its line', async ({
  world,
}) => {
  const before = await kept(world)
  const [silver, gold] = messaging
  const wrong = [
    silver!.replace('""count"":2', '""count"":""two""'),
    gold!.replace('Messaging', 'Mail'),
    silver!.replace('people_certified', 'people_liked').replace(',standard,', ',other,'),
    `${gold!.slice(0, gold!.indexOf('"'))}{}`,
    silver,
  ]
  const { errors, written } = await take(world, [header, ...wrong].join('\n'))
  expect(errors.map(({ line, column, message }) => `${line} ${column} ${message}`)).toEqual([
    '2 requirements is wrong at [0].count: Invalid input: expected number, received string',
    expect.stringMatching(/^4 requirements is wrong at \[0\]\.kind: Invalid/),
    '5 requirements is not a JSON array',
    '6 name is not what line 3 says of messaging: correct one of the two',
  ])
  expect(written).toBe(0)
  expect(await kept(world)).toEqual(before)
})

test('B.8.1 what a requirement names has to be known: a result, a product, and an indicator once', async ({
  world,
}) => {
  const before = await kept(world)
  const [silver] = messaging
  const points = lines.find((line) => line.includes('users_growth'))!
  const wrong = [
    silver!.replace('""codes"":[]', '""codes"":[""HX-111"",""HX-999""]'),
    lines.find((line) => line.includes('CMPT'))!.replace('CMPT', 'CMPX'),
    points.replace('users_growth', 'developers'),
  ]
  const file = [header, ...wrong].join('\n')
  const said = async () =>
    (await take(world, file)).errors.map(({ line, value, message }) => `${line} ${value} ${message}`)
  const unknown = (code: string) =>
    `is wrong at [0].skills.codes: ${code} is no certification, exam or assessment that is known; import it first`
  expect(await said()).toContain(`2 HX-111 ${unknown('HX-111')}`)
  await takeCertifications(world)
  expect(await said()).toEqual([
    `2 HX-999 ${unknown('HX-999')}`,
    '3 CMPX is wrong at [0].products: CMPX is no product and no workload of the catalogue',
    expect.stringMatching(/^4 \w+ is wrong at \[\d\]\.indicators\[\d\]\.code: \w+ stands twice$/),
  ])
  expect(await kept(world)).toEqual(before)
})
