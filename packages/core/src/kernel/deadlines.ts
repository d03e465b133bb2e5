import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { uuids } from './conditions.ts'
import { system } from './actor.ts'
import type { Installation } from './installation.ts'
import type { Call } from './transaction.ts'
import { inTransaction } from './transaction.ts'

/** What a deadline does. `dueAt` is the effective time for the history, also when the run was late (GEN-R3). */
export type DeadlineHandler = (
  call: Call,
  aggregateId: string,
  dueAt: Date,
  installation: Installation,
) => Promise<void>

interface DueTimer {
  id: string
  aggregate_id: string
  kind: string
  fires_at: Date | string
}

/**
 * Fires every deadline that has passed, oldest first, each in a transaction of its own. The due instant itself is
 * still in time (CON-R2), so a timer fires strictly after it. Two workers never fire one timer twice: the row is locked.
 * Answers how many were fired.
 */
export const fireDeadlines = async (
  orm: MikroORM,
  handlers: Readonly<Record<string, DeadlineHandler>>,
  installation: Installation,
  report: (error: unknown, kind: string) => void,
): Promise<number> => {
  let fired = 0
  const failed = new Set<string>()
  for (;;) {
    const outcome = await fireNext(orm, handlers, installation, failed, report)
    if (outcome === 'none') return fired
    if (outcome === 'fired') fired++
  }
}

const fireNext = async (
  orm: MikroORM,
  handlers: Readonly<Record<string, DeadlineHandler>>,
  installation: Installation,
  failed: Set<string>,
  report: (error: unknown, kind: string) => void,
): Promise<'fired' | 'failed' | 'none'> => {
  let timer: DueTimer | undefined
  try {
    return await inTransaction(orm, system('deadlines'), async (call) => {
      timer = await lockNext(call, failed)
      if (!timer) return 'none'
      const handler = handlers[timer.kind]
      if (!handler) throw new Error(`no handler for the deadline ${timer.kind}`)
      await handler(call, timer.aggregate_id, new Date(timer.fires_at), installation)
      await sql`update timer set fired_at = ${call.now} where id = ${timer.id}`.execute(call.em.getKysely())
      return 'fired'
    })
  } catch (error) {
    if (!timer) throw error
    failed.add(timer.id)
    report(error, timer.kind)
    await noteFailure(orm, timer.id, error)
    return 'failed'
  }
}

const lockNext = async (call: Call, failed: ReadonlySet<string>): Promise<DueTimer | undefined> => {
  const { rows } = await sql<DueTimer>`
    select id, aggregate_id, kind, fires_at from timer
    where fired_at is null and cancelled_at is null and fires_at < ${call.now}
      and id <> all(${uuids(failed)})
    order by fires_at, id limit 1 for update skip locked
  `.execute(call.em.getKysely())
  return rows[0]
}

const noteFailure = async (orm: MikroORM, timerId: string, error: unknown): Promise<void> => {
  await inTransaction(orm, system('deadlines'), async ({ em }) => {
    await sql`update timer set attempts = attempts + 1, last_error = ${String(error)} where id = ${timerId}`.execute(
      em.getKysely(),
    )
  })
}
