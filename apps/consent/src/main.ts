import { serve } from '@hono/node-server'
import { readSettings, settingsOrExit, type Settings } from '@ofrecord/core/kernel/settings'
import { createConsentApp } from './app.ts'
import type { ConsentDoor } from './door.ts'
import type { FaultLog } from './site.ts'

interface OpenDoor {
  consent: ConsentDoor
  isReady(): Promise<boolean>
  close(): Promise<void>
}

/** Connects to the core and offers its consent router. */
const openDoor = async (_settings: Settings): Promise<OpenDoor> => {
  throw new Error('The consent room is not connected yet')
}

const log: FaultLog = {
  error: (facts, message) =>
    console.error(JSON.stringify({ level: 'error', time: new Date().toISOString(), message, ...facts })),
}

const settings = settingsOrExit(readSettings)
const door = await openDoor(settings)
const app = createConsentApp({
  consent: door.consent,
  settings: { publicUrl: settings.consentUrl, trustedProxy: false },
  isReady: () => door.isReady(),
  log,
})

// A reader on a slow line sends 24 kB within seconds; slower senders only hold a socket.
const server = serve({
  fetch: app.fetch,
  hostname: settings.host,
  port: settings.consentPort,
  serverOptions: { headersTimeout: 10_000, requestTimeout: 20_000 },
})

/** Takes no new request, finishes those under way, then lets go of the database. */
const drain = (): void => {
  server.close(() => void door.close().finally(() => process.exit(0)))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
}

process.once('SIGTERM', drain)
process.once('SIGINT', drain)
