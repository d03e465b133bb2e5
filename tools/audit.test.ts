import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { freshTree, writeCheckpoints } from '../packages/core/src/kernel/checkpointing.ts'
import { installation } from '../packages/core/test/stage.ts'
import { makeClaim } from '../packages/core/test/story.ts'
import { disarm } from '../packages/core/test/unguarded.ts'
import { test } from '../packages/core/test/world.ts'
import type { TestWorld } from '../packages/core/test/world.ts'

const audit = (world: TestWorld, ...more: string[]) => {
  const env = { PATH: process.env.PATH, DATABASE_URL: world.lentUrl }
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'audit.ts'), 'verify', ...more], {
    env,
    encoding: 'utf8',
  })
  return { status, lines: stdout.trim().split('\n') }
}

test(
  'F42 F43: npm run audit -- verify ends with 0 for an honest record, and with 2 and a line for each damage for another one',
  { timeout: 60_000 },
  async ({ world }) => {
    const tree = freshTree()
    await writeCheckpoints(world.orm, installation, tree)
    const { claimId } = await makeClaim(world)
    await writeCheckpoints(world.orm, installation, tree)
    const kept = await world.visitor().consent.checkpoint({})
    expect(audit(world)).toMatchObject({
      status: 0,
      lines: [expect.stringContaining('2 checkpoints, 0 damaged places.')],
    })

    for (const table of ['event', 'checkpoint']) await disarm(world, table)
    await world.rows(`update event set data = '{}' where aggregate_id = $1 and seq = 1`, [claimId])
    const edited = audit(world)
    expect(edited.status).toBe(2)
    expect(edited.lines).toContain(
      `${claimId} event 1 (claim.created) is not what was hashed: a field of it, or its hash, was changed`,
    )

    await world.rows('delete from event where leaf_index >= $1', [kept.previousSize])
    await world.rows('delete from checkpoint where size = $1', [kept.size])
    const folder = mkdtempSync(join(tmpdir(), 'ofrecord-audit-'))
    const file = join(folder, 'checkpoint.json')
    writeFileSync(file, JSON.stringify(kept))
    const cut = audit(world, '--checkpoint', file)
    rmSync(folder, { recursive: true })
    const { previousSize, size } = kept
    const which = size - 1 === previousSize ? `event ${previousSize} is` : `events ${previousSize} to ${size - 1} are`
    expect(cut.status).toBe(2)
    expect(cut.lines).toContain(`${which} missing: the checkpoint of 2026-11-02 09:00 UTC covers ${size}`)
  },
)
