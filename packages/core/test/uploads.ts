import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { IntakePlace, TakenIn, Upload } from '../src/claims/intake.ts'
import { takeIn } from '../src/claims/intake.ts'
import type { PersonActor } from '../src/kernel/actor.ts'
import { openFiles } from '../src/kernel/files.ts'
import type { TestWorld } from './stage.ts'
import { test as base } from './world.ts'

type Sent = Partial<Omit<Upload, 'content'>> & { content: Buffer; by?: string }

export interface Intake {
  place: IntakePlace
  /** Takes a document in the way the api does. */
  upload: (world: TestWorld, claimId: string, sent: Sent) => Promise<TakenIn>
  /** How many documents are kept. */
  stored: () => number
}

/** A test with a world and a place for documents of its own; nothing is scanned. */
export const test = base.extend<{ intake: Intake }>({
  intake: async ({ task: _task }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'ofrecord-uploads-'))
    const kept = join(folder, 'files')
    const place: IntakePlace = {
      folder: join(folder, 'uploads'),
      files: await openFiles({ kind: 'folder', path: kept }),
      clamd: undefined,
      scan: 'off',
    }
    await use({
      place,
      upload: async (world, claimId, { by = 'ines', content, ...sent }) =>
        takeIn(world.orm, place, (await world.actor(by)) as PersonActor, {
          claimId,
          fileName: 'work.pdf',
          kind: 'statement_of_work',
          ...sent,
          content: Readable.from([content]),
        }),
      stored: () =>
        readdirSync(kept, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length,
    })
    rmSync(folder, { recursive: true })
  },
})
