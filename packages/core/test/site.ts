import { sql } from 'kysely'
import type { Hand } from '../src/kernel/actor.ts'
import type { Pools } from '../src/kernel/programs.ts'
import type { TestWorld } from './stage.ts'

/** Does something with the pools that the customers' site has in a world: of its role, which may do little. */
export const asSite = <T>({ site }: Pick<TestWorld, 'site'>, act: (pools: Pools) => Promise<T>): Promise<T> => act(site)

export type Ask = <Row extends object>(statement: string, value?: unknown) => Promise<Row[]>

/**
 * Plain SQL as the site's role, with something in hand as its doors would say it, taken back at the end. `$1` in a
 * statement is the value. Throws what the database refuses.
 */
export const inHandOfSite = async <T>(world: TestWorld, hand: Hand, work: (ask: Ask) => Promise<T>): Promise<T> => {
  const em = world.site.orm.em.fork()
  await em.begin()
  try {
    const ask: Ask = async <Row extends object>(statement: string, value?: unknown) => {
      const [before = '', ...after] = statement.split('$1')
      const parts = after.flatMap((each) => [sql`${value}`, sql.raw(each)])
      return (await sql<Row>`${sql.join([sql.raw(before), ...parts], sql.raw(''))}`.execute(em.getKysely())).rows
    }
    // Whatever is not the hand's is as open as can be said.
    for (const [name, key] of Object.entries({ side: 'system', ...hand }))
      await ask(`select set_config('ofrecord.${name}', $1, true)`, key)
    return await work(ask)
  } finally {
    await em.rollback()
  }
}
