import { readSettings, settingsOrExit } from '@ofrecord/core/kernel/settings'
import { hasCast } from './demo/cast.ts'
import { loadState, openOwner } from './demo/state.ts'

// Loads the demo world into a migrated database, once: `node packages/world/src/demo.ts [--whole]`. A second run sees that it is
// there and ends within a second, so everything that only a load needs is imported when there is one.

const settings = settingsOrExit(readSettings)
const owner = await openOwner(settings.databaseUrl)
try {
  const state = await loadState(owner)
  if (state === 'foreign') {
    console.error(
      'DATABASE_URL holds a vendor of its own. Give the demo a database for itself, or set OFRECORD_DEMO=0.',
    )
    process.exitCode = 1
  } else if (state === 'whole' && hasCast(settings.dataDir)) {
    console.log('the demo world is there')
  } else {
    const { loadDemo, reopenCast } = await import('./demo/loading.ts')
    const whole = process.argv.includes('--whole')
    await (state === 'whole' ? reopenCast(settings) : loadDemo(settings, owner, { half: state === 'half', whole }))
  }
} catch (error) {
  console.error(`${(error as Error).message}\nThe demo world is not loaded. The next start begins again.`)
  process.exitCode = 1
} finally {
  await owner.close(true)
}
