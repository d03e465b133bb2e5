import { setTimeout } from 'node:timers/promises'
import { OptimisticLockError } from '@mikro-orm/core'
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Actor, Hand } from './actor.ts'
import { movedClock } from './clock.ts'
import { refuse, refuseKnownConstraint } from './errors.ts'
import { takeHappenings } from './happened.ts'
import { recordEvents } from './record.ts'

/** What a verb's surroundings are: one entity manager, one instant, one actor. */
export interface Call {
  em: EntityManager
  now: Date
  actor: Actor
}

const busy = new Set(['40001', '40P01'])

/**
 * One mutation: opens a transaction, reads the clock once, does the work, writes what happened, commits. Anything
 * thrown inside takes everything back. A deadlock, a serialisation failure and a row that somebody else has changed since
 * it was read are tried again, five times at most, after some milliseconds of chance, so that the winner gets on before
 * the loser is back. What the caller saw is compared by the work itself, with the row as it is then (GEN-R5).
 */
export const inTransaction = async <T>(orm: MikroORM, actor: Actor, work: (call: Call) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await orm.em.fork().transactional((em) => act(em as EntityManager, actor, work))
    } catch (error) {
      refuseKnownConstraint(error)
      if (!isBusy(error)) throw error
      if (attempt >= 5) refuseOvertaken(error)
      await setTimeout(attempt * 20 * Math.random())
    }
  }
}

/** The router wraps what PostgreSQL said, so the cause is looked through: a denial that lost a deadlock tries again. */
const isBusy = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof OptimisticLockError || busy.has(String((at as { code?: unknown }).code))) return true
  return false
}

/** Again and again somebody was quicker: the same answer as to whoever saw an older version (GEN-R5). */
const refuseOvertaken = (error: unknown): never => {
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof OptimisticLockError) refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', retryable: true })
  throw error
}

const act = async <T>(em: EntityManager, actor: Actor, work: (call: Call) => Promise<T>): Promise<T> => {
  const call = { em, now: await enter(em, actor), actor }
  const result = await work(call)
  await em.flush()
  await recordEvents(call, takeHappenings(em.getUnitOfWork().getIdentityMap().values()))
  return result
}

/** One question: a transaction that can only read, under the same fence. */
export const inReading = async <T>(orm: MikroORM, actor: Actor, work: (call: Call) => Promise<T>): Promise<T> =>
  orm.em.fork().transactional(async (em) => work({ em: em, now: await enter(em as EntityManager, actor), actor }), {
    readOnly: true,
  })

/**
 * What somebody has in hand, as the first table of one statement outside a transaction; what it opens is looked for in a
 * `cross join lateral (… offset 0)` beside it, which PostgreSQL begins only after.
 */
export const inHand = (what: keyof Hand, key: string): RawBuilder<unknown> =>
  sql`(select set_config(${`ofrecord.${what}`}, ${key}, true) as key offset 0)`

/**
 * Tells the database who asks, and reads its clock, in one trip. A customer acts as the application, since what concerns
 * it belongs to partners: the fence there is what they have in hand, which opens its rows to the role of their site.
 */
const enter = async (em: EntityManager, actor: Actor): Promise<Date> => {
  const side = actor.side === 'customer' ? 'system' : actor.side
  const vendor = 'vendorId' in actor ? actor.vendorId : ''
  const organization = 'organizationId' in actor ? (actor.organizationId ?? '') : ''
  const person = 'personId' in actor ? actor.personId : ''
  const { link = '', session = '', receipt = '' } = ('hand' in actor && actor.hand) || {}
  const clock = movedClock()?.toISOString() ?? ''
  const { rows } = await sql<{ now: Date | string }>`
    select set_config('ofrecord.side', ${side}, true), set_config('ofrecord.vendor', ${vendor}, true),
      set_config('ofrecord.organization', ${organization}, true), set_config('ofrecord.person', ${person}, true),
      set_config('ofrecord.clock', ${clock}, true),
      set_config('ofrecord.link', ${link}, true), set_config('ofrecord.session', ${session}, true), set_config('ofrecord.receipt', ${receipt}, true),
      coalesce(nullif(${clock}, '')::timestamptz, date_trunc('milliseconds', clock_timestamp())) as now
  `.execute(em.getKysely())
  return new Date(rows[0]!.now)
}
