import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveClock } from '@ofrecord/core/kernel/clock'
import { openFiles } from '@ofrecord/core/kernel/files'
import { migrate } from '@ofrecord/core/migrate'
import { closePools, openPools } from '@ofrecord/core/open'
import { createScratch } from '@ofrecord/core/test/scratch'
import { installation } from '@ofrecord/core/test/stage'
import { renderLetter } from '@ofrecord/emails/render'
import { buildWorld } from './build.ts'
import type { Built } from './build.ts'
import { openStage } from './build/stage.ts'
import type { Place, Stage } from './build/stage.ts'
import { T0 } from './time.ts'
import { demoWorld } from './world.ts'

const world = demoWorld(T0)

const openPlace = async () => {
  const scratch = await createScratch(process.env.OFRECORD_TEST_DATABASE_URL!)
  await migrate(scratch.url)
  const pools = await openPools(scratch.url, 4)
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-members-'))
  const letters: string[] = []
  const place: Place = {
    pools,
    installation,
    files: { folder, files: await openFiles({ kind: 'folder', path: folder }), clamd: undefined, scan: 'off' },
    post: {
      render: renderLetter,
      send: async ({ subject }) => {
        letters.push(subject)
        return { kind: 'accepted', response: '250 queued' }
      },
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
  return { place, letters, rows, close }
}

let opened: Awaited<ReturnType<typeof openPlace>>
let built: Built
let stage: Stage

beforeAll(async () => {
  opened = await openPlace()
  // Without claims: they have tests of their own.
  const a = process.cpuUsage(),
    t = performance.now()
  built = await buildWorld(opened.place, world, { pageOf: () => 'en', leaveOut: () => 'is not about people' })
  const b = process.cpuUsage(a)
  console.log('CPU', (b.user + b.system) / 1000, performance.now() - t)
  stage = openStage(opened.place, world, built.laid)
  moveClock(T0)
}, 120_000)

afterAll(async () => {
  moveClock(undefined)
  await opened.close()
})

test('x', async () => {
  console.log(
    opened.letters,
    await opened.rows('select state, count(*)::int from merge group by 1'),
    await opened.rows('select state, count(*)::int from credential_profile group by 1'),
    await opened.rows('select status, count(*)::int from location group by 1'),
    await opened.rows('select kind, at, reason from structure_change order by at'),
    await opened.rows('select type, count(*)::int from event where dispatched_at is null group by 1'),
  )
  expect(stage).toBeDefined()
})
