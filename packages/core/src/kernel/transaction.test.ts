import { sql } from 'kysely'
import { expect } from 'vitest'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { nobody, system } from './actor.ts'
import { refuse } from './errors.ts'
import { happened } from './happened.ts'
import type { Call } from './transaction.ts'
import { inReading, inTransaction } from './transaction.ts'
import { createCallerFactory, open, router } from './trpc.ts'

const told = (world: TestWorld) =>
  world.rows<{ type: string; n: number; at: Date }>(
    `select type, (data ->> 'n')::int as n, at from event where type = 'organization.tested' order by position`,
  )

const kestrel = ({ em }: Call) => em.findOneOrFail(Organization, { name: 'Kestrel Consulting Group' })

test('I7: a change and what is told of it commit together, at the one instant of the call', async ({ world }) => {
  await inTransaction(world.orm, system('test'), async (call) => {
    const organization = await kestrel(call)
    for (const n of [1, 2, 3]) happened(organization, 'organization.tested', { n })
  })
  expect((await told(world)).map(({ n }) => n)).toEqual([1, 2, 3])
  expect(new Set((await told(world)).map(({ at }) => at.toISOString()))).toEqual(new Set([world.now().toISOString()]))
})

test('GEN-R5: a row that somebody changed meanwhile is looked at again, and after five times it is CONFLICT_STALE', async ({
  world,
}) => {
  let attempts = 0
  const overtaken = async (call: Call) => {
    attempts += 1
    const location = await call.em.findOneOrFail(Location, { name: 'Leeds' })
    await world.rows('update location set version = version + 1 where id = $1', [location.id])
    location.name = 'Changed'
  }
  await expect(inTransaction(world.orm, system('test'), overtaken)).rejects.toMatchObject({ code: 'CONFLICT_STALE' })
  expect(attempts).toBe(5)
})

test('I7: a refused call leaves no change and no event', async ({ world }) => {
  const work = inTransaction(world.orm, system('test'), async (call) => {
    const organization = await kestrel(call)
    organization.name = 'Changed'
    happened(organization, 'organization.tested', { n: 1 })
    await call.em.flush()
    refuse('conflict', 'TOO_LATE')
  })
  await expect(work).rejects.toMatchObject({ code: 'TOO_LATE' })
  expect(await told(world)).toEqual([])
  expect(await world.rows(`select id from organization where name = 'Changed'`)).toEqual([])
})

test('I7: a change that the database refuses at the end leaves no event either', async ({ world }) => {
  const work = inTransaction(world.orm, system('test'), async (call) => {
    const organization = await kestrel(call)
    happened(organization, 'organization.tested', { n: 1 })
    organization.name = null as unknown as string
  })
  await expect(work).rejects.toThrow()
  expect(await told(world)).toEqual([])
})

test('what was told in a call that failed is not told by the next one', async ({ world }) => {
  const refused = inTransaction(world.orm, system('test'), async (call) => {
    happened(await kestrel(call), 'organization.tested', { n: 1 })
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  await inTransaction(world.orm, system('test'), async (call) => {
    happened(await kestrel(call), 'organization.tested', { n: 2 })
  })
  expect((await told(world)).map(({ n }) => n)).toEqual([2])
})

test('L2: a question cannot write, whichever pool it asks', async ({ world }) => {
  for (const pool of [world.orm, world.reader]) {
    const write = inReading(pool, system('test'), async ({ em }) => {
      await sql`update organization set name = 'Changed'`.execute(em.getKysely())
    })
    await expect(write).rejects.toThrow(/read-only transaction|permission denied/)
  }
})

/** Two calls that lock two rows in opposite order, each after the other has its first: one of them has to lose. */
const crossing = () => {
  const arrived = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const attempts = [0, 0]
  const lock = (call: Call, name: string) =>
    sql`update organization set name = name || '.' where name like ${`${name}%`}`.execute(call.em.getKysely())
  const cross = async (call: Call, who: 0 | 1, names: [string, string]): Promise<void> => {
    attempts[who]!++
    await lock(call, names[0])
    arrived[who]!.resolve()
    await arrived[1 - who]!.promise
    await lock(call, names[1])
  }
  return { cross, attempts }
}

test('F16: of two calls that lock each other out both succeed, since the loser tries again', async ({ world }) => {
  const { cross, attempts } = crossing()
  await Promise.all([
    inTransaction(world.orm, system('test'), (call) => cross(call, 0, ['Kestrel', 'Tidewater'])),
    inTransaction(world.orm, system('test'), (call) => cross(call, 1, ['Tidewater', 'Kestrel'])),
  ])
  expect(Math.max(...attempts)).toBeGreaterThan(1)
  const names = await world.rows<{ name: string }>(`select name from organization where name like '%..'`)
  expect(names).toHaveLength(2)
})

test('F16: the same through the router, which wraps what PostgreSQL said', async ({ world }) => {
  const { cross, attempts } = crossing()
  const names: [string, string][] = [
    ['Kestrel', 'Tidewater'],
    ['Tidewater', 'Kestrel'],
  ]
  const cycle = (who: 0 | 1) => open('write').mutation(({ ctx }) => cross(ctx.call, who, names[who]!))
  const caller = createCallerFactory(router({ left: cycle(0), right: cycle(1) }))(world.contextOf(system('test')))
  const outcomes = await Promise.allSettled([caller.left(), caller.right()])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect(Math.max(...attempts)).toBeGreaterThan(1)
})

test('a call that can never succeed gives up after five tries', async ({ world }) => {
  let tries = 0
  const work = inTransaction(world.orm, system('test'), async ({ em }) => {
    tries++
    await sql`do $$ begin raise exception 'always' using errcode = '40001'; end $$`.execute(em.getKysely())
  })
  await expect(work).rejects.toThrow('always')
  expect(tries).toBe(5)
})

test('another fault is not tried again', async ({ world }) => {
  let tries = 0
  const work = inTransaction(world.orm, system('test'), async () => {
    tries++
    throw new Error('broken')
  })
  await expect(work).rejects.toThrow('broken')
  expect(tries).toBe(1)
})

test('the second fence: a partner’s call sees its own organisation’s rows only, nobody’s sees none', async ({
  world,
}) => {
  const count = (actor: Awaited<ReturnType<TestWorld['actor']>>) =>
    inReading(world.reader, actor, async ({ em }) => {
      const { rows } = await sql<{ organization_id: string }>`select distinct organization_id from affiliation`.execute(
        em.getKysely(),
      )
      return rows.length
    })
  expect(await count(await world.actor('ines'))).toBe(1)
  expect(await count(nobody)).toBe(0)
})
