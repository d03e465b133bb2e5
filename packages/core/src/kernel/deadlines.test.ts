import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, expect, vi } from 'vitest'
import { installation } from '../../test/stage.ts'
import type { TestWorld } from '../../test/world.ts'
import { test as worldTest } from '../../test/world.ts'
import { system } from './actor.ts'
import { moveClock } from './clock.ts'
import type { DeadlineHandler } from './deadlines.ts'
import { fireDeadlines } from './deadlines.ts'
import { hoursAfter, secondsAfter } from './time.ts'
import { cancelTimer, setTimer } from './timer.entity.ts'
import { inTransaction } from './transaction.ts'

const test = worldTest.extend<{ fired: () => Promise<{ what: string; at: string; due: string }[]> }>({
  fired: async ({ world }, use) => {
    await world.rows('delete from timer')
    await world.alter(
      'create table effect (position serial, what text, at timestamptz, due timestamptz)',
      'drop table effect',
    )
    await use(async () => {
      const rows = await world.rows<{ what: string; at: Date; due: Date }>(
        'select what, at, due from effect order by position',
      )
      return rows.map(({ what, at, due }) => ({ what, at: at.toISOString(), due: due.toISOString() }))
    })
  },
})

afterEach(() => {
  vi.useRealTimers()
})

const noting =
  (what: string): DeadlineHandler =>
  async ({ em, now }, _id, dueAt) => {
    await sql`insert into effect (what, at, due) values (${what}, ${now}, ${dueAt})`.execute(em.getKysely())
  }

const handlers = { tea: noting('tea'), lunch: noting('lunch'), supper: noting('supper') }

const setAt = (world: TestWorld, kind: string, firesAt: Date, id: string = randomUUID()) =>
  inTransaction(world.orm, system('test'), (call) => setTimer(call, id, kind, firesAt))

const fire = (world: TestWorld, known: Readonly<Record<string, DeadlineHandler>> = handlers, errors: string[] = []) =>
  fireDeadlines(world.orm, known, installation, (error, kind) => errors.push(`${kind}: ${String(error)}`))

test('CON-R2 the due instant itself is still in time: a deadline fires strictly after it', async ({ world, fired }) => {
  await setAt(world, 'tea', world.now())
  expect(await fire(world)).toBe(0)
  world.at(new Date(world.now().getTime() + 1))
  expect(await fire(world)).toBe(1)
  expect((await fired()).map(({ what }) => what)).toEqual(['tea'])
})

test('GEN-R3 a late run fires in the order of the due instants, and each counts from its own', async ({
  world,
  fired,
}) => {
  const t0 = world.now()
  const hour = (n: number) => hoursAfter(t0, n)
  await setAt(world, 'supper', hour(3))
  await setAt(world, 'tea', hour(1))
  await setAt(world, 'lunch', hour(2))
  world.at(hour(50))
  expect(await fire(world)).toBe(3)
  expect(await fired()).toEqual(
    (['tea', 'lunch', 'supper'] as const).map((what, at) => ({
      what,
      at: hour(50).toISOString(),
      due: hour(at + 1).toISOString(),
    })),
  )
})

test('DBI-R3 five workers at once fire each deadline once', async ({ world, fired }) => {
  for (let n = 0; n < 20; n++) await setAt(world, 'tea', secondsAfter(world.now(), n))
  world.at(hoursAfter(world.now(), 1))
  const counts = await Promise.all(Array.from({ length: 5 }, () => fire(world)))
  expect(counts.reduce((sum, count) => sum + count)).toBe(20)
  expect(await fired()).toHaveLength(20)
})

test('one that fails leaves nothing behind, stops none of the others, and says why', async ({ world, fired }) => {
  const burnt: DeadlineHandler = async (call, id, dueAt, at) => {
    await noting('half')(call, id, dueAt, at)
    throw new Error('burnt')
  }
  await setAt(world, 'lunch', secondsAfter(world.now(), 1))
  await setAt(world, 'tea', secondsAfter(world.now(), 2))
  world.at(hoursAfter(world.now(), 1))
  const errors: string[] = []
  expect(await fire(world, { ...handlers, lunch: burnt }, errors)).toBe(1)
  expect((await fired()).map(({ what }) => what)).toEqual(['tea'])
  expect(errors).toEqual(['lunch: Error: burnt'])
  expect(await world.rows('select kind, attempts, last_error from timer where fired_at is null')).toEqual([
    { kind: 'lunch', attempts: 1, last_error: 'Error: burnt' },
  ])
})

test('one that failed is fired by a later run', async ({ world, fired }) => {
  await setAt(world, 'lunch', world.now())
  world.at(hoursAfter(world.now(), 1))
  await fire(world, { lunch: async () => Promise.reject(new Error('no')) })
  expect(await fire(world)).toBe(1)
  expect(await fire(world)).toBe(0)
  expect(await fired()).toHaveLength(1)
})

test('one that nobody handles is reported and waits', async ({ world, fired }) => {
  await setAt(world, 'breakfast', world.now())
  world.at(hoursAfter(world.now(), 1))
  const errors: string[] = []
  expect(await fire(world, handlers, errors)).toBe(0)
  expect(errors.join()).toContain('no handler for the deadline breakfast')
  expect(await fired()).toEqual([])
})

test('a deadline set anew replaces the one that waited for the same thing', async ({ world, fired }) => {
  const id = randomUUID()
  await setAt(world, 'tea', hoursAfter(world.now(), 1), id)
  await setAt(world, 'tea', hoursAfter(world.now(), 3), id)
  world.at(hoursAfter(world.now(), 2))
  expect(await fire(world)).toBe(0)
  world.at(hoursAfter(world.now(), 2))
  expect(await fire(world)).toBe(1)
  expect(await fired()).toHaveLength(1)
})

test('a cancelled deadline never fires', async ({ world, fired }) => {
  const id = randomUUID()
  await setAt(world, 'tea', world.now(), id)
  await inTransaction(world.orm, system('test'), (call) => cancelTimer(call, id, 'tea'))
  world.at(hoursAfter(world.now(), 1))
  expect(await fire(world)).toBe(0)
  expect(await fired()).toEqual([])
})

test('two deadlines for one thing cannot both wait, whatever the code does', async ({ world, fired: _fired }) => {
  const insert = `insert into timer (id, aggregate_id, kind, fires_at, attempts)
    values (gen_random_uuid(), '01900000-0000-7000-8000-000000000001', 'tea', now(), 0)`
  await world.rows(insert)
  await expect(world.rows(insert)).rejects.toThrow('timer_waiting_unique')
})

test.for([
  ['ten years ahead', 10],
  ['a year behind', -1],
] as const)(
  'I16 F21 a process whose clock is %s fires what is due by the database’s clock, nothing else',
  async ([, years], { world, fired }) => {
    moveClock(undefined)
    await world.rows(`insert into timer (id, aggregate_id, kind, fires_at, attempts) values
    (gen_random_uuid(), gen_random_uuid(), 'tea', clock_timestamp() - interval '1 second', 0),
    (gen_random_uuid(), gen_random_uuid(), 'supper', clock_timestamp() + interval '1 day', 0)`)
    const now = new Date()
    vi.useFakeTimers({ toFake: ['Date'], now: now.setFullYear(now.getFullYear() + years) })
    expect(await fire(world)).toBe(1)
    vi.useRealTimers()
    const [tea] = await fired()
    expect(tea!.what).toBe('tea')
    expect(Math.abs(Date.parse(tea!.at) - Date.now())).toBeLessThan(60_000)
  },
)
