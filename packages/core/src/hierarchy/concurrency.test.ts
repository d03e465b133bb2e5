import { expect } from 'vitest'
import { plantTree, randomFrom, treeFaults } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { Refusal } from '../kernel/errors.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { dissociate } from './dissociating.ts'
import { applyChange } from './engine.ts'
import type { Change } from './engine.ts'

/** What a call ends in: `done`, or the code of its refusal; anything else fails the test. */
const outcomeOf = (done: Promise<unknown>): Promise<string> =>
  done.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )

const change = (world: TestWorld, asked: Change): Promise<string> =>
  outcomeOf(inTransaction(world.orm, system('test'), (call) => applyChange(call, asked, { reason: '' })))

const leave = (world: TestWorld, locationId: string): Promise<string> =>
  outcomeOf(
    inTransaction(world.orm, system('test'), (call) =>
      dissociate(call, { kind: 'dissociated', locationId, withChildren: true }, { reason: '' }),
    ),
  )

test(
  'I14: moves, new headquarters and dissociations at once keep one root, no circle, five levels and right labels',
  { timeout: 180_000 },
  async ({ world }) => {
    const seed = Number(process.env['OFRECORD_SEED'] ?? Math.floor(Math.random() * 1e9))
    const rounds = Number(process.env['OFRECORD_TURNS'] ?? 8)
    console.log(`seed ${seed}`)
    const draw = randomFrom(seed)
    const names = Array.from({ length: 16 }, (_, index) => `L${index}`)
    const tree = await plantTree(world, `HQ(${names.slice(0, 8).join(', ')}, M(${names.slice(8).join(', ')}))`)
    const ids = Object.values(tree.ids)
    const any = (): string => ids[draw(ids.length)]!
    const told = new Map<string, number>()
    for (let round = 0; round < rounds; round++) {
      const calls = Array.from({ length: 6 }, () => {
        const kind = draw(12)
        if (kind === 0) return leave(world, any())
        if (kind < 3) return change(world, { kind: 'headquarters', locationId: any() })
        return change(world, { kind: 'moved', locationId: any(), parentId: any() })
      })
      for (const outcome of await Promise.all(calls)) told.set(outcome, (told.get(outcome) ?? 0) + 1)
      expect(await treeFaults(world, tree.organizationId), `seed ${seed}, round ${round}`).toEqual([])
    }
    const [counted] = await world.rows<{ kept: number; written: number }>(
      `select (select count(*)::int from location where organization_id = $1) as kept,
       (select count(*)::int from structure_change where organization_id = $1) as written`,
      [tree.organizationId],
    )
    expect(counted).toEqual({ kept: ids.length, written: told.get('done') })
  },
)

test('I14, DBI-R1: the same by statements that go around the code: the database alone keeps its tree', async ({
  world,
}) => {
  const seed = Number(process.env['OFRECORD_SEED'] ?? Math.floor(Math.random() * 1e9))
  console.log(`seed ${seed}`)
  const draw = randomFrom(seed)
  const names = Array.from({ length: 12 }, (_, index) => `L${index}`)
  const tree = await plantTree(world, `HQ(${names.join(', ')})`)
  const below = names.map((name) => tree.ids[name]!)
  const refused = new Set<string>()
  for (let round = 0; round < 4; round++) {
    const calls = Array.from({ length: 4 }, () => {
      const [id, parent] = [below[draw(12)]!, [tree.ids['HQ']!, ...below][draw(13)]!]
      return inTransaction(world.orm, system('test'), async (call) => {
        await sql`update location set parent_id = ${parent} where id = ${id}`.execute(call.em.getKysely())
      }).catch((error: { constraint?: string; code?: string; cause?: { constraint?: string; code?: string } }) => {
        const { constraint, code } = error.cause ?? error
        // Two that wait for each other's rows: one is sent home, and says so.
        if (!constraint && code !== '40P01') throw error
        refused.add(constraint ?? 'deadlock')
      })
    })
    await Promise.all(calls)
    expect(await treeFaults(world, tree.organizationId), `seed ${seed}, round ${round}`).toEqual([])
  }
  expect([...refused].filter((one) => !['location_cycle', 'location_depth_check', 'deadlock'].includes(one))).toEqual(
    [],
  )
})
