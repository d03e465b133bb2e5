import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/** Ready is: the database answers, lets us write, and has every migration of this version (I20). */
export const isReady = async ({ orm }: { orm: MikroORM }, expected: string): Promise<boolean> => {
  try {
    const { rows } = await sql<{ last: string; writable: boolean }>`
      select (select name from migration order by name desc limit 1) as last,
        current_setting('transaction_read_only') = 'off' as writable
    `.execute(orm.em.fork().getKysely())
    return rows[0]!.writable && rows[0]!.last >= expected
  } catch {
    return false
  }
}
