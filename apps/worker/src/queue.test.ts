import { Client } from 'pg'
import { makeWorkerUtils } from 'graphile-worker'
import { expect } from 'vitest'
import type { TestWorld } from '@ofrecord/core/test/world'
import { test as worldTest } from '@ofrecord/core/test/world'
import { keepConnected } from './kept.ts'
import { freeTheDead } from './queue.ts'

interface Jobs {
  alive: Client
  free: (own?: string[]) => Promise<string[]>
  /** A job that a worker of this name was doing; answers who has it now. */
  lockedBy: (worker: string) => Promise<() => Promise<string | null>>
}

const test = worldTest.extend<{ jobs: Jobs }>({
  jobs: async ({ world }, use) => {
    const alive = new Client({ connectionString: world.lentUrl })
    await alive.connect()
    const utils = await makeWorkerUtils({ connectionString: world.lentUrl })
    const lockedBy = async (worker: string) => {
      const { id } = await utils.addJob('fire_deadlines', {})
      await world.rows('update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where id = $2', [
        worker,
        id,
      ])
      return async () =>
        (
          await world.rows<{ by: string | null }>(
            'select locked_by as by from graphile_worker._private_jobs where id = $1',
            [id],
          )
        )[0]!.by
    }
    await use({ alive, free: (own = []) => freeTheDead(alive, utils, new Set(own)), lockedBy })
    await utils.release()
    await alive.end()
  },
})

test('F4 the job of a worker whose name nobody holds is freed, and can be taken', async ({ jobs }) => {
  const holder = await jobs.lockedBy('worker-dead')
  expect(await jobs.free()).toEqual(['worker-dead'])
  expect(await holder()).toBeNull()
})

test('a worker that lives keeps its job', async ({ world, jobs }) => {
  const holder = await jobs.lockedBy('worker-alive')
  const living = new Client({ connectionString: world.lentUrl })
  await living.connect()
  await living.query(`select pg_advisory_lock(hashtextextended('worker-alive', 0))`)
  expect(await jobs.free()).toEqual([])
  expect(await holder()).toBe('worker-alive')
  await living.end()
  await expect.poll(() => jobs.free(), { timeout: 10_000 }).toEqual(['worker-alive'])
})

test('a worker never frees a job of its own', async ({ jobs }) => {
  const holder = await jobs.lockedBy('worker-own')
  expect(await jobs.free(['worker-own'])).toEqual([])
  expect(await holder()).toBe('worker-own')
})

test('looking for the dead leaves no lock behind', async ({ world, jobs }) => {
  await jobs.lockedBy('worker-dead')
  await jobs.free()
  expect(await advisoryLocks(world)).toBe(0)
})

const advisoryLocks = async (world: TestWorld): Promise<number> =>
  (
    await world.rows<{ locks: number }>(
      `select count(*)::int as locks from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`,
    )
  )[0]!.locks

const backend = (world: TestWorld, name: string) =>
  world.rows<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = $1 and datname = current_database()`,
    [name],
  )

test('F12 a connection that the server ends is opened again, and prepared again', async ({ world }) => {
  const prepared: number[] = []
  const kept = await keepConnected(world.lentUrl, 'ofrecord/test', async (client) => {
    await client.query('select pg_advisory_lock(4711)')
    prepared.push(prepared.length)
  })
  const [first] = await backend(world, 'ofrecord/test')
  await world.rows('select pg_terminate_backend($1)', [first!.pid])
  await expect.poll(() => prepared, { timeout: 15_000 }).toEqual([0, 1])
  expect(await advisoryLocks(world)).toBe(1)
  await kept.stop()
  await expect.poll(() => backend(world, 'ofrecord/test'), { timeout: 10_000 }).toEqual([])
})
