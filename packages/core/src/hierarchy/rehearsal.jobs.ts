import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { hoursAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { previewHours } from './rehearsing.ts'

/**
 * Deletes the reports of changes that were tried and that nobody kept, once they are too old to be carried out (24 hours).
 * Answers how many went.
 */
export const purgeRehearsals = (orm: MikroORM): Promise<number> =>
  inTransaction(orm, system('retention'), async ({ em, now }) => {
    const { rows } = await sql`
      delete from hierarchy_rehearsal where kept_at is null and created_at < ${hoursAfter(now, -previewHours)} returning 1
    `.execute(em.getKysely())
    return rows.length
  })
