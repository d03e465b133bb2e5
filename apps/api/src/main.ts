import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { sweepUploads } from '@ofrecord/core/claims/evidence.jobs'
import { Looks } from '@ofrecord/core/claims/look.counting'
import { openFiles } from '@ofrecord/core/kernel/files'
import { deriveKey } from '@ofrecord/core/kernel/keys'
import { Limiter } from '@ofrecord/core/kernel/limiter'
import { installationOf, openLog } from '@ofrecord/core/kernel/programs'
import { isReady } from '@ofrecord/core/kernel/ready'
import { readSettings, settingsOrExit } from '@ofrecord/core/kernel/settings'
import { closePools, openPools, schemaVersion } from '@ofrecord/core/open'
import { openIdentity } from '@ofrecord/core/people/identity'
import { createApi } from './app.ts'

const settings = settingsOrExit(readSettings)
const log = openLog('api', settings)
// Each machine has a folder of its own for uploads; the worker's night run sweeps the worker's.
await sweepUploads(join(settings.dataDir, 'uploads'), new Date())
const pools = await openPools(settings.databaseUrl)
const installation = installationOf(settings)
const identity = openIdentity({
  orm: pools.orm,
  secret: deriveKey(settings.secret, 'session').toString('base64'),
  sealing: installation.keys.signIn,
  publicUrl: settings.publicUrl,
  // A demonstration may bring its own company sign-in server; anywhere else one on this machine is an attack.
  loopback: settings.demo,
  report: (message) => log.error({ message }, 'identity'),
})
const looks = new Looks()
const keepLooks = (): Promise<void> =>
  looks.flush(pools.orm).catch((error: unknown) => log.error({ error }, 'looks could not be kept'))
setInterval(() => void keepLooks(), 5000).unref()
const app = await createApi({
  ...pools,
  identity,
  installation,
  intake: {
    folder: join(settings.dataDir, 'uploads'),
    files: await openFiles(settings.files),
    clamd: settings.clamd,
    scan: settings.scan,
  },
  limiter: new Limiter(),
  looks,
  returnsToken: settings.returnsToken,
  log,
  demo: settings.demo,
  loopback: settings.demo,
  dataDir: settings.dataDir,
  dashboard: new URL('../../dashboard/dist', import.meta.url).pathname,
  trustedProxy: settings.trustedProxy,
  isReady: () => isReady(pools, schemaVersion),
})

const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port }, () =>
  log.info({ port: settings.port }, 'api ready'),
)

const stop = (): void => {
  server.close(
    () =>
      void keepLooks()
        .then(() => closePools(pools))
        .finally(() => process.exit(0)),
  )
  if ('closeIdleConnections' in server) server.closeIdleConnections()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
