import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'

/** Milliseconds between two tries to come back. */
const pause = 2000

/**
 * A connection of its own that is opened again whenever it is lost, e.g. when PostgreSQL restarts. `prepare` runs on
 * each new one before it counts; `client` answers undefined while there is none.
 */
export const keepConnected = async (
  url: string,
  name: string,
  prepare: (client: Client) => Promise<void>,
): Promise<{ client: () => Client | undefined; stop: () => Promise<void> }> => {
  const state: { current: Client | undefined; stopped: boolean } = { current: undefined, stopped: false }
  const open = async (): Promise<void> => {
    const client = new Client({ connectionString: url, application_name: name, keepAlive: true })
    // What was lost is told by `end`; without a listener the error would end the program.
    client.on('error', () => {})
    await client.connect()
    try {
      await prepare(client)
    } catch (error) {
      await client.end()
      throw error
    }
    if (state.stopped) return client.end()
    client.once('end', () => void reopen())
    state.current = client
  }
  const reopen = async (): Promise<void> => {
    state.current = undefined
    while (!state.stopped && !state.current) await open().catch(() => setTimeout(pause))
  }
  await open()
  return {
    client: () => state.current,
    stop: async () => {
      state.stopped = true
      await state.current?.end()
    },
  }
}

/** What PostgreSQL says as it ends a connection, and what a socket says that is no more. */
const lost: readonly unknown[] = ['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE']

/** Whether an error only tells that a connection ended: whoever needs one opens another. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error &&
  (lost.includes((error as { code?: unknown }).code) || error.message.startsWith('Connection terminated'))
