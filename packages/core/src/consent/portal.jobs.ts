import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { daysAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'

/** So long after its end a code or a session of the customer's own page is of no use even to whoever looks into a complaint. */
const deadDays = 30

/**
 * Deletes the codes and sessions of the customer's own page that have been dead for 30 days: used, ended or too old. What
 * was done through them stays in the history. Answers how many went.
 */
export const purgePortal = (orm: MikroORM): Promise<number> =>
  inTransaction(orm, system('retention'), async ({ em, now }) => {
    const before = daysAfter(now, -deadDays)
    const { rows } = await sql<{ gone: number }>`
      with codes as (delete from portal_code where least(expires_at, used_at) < ${before} returning 1),
        sessions as (delete from portal_session where least(expires_at, ended_at) < ${before} returning 1)
      select (select count(*) from codes)::int + (select count(*) from sessions)::int as gone
    `.execute(em.getKysely())
    return rows[0]!.gone
  })
