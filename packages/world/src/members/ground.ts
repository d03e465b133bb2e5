import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { moveClock } from '@ofrecord/core/kernel/clock'
import { openFiles } from '@ofrecord/core/kernel/files'
import { refusalIn } from '@ofrecord/core/kernel/trpc'
import { migrate } from '@ofrecord/core/migrate'
import { closePools, openPools } from '@ofrecord/core/open'
import { createScratch } from '@ofrecord/core/test/scratch'
import { installation } from '@ofrecord/core/test/stage'
import { buildWorld } from '../build.ts'
import type { Built } from '../build.ts'
import { openStage } from '../build/stage.ts'
import type { Place, Stage } from '../build/stage.ts'
import { T0 } from '../time.ts'
import { demoWorld } from '../world.ts'

export const world = demoWorld(T0)

const openPlace = async (render: Place['post']['render']) => {
  const scratch = await createScratch(process.env.OFRECORD_TEST_DATABASE_URL!)
  await migrate(scratch.url)
  const pools = await openPools(scratch.url, 4)
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-members-'))
  const place: Place = {
    pools,
    installation,
    files: { folder, files: await openFiles({ kind: 'folder', path: folder }), clamd: undefined, scan: 'off' },
    post: {
      render,
      send: async () => ({ kind: 'accepted', response: '250 queued' }),
      from: (vendorName) => `${vendorName} <records@halcyon.example>`,
      messageDomain: 'halcyon.example',
      report: (error) => {
        throw error
      },
    },
  }
  const owner = new Client({ connectionString: scratch.url })
  await owner.connect()
  const close = async (): Promise<void> => {
    await owner.end()
    await closePools(pools)
    await scratch.drop()
    rmSync(folder, { recursive: true })
  }
  const rows = async <T extends object>(statement: string): Promise<T[]> => (await owner.query<T>(statement)).rows
  return { place, rows, close }
}

export let opened: Awaited<ReturnType<typeof openPlace>>
export let built: Built
export let stage: Stage

/** Builds the world once for all the tests about its members. */
export const openGround = async (render: Place['post']['render']): Promise<void> => {
  opened = await openPlace(render)
  // Without claims: they have tests of their own.
  built = await buildWorld(opened.place, world, { pageOf: () => 'en', leaveOut: () => 'is not about people' })
  stage = openStage(opened.place, world, built.laid)
  moveClock(T0)
}

export const closeGround = async (): Promise<void> => {
  moveClock(undefined)
  await opened.close()
}

export const counts = async (statement: string): Promise<Record<string, number>> =>
  Object.fromEntries((await opened.rows<{ of: string; n: string }>(statement)).map(({ of, n }) => [of, Number(n)]))

export const one = async (statement: string): Promise<object> => (await opened.rows(statement))[0]!

export const organisationId = (key: string): string => built.laid.organisations.get(key)!
export const locationId = (key: string): string => built.laid.locations.get(key)!

/** The code a call is refused with; `done` where it is not. */
export const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked
    return 'done'
  } catch (error) {
    return refusalIn(error)?.code ?? String(error)
  }
}
