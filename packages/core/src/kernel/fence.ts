import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from './actor.ts'
import type { Actor } from './actor.ts'
import { takeHappenings } from './happened.ts'
import { recordEvents } from './record.ts'
import type { Call } from './transaction.ts'

/**
 * Does a part of a call as the application itself, where the caller's own rows never show what it concerns: a submission
 * and the rivals it meets (CNF-R6), a credential and the organisation it leaves (CP-R2). It is the same transaction, with
 * an entity manager of its own, so that nothing of the others stays behind in the caller's; what happened there is
 * written before the fence closes again.
 * `actor` is who did it, for the history there: the application, unless the others may read whose name it is.
 *
 * A failure leaves the fence open and takes the whole transaction back with it.
 */
export const asApplication = async <T>(
  call: Call,
  name: string,
  work: (inner: Call) => Promise<T>,
  actor: Actor = system(name),
): Promise<T> => {
  await call.em.flush()
  const em = call.em.fork({ keepTransactionContext: true })
  const side = call.actor.side === 'customer' ? 'system' : call.actor.side
  const inner = { em, now: call.now, actor }
  await enter(em, 'system')
  const result = await work(inner)
  await em.flush()
  await recordEvents(inner, takeHappenings(em.getUnitOfWork().getIdentityMap().values()))
  await enter(em, side)
  return result
}

const enter = async (em: EntityManager, side: string): Promise<void> => {
  await sql`select set_config('ofrecord.side', ${side}, true)`.execute(em.getKysely())
}
