import { serve } from '@hono/node-server'
import { installationOf, openLog } from '@ofrecord/core/kernel/programs'
import { isReady } from '@ofrecord/core/kernel/ready'
import { readSettings, settingsOrExit } from '@ofrecord/core/kernel/settings'
import { closePools, openCustomerPools, schemaVersion } from '@ofrecord/core/open'
import { createConsentApp } from './app.ts'
import { doorTo } from './caller.ts'
import { portalDoorTo } from './portal/caller.ts'
import { referencesTo } from './references/door.ts'

const settings = settingsOrExit(readSettings)
const log = openLog('consent', settings)
const pools = await openCustomerPools(settings.databaseUrl)

const app = createConsentApp({
  consent: doorTo(pools, installationOf(settings)),
  portal: portalDoorTo(pools, installationOf(settings)),
  references: referencesTo(pools, installationOf(settings)),
  settings: {
    publicUrl: settings.consentUrl,
    trustedProxy: settings.trustedProxy,
    contact: addressIn(settings.mailFrom),
  },
  isReady: () => isReady(pools, schemaVersion),
  log: { error: (facts, message) => log.error(facts, message) },
})

/** `Halcyon Software <records@halcyon.example>` as people write to it. */
function addressIn(sender: string): string {
  return /<([^>]+)>/.exec(sender)?.[1] ?? sender
}

// A reader on a slow line sends 24 kB within seconds; slower senders only hold a socket.
const server = serve(
  {
    fetch: app.fetch,
    hostname: settings.host,
    port: settings.consentPort,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 20_000 },
  },
  () => log.info({ port: settings.consentPort }, 'consent ready'),
)

/** Takes no new request, finishes those under way, then lets go of the database. */
const drain = (): void => {
  server.close(() => void closePools(pools).finally(() => process.exit(0)))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
}

process.once('SIGTERM', drain)
process.once('SIGINT', drain)
