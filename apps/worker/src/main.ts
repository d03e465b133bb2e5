import { hostname } from 'node:os'
import { join } from 'node:path'
import { system } from '@ofrecord/core/kernel/actor'
import { freshTree } from '@ofrecord/core/kernel/checkpointing'
import { openFiles } from '@ofrecord/core/kernel/files'
import { installationOf, openLog } from '@ofrecord/core/kernel/programs'
import { readSettings, settingsOrExit } from '@ofrecord/core/kernel/settings'
import { currentSigner } from '@ofrecord/core/kernel/signing'
import { waitForNow } from '@ofrecord/core/kernel/standstill'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { closePools, openPools } from '@ofrecord/core/open'
import { isConnectionLost } from './kept.ts'
import { fireAll, startQueue } from './queue.ts'
import { openRelay } from './smtp.ts'
import { startWorking } from './worker.ts'
import { postOf } from './post.ts'

const settings = settingsOrExit(readSettings)
const log = openLog('worker', settings)
const pools = await openPools(settings.databaseUrl)
const relay = openRelay(settings.smtpUrl, { signing: settings.dkim })
const bench = {
  orm: pools.orm,
  installation: installationOf(settings),
  databaseUrl: settings.databaseUrl,
  log,
  post: postOf(settings, relay, log),
  tree: freshTree(),
}
// graphile-worker 0.18 waits for nobody who puts a done job away: a connection that ends meanwhile would end the program.
process.on('unhandledRejection', (error) => {
  if (!isConnectionLost(error)) throw error
  log.error({ err: String(error) }, 'a connection was lost')
})
await waitForNow(pools.orm)
// After a change of the secret the next key is made here: the customers' site may not.
await inTransaction(pools.orm, system('keys'), (call) => currentSigner(call, bench.installation))
// What fell due while no worker ran is made up for first, in order.
await fireAll(bench)
const working = await startWorking(bench)
const { files, clamd, scan } = settings
const intake = { folder: join(settings.dataDir, 'uploads'), files: await openFiles(files), clamd, scan }
const queue = await startQueue(bench, intake)
log.info({ host: hostname() }, 'worker ready')
console.log('worker ready')

const stop = async (): Promise<void> => {
  await working.stop()
  await queue.stop()
  relay.close()
  await closePools(pools)
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
