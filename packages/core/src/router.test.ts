import { TRPCError } from '@trpc/server'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import { refusalOf } from '../test/refusals.ts'
import { test } from '../test/world.ts'
import { Organization } from './organisations/organization.entity.ts'
import { system } from './kernel/actor.ts'
import { privilegesOf } from './kernel/authority.ts'
import { refuse } from './kernel/errors.ts'
import { rateClasses } from './kernel/limiter.ts'
import type { DoorMeta } from './kernel/trpc.ts'
import { createCallerFactory, member, open, router } from './kernel/trpc.ts'
import { appRouter } from './router.ts'

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription'; meta?: DoorMeta; inputs: unknown[] }
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
const metaOf = ([, { _def }]: (typeof procedures)[number]): DoorMeta | undefined => _def.meta

test('API-R1: every procedure declares its door, its scope and its rate class', () => {
  expect(procedures.length).toBeGreaterThan(25)
  const doors = ['open', 'person', 'member', 'staff', 'invited', 'administrator']
  const scopes = ['none', 'self', 'location', 'vendor', 'link', 'mailbox', 'tenant']
  const bare = procedures.filter((procedure) => {
    const meta = metaOf(procedure)
    return !meta || !doors.includes(meta.door) || !scopes.includes(meta.scope) || !(meta.rate in rateClasses)
  })
  expect(bare.map(([path]) => path)).toEqual([])
})

test('API-R1: a door for members or staff asks for a privilege that some role of that side has', () => {
  const known = new Set(Object.values(privilegesOf).flat() as string[])
  const wrong = procedures.filter((procedure) => {
    const { door, privilege, scope } = metaOf(procedure)!
    if (door === 'member') return scope !== 'location' || !privilege || !known.has(privilege)
    if (door === 'staff') return scope !== 'vendor' || !privilege || !known.has(privilege)
    return door === 'invited' ? scope !== 'link' : privilege !== null
  })
  expect(wrong.map(([path]) => path)).toEqual([])
})

test('API-R1: what changes something is counted as a write, and nothing stands open to everybody', () => {
  const unexpected = procedures.filter((procedure) => {
    const { rate, door } = metaOf(procedure)!
    return (procedure[1]._def.type === 'mutation' && rate === 'read') || door === 'open'
  })
  expect(unexpected.map(([path]) => path)).toEqual([])
})

test('every input is a strict object: a field that nobody reads is refused, so it cannot mean something later', () => {
  const loose = procedures.filter(([, { _def }]) => {
    const shape = _def.inputs.at(-1)
    return shape instanceof z.ZodObject && !(shape.def.catchall instanceof z.ZodNever)
  })
  // A mail link's door has its own piece of the input, which the verb's piece is joined to.
  const others = loose.filter(([, { _def }]) => _def.meta?.door !== 'invited')
  expect(others.map(([path]) => path)).toEqual([])
})

/** Doors as the rooms build them, with work inside that can be watched. */
const watched = (witness: { ems: Set<unknown>; attempts: number }) =>
  router({
    writeThenRefuse: open('write').mutation(async ({ ctx }) => {
      await sql`insert into claim_counter values ('019a0000-0000-7000-8000-000000000001', 1)`.execute(
        ctx.call.em.getKysely(),
      )
      refuse('conflict', 'CLAIM_NOT_EDITABLE')
    }),
    writeThenFail: open('write').mutation(async ({ ctx }) => {
      await sql`insert into claim_counter values ('019a0000-0000-7000-8000-000000000001', 1)`.execute(
        ctx.call.em.getKysely(),
      )
      throw new Error('a fault')
    }),
    write: open('write').mutation(async ({ ctx }) => {
      await sql`insert into claim_counter values ('019a0000-0000-7000-8000-000000000001', 1)`.execute(
        ctx.call.em.getKysely(),
      )
    }),
    writeInQuery: open().query(async ({ ctx }) => {
      await sql`insert into claim_counter values ('019a0000-0000-7000-8000-000000000001', 1)`.execute(
        ctx.call.em.getKysely(),
      )
    }),
    deadlockOnce: open('write').mutation(async ({ ctx }) => {
      witness.attempts++
      await sql`insert into claim_counter values ('019a0000-0000-7000-8000-000000000001', 1)`.execute(
        ctx.call.em.getKysely(),
      )
      if (witness.attempts < 3)
        await sql`do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`.execute(
          ctx.call.em.getKysely(),
        )
    }),
    whose: member('claims.see').query(async ({ ctx }) => {
      witness.ems.add(ctx.call.em)
      const [organization] = await ctx.call.em.find(Organization, {})
      return organization!.name
    }),
  })

test('what was written before a refusal or a fault is taken back: a refused call commits nothing (I7)', async ({
  world,
}) => {
  const caller = createCallerFactory(watched({ ems: new Set(), attempts: 0 }))(world.contextOf(system('test')))
  expect((await refusalOf(caller.writeThenRefuse())).code).toBe('CLAIM_NOT_EDITABLE')
  await expect(caller.writeThenFail()).rejects.toThrow(TRPCError)
  expect(await world.rows('select from claim_counter')).toEqual([])
  await caller.write()
  expect(await world.rows('select from claim_counter')).toHaveLength(1)
})

test('a query cannot write', async ({ world }) => {
  const caller = createCallerFactory(watched({ ems: new Set(), attempts: 0 }))(world.contextOf(system('test')))
  await expect(caller.writeInQuery()).rejects.toThrow(/read-only transaction|permission denied/)
  expect(await world.rows('select from claim_counter')).toEqual([])
})

test('a mutation that lost a deadlock is done again from its start, and happens once', async ({ world }) => {
  const witness = { ems: new Set<unknown>(), attempts: 0 }
  await createCallerFactory(watched(witness))(world.contextOf(system('test'))).deadlockOnce()
  expect(witness.attempts).toBe(3)
  expect(await world.rows('select from claim_counter')).toHaveLength(1)
})

test('each call of a batch has an entity manager of its own, under its own person’s fence', async ({ world }) => {
  const witness = { ems: new Set<unknown>(), attempts: 0 }
  const create = createCallerFactory(watched(witness))
  const ines = create(world.contextOf(await world.actor('ines')))
  const theo = create(world.contextOf(await world.actor('theo')))
  const names = await Promise.all([ines.whose(), theo.whose(), ines.whose(), theo.whose()])
  expect(names).toEqual(['Kestrel Consulting Group', 'Tidewater Cloud', 'Kestrel Consulting Group', 'Tidewater Cloud'])
  expect(witness.ems.size).toBe(4)
})

test('somebody who is not signed in gets SIGN_IN_REQUIRED at every door but those of customers', async ({ world }) => {
  const caller = world.visitor() as unknown as Record<string, unknown>
  const ofCustomers: DoorMeta['door'][] = ['invited', 'administrator']
  for (const procedure of procedures.filter((each) => !ofCustomers.includes(metaOf(each)!.door))) {
    let at: unknown = caller
    for (const step of procedure[0].split('.')) at = (at as Record<string, unknown>)[step]
    expect(await refusalOf((at as (input?: unknown) => Promise<unknown>)({})), procedure[0]).toMatchObject({
      transport: 'UNAUTHORIZED',
      code: 'SIGN_IN_REQUIRED',
    })
  }
})
