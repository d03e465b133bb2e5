import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/** The advisory lock of whoever plays the past on a moved clock: what is due then is not due yet for a worker. */
const standstill = 7_401_866

/** Plays the past while every worker of this database stands still. Keeps one connection of the pool. */
export const holdStill = (orm: MikroORM, play: () => Promise<void>): Promise<void> =>
  orm.em
    .fork()
    .getKysely()
    .connection()
    .execute(async (held) => {
      await sql`select pg_advisory_lock(${standstill})`.execute(held)
      try {
        await play()
      } finally {
        await sql`select pg_advisory_unlock(${standstill})`.execute(held)
      }
    })

/** Waits, for as long as it takes, until nobody plays the past in this database. */
export const waitForNow = (orm: MikroORM): Promise<void> =>
  orm.em.fork().transactional(async (em) => {
    await sql`select set_config('lock_timeout', '0', true)`.execute(em.getKysely())
    await sql`select pg_advisory_xact_lock_shared(${standstill})`.execute(em.getKysely())
  })
