import { mostCovered } from '@ofrecord/core/kernel/checkpoint'
import { writeCheckpoints } from '@ofrecord/core/kernel/checkpointing'
import type { Tree } from '@ofrecord/core/kernel/checkpointing'
import { dispatchEvents } from '@ofrecord/core/kernel/dispatch'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Log, Pools } from '@ofrecord/core/kernel/programs'
import type { Post } from '@ofrecord/core/letters/deliver'
import { deliverLetters } from '@ofrecord/core/letters/deliver'
import { reactions } from '@ofrecord/core/reactions'
import { keepConnected } from './kept.ts'

export interface Bench {
  orm: Pools['orm']
  installation: Installation
  post: Post
  log: Log
  databaseUrl: string
  /** Of all events, as far as this worker has signed or seen it signed. */
  tree: Tree
}

/** A notification can be lost with its connection; waiting work is looked for at least this often. */
const pollMs = 2000

/**
 * Works until it is stopped: on every notification, and every two seconds without one. Events and letters have a loop
 * each, so that a relay that answers late holds up no claim. Stopping finishes what is under way and takes nothing new.
 */
export const startWorking = async (bench: Bench): Promise<{ stop: () => Promise<void> }> => {
  const letters = keepDoing(bench, () => deliverLetters(bench.orm, bench.installation, bench.post))
  let uncovered = 0
  const events = keepDoing(bench, async () => {
    const handled = await handleEvents(bench)
    uncovered += handled
    if (uncovered >= mostCovered) {
      uncovered = 0
      await coverEvents(bench)
    }
    if (handled > 0) letters.wake()
    return handled
  })
  // A letter's acceptance is an event, and an event writes letters.
  const listener = await keepConnected(bench.databaseUrl, 'ofrecord/listen', async (client) => {
    client.on('notification', events.wake)
    await client.query('listen ofrecord_event')
    events.wake()
  })
  return {
    stop: async () => {
      await Promise.all([events.stop(), letters.stop()])
      await listener.stop()
    },
  }
}

const handleEvents = ({ orm, installation, log }: Bench): Promise<number> =>
  dispatchEvents(orm, reactions, installation, (error, type) =>
    log.error({ err: String(error), type }, 'an event could not be handled'),
  )

/** Each minute, and sooner after 1,000 events: what a checkpoint covers cannot be changed or cut off unseen (I8). */
export const coverEvents = async ({ orm, installation, tree, log }: Bench): Promise<void> => {
  try {
    await writeCheckpoints(orm, installation, tree)
  } catch (error) {
    log.error({ err: String(error) }, 'a checkpoint could not be written')
  }
}

/** Does a step for as long as there is something to do, then rests until it is woken or the poll is due. */
const keepDoing = (bench: Bench, step: () => Promise<number>) => {
  const state = { stopped: false, woken: false }
  let endRest = (): void => {}
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const poll = setTimeout(resolve, pollMs)
      endRest = () => {
        clearTimeout(poll)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    while (!state.stopped) {
      state.woken = false
      const done = await step().catch((error: unknown) => {
        bench.log.error({ err: String(error) }, 'the queues could not be read')
        return 0
      })
      if (done === 0 && !state.woken && !state.stopped) await rest()
    }
  }
  const running = run()
  const wake = (): void => {
    state.woken = true
    endRest()
  }
  const stop = (): Promise<void> => {
    state.stopped = true
    endRest()
    return running
  }
  return { wake, stop }
}
