import { Client } from 'pg'
import { dispatchEvents } from '@ofrecord/core/kernel/dispatch'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Log, Pools } from '@ofrecord/core/kernel/programs'
import type { Post } from '@ofrecord/core/letters/deliver'
import { deliverLetters } from '@ofrecord/core/letters/deliver'
import { reactions } from '@ofrecord/core/reactions'

export interface Bench {
  orm: Pools['orm']
  installation: Installation
  post: Post
  log: Log
  databaseUrl: string
}

/** A notification can be lost with its connection; waiting work is looked for at least this often. */
const pollMs = 2000

/** Empties the two queues until both are empty; a letter's acceptance is an event, and an event writes letters. */
export const workOff = async ({ orm, installation, post, log }: Bench): Promise<void> => {
  for (let done = 1; done > 0;) {
    done = await dispatchEvents(orm, reactions, installation, (error, type) =>
      log.error({ err: String(error), type }, 'an event could not be handled'),
    )
    done += await deliverLetters(orm, installation, post)
  }
}

/** Works until it is stopped: on every notification, and every two seconds without one. */
export const startWorking = async (bench: Bench): Promise<{ stop: () => Promise<void> }> => {
  let wake: () => void = () => {}
  let stopped = false
  let waiting = new Promise<void>((resolve) => (wake = resolve))
  const listener = await listen(bench, () => wake())
  const loop = (async () => {
    while (!stopped) {
      waiting = new Promise((resolve) => (wake = resolve))
      const timer = setTimeout(() => wake(), pollMs)
      await workOff(bench).catch((error: unknown) =>
        bench.log.error({ err: String(error) }, 'the queues could not be read'),
      )
      if (!stopped) await waiting
      clearTimeout(timer)
    }
  })()
  return {
    stop: async () => {
      stopped = true
      wake()
      await loop
      await listener.stop()
    },
  }
}

/** Listens for new events, and connects again when the connection is lost; the poll bridges the gap. */
const listen = async (bench: Bench, told: () => void): Promise<{ stop: () => Promise<void> }> => {
  let client: Client | undefined
  let stopped = false
  const open = async (): Promise<void> => {
    if (stopped) return
    client = new Client({ connectionString: bench.databaseUrl, application_name: 'ofrecord/listen' })
    client.on('notification', told)
    client.on('error', () => {
      void client?.end().catch(() => {})
      setTimeout(() => void open().catch(() => {}), pollMs)
    })
    await client.connect()
    await client.query('listen ofrecord_event')
  }
  await open()
  return {
    stop: async () => {
      stopped = true
      await client?.end()
    },
  }
}
