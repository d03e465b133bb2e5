import { sql } from 'kysely'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'

/** So often it is read anew what others changed while one waited for them. */
export const attempts = 3

/**
 * Does something and takes it back, whatever came of it: the same engine on a copy (D.3). The work has an entity manager
 * of its own, so that neither a changed entity nor what happened to one stays behind in the caller's; rows, timers,
 * letters and the locks that it took go with the savepoint. Refusals of the work are thrown on.
 *
 * Constraints that wait for the commit are asked for at once: what the commit would refuse, the rehearsal refuses.
 */
export const tryOut = async <T>(call: Call, work: (inner: Call) => Promise<T>): Promise<T> => {
  await call.em.flush()
  const name = sql.id(`rehearsal_${newId(call.now).replaceAll('-', '')}`)
  const em = call.em.fork({ keepTransactionContext: true })
  const database = em.getKysely()
  await sql`savepoint ${name}`.execute(database)
  try {
    const result = await work({ ...call, em })
    await em.flush()
    await sql`set constraints all immediate`.execute(database)
    return result
  } finally {
    await sql`rollback to savepoint ${name}`.execute(database)
  }
}
