import { join } from 'node:path'
import { readSettings, settingsOrExit } from '@ofrecord/core/kernel/settings'
import type { Settings } from '@ofrecord/core/kernel/settings'
import { hasCast } from './demo/cast.ts'
import { loadState, openOwner } from './demo/state.ts'
import type { Owner } from './demo/state.ts'

// Loads the demo world into a migrated database, once: `node packages/world/src/demo.ts`.

const settings = settingsOrExit(readSettings)
const owner = await openOwner(settings.databaseUrl)
try {
  process.exitCode = await load(settings, owner)
} finally {
  await owner.close(true)
}
