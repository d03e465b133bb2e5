import type { Actor } from '../src/kernel/actor.ts'
import { refusalIn } from '../src/kernel/trpc.ts'
import { inTransaction } from '../src/kernel/transaction.ts'
import type { Call } from '../src/kernel/transaction.ts'
import type { TestWorld } from './stage.ts'

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

/**
 * Begins a call, and another while the first has done everything but commit; the first commits once the second waits for
 * it or is over. Answers how both end: `done`, or the code of a refusal.
 */
export const meanwhile = async (
  world: TestWorld,
  actor: Actor,
  first: (call: Call) => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<[string, string]> => {
  const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const one = outcomeOf(
    inTransaction(world.orm, actor, async (call) => {
      await first(call)
      await call.em.flush()
      begun.resolve()
      await released.promise
    }),
  )
  await Promise.race([begun.promise, one])
  const state = { over: false }
  const other = outcomeOf(second()).finally(() => (state.over = true))
  while (!state.over && (await world.rows(waiting)).length === 0);
  released.resolve()
  return Promise.all([one, other])
}

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      const code = refusalIn(error)?.code
      if (!code) throw error
      return code
    },
  )
