import { serve } from '@hono/node-server'
import { nobody } from '@ofrecord/core/kernel/actor'
import { installationOf, openLog } from '@ofrecord/core/kernel/programs'
import { isReady } from '@ofrecord/core/kernel/ready'
import { readSettings, settingsOrExit } from '@ofrecord/core/kernel/settings'
import { closePools, openPools, schemaVersion } from '@ofrecord/core/open'
import { createCaller } from '@ofrecord/core/router'
import { createConsentApp } from './app.ts'
import type { ConsentDoor, Sender } from './door.ts'

const settings = settingsOrExit(readSettings)
const log = openLog('consent', settings)
const pools = await openPools(settings.databaseUrl)

/** The microsite asks the same router as the dashboard, without a wire in between. */
const callerFor = ({ ip, userAgent }: Sender) =>
  createCaller({
    ...pools,
    ...installationOf(settings),
    actor: nobody,
    locale: 'en',
    timeZone: 'UTC',
    ip: ip ?? null,
    userAgent: userAgent ?? null,
    // The site has limits of its own, which know a link's first answer from a scanner's hundredth look.
    limiter: null,
  }).consent

const door: ConsentDoor = {
  notice: (input) => callerFor({}).notice(input),
  deny: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).deny(answer),
  confirm: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).confirm(answer),
  undo: ({ ip, userAgent, trap: _trap, ...answer }) => callerFor({ ip, userAgent }).undo(answer),
  receipt: (input) => callerFor({}).receipt(input),
}

const app = createConsentApp({
  consent: door,
  settings: { publicUrl: settings.consentUrl, trustedProxy: settings.trustedProxy },
  isReady: () => isReady(pools, schemaVersion),
  log: { error: (facts, message) => log.error(facts, message) },
})

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
