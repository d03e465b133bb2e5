import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { lockTrees } from './locking.ts'
import { readTreePrint } from './tree.queries.ts'

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

/** So often it is read anew what others changed while one waited for them. */
const attempts = 3

interface Supposed<Facts, Found> {
  organizationIds: readonly string[]
  /** What is so before, read in nobody's turn. */
  read: () => Promise<Facts>
  /** Makes the change and answers what is so then; it is taken back. */
  change: (inner: Call, facts: Facts) => Promise<Found>
  /** The rule that a refusal names. */
  rule: string
}

/**
 * Supposes a change of trees: the organisations have their turn only while it stands, and nobody waits for the reading and
 * the writing of a report. Trees that changed in between are read anew. Refuses with `CONFLICT_STALE` when they always have.
 */
export const supposeInTurn = async <Facts, Found>(
  call: Call,
  { organizationIds, read, change, rule }: Supposed<Facts, Found>,
): Promise<{ facts: Facts; found: Found }> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const trees = await printOf(call, organizationIds)
    const facts = await read()
    const stood = await tryOut(call, async (inner) => {
      await lockTrees(inner, organizationIds)
      return (await printOf(inner, organizationIds)) === trees ? { found: await change(inner, facts) } : undefined
    })
    if (stood) return { facts, found: stood.found }
  }
  return refuse('conflict', 'CONFLICT_STALE', { rule, retryable: true })
}

const printOf = async (call: Call, organizationIds: readonly string[]): Promise<string> => {
  const prints: string[] = []
  for (const organizationId of organizationIds) prints.push(await readTreePrint(call, organizationId))
  return prints.join(' ')
}
