import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from './actor.ts'
import type { Json } from './canonical.ts'
import { secondsAfter } from './time.ts'
import type { Installation } from './installation.ts'
import type { Call } from './transaction.ts'
import { inTransaction } from './transaction.ts'

/** An event as reactions and letters see it. */
export interface Told {
  id: string
  vendorId: string
  organizationId: string | null
  aggregateId: string
  type: string
  at: Date
  actorSide: string
  actorId: string | null
  data: { [key: string]: Json }
  personal: { [key: string]: Json } | null
}

/** event type → what the rooms do when it happened. */
export type Reactions = Readonly<Record<string, readonly Reaction[]>>

export type Reaction = (call: Call, event: Told, installation: Installation) => Promise<void>

/** A killed dispatcher's events are taken over after this many seconds; the promise is 30 (with the poll in between). */
export const leaseSeconds = 20
const batchSize = 50
/** How many aggregates are worked on at once: while one waits for the database, the others go on. */
const lanes = 4

/**
 * Hands each waiting event to its reactions: one transaction per event, which also marks it dispatched, so its effects
 * happen once. Events of one aggregate go in order, aggregates side by side. Answers how many were dispatched.
 */
export const dispatchEvents = async (
  orm: MikroORM,
  reactions: Reactions,
  installation: Installation,
  report: (error: unknown, type: string) => void,
): Promise<number> => {
  let dispatched = 0
  const dispatch = async (event: Told): Promise<void> => {
    try {
      if (await dispatchOne(orm, reactions, installation, event)) dispatched++
    } catch (error) {
      report(error, event.type)
      await noteFailure(orm, event.id, error)
    }
  }
  const chains = Map.groupBy(await lease(orm), ({ aggregateId }) => aggregateId).values()
  // The lanes share one iterator: each takes the next chain that nobody has.
  const lane = async (): Promise<void> => {
    for (const chain of chains) for (const event of chain) await dispatch(event)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return dispatched
}

const lease = (orm: MikroORM): Promise<Told[]> =>
  inTransaction(orm, system('dispatch'), async (call) => {
    const { rows } = await sql<Told & { position: string }>`
      with free as (
        select e.id from event e
        where e.dispatched_at is null and (e.lease_until is null or e.lease_until <= ${call.now})
          and not exists (
            select 1 from event b where b.aggregate_id = e.aggregate_id and b.seq < e.seq
              and b.dispatched_at is null and b.lease_until > ${call.now})
        order by e.position limit ${batchSize} for update skip locked)
      update event e set lease_until = ${secondsAfter(call.now, leaseSeconds)} from free where e.id = free.id
      returning e.id, e.position, e.vendor_id as "vendorId", e.organization_id as "organizationId",
        e.aggregate_id as "aggregateId", e.type, e.at, e.actor_side as "actorSide", e.actor_id as "actorId",
        e.data, e.personal
    `.execute(call.em.getKysely())
    return rows
      .toSorted((a, b) => Number(a.position) - Number(b.position))
      .map((row) => ({ ...row, at: new Date(row.at) }))
  })

const dispatchOne = (orm: MikroORM, reactions: Reactions, installation: Installation, event: Told): Promise<boolean> =>
  inTransaction(orm, system('dispatch'), async (call) => {
    const { rows } = await sql<{ id: string }>`
      update event e set dispatched_at = ${call.now} where e.id = ${event.id} and e.dispatched_at is null
        and not exists (select 1 from event b where b.aggregate_id = e.aggregate_id and b.seq < e.seq and b.dispatched_at is null)
      returning e.id
    `.execute(call.em.getKysely())
    if (rows.length === 0) return giveBack(call, event)
    for (const react of reactions[event.type] ?? []) await react(call, event, installation)
    return true
  })

/**
 * What happened before it failed, or somebody else still works on it: two dispatchers that look at the same instant, or
 * a lease that ran out under a slow one, split an aggregate between them. It is free again for the next look.
 */
const giveBack = async (call: Call, event: Told): Promise<false> => {
  await sql`update event set lease_until = null where id = ${event.id} and dispatched_at is null`.execute(
    call.em.getKysely(),
  )
  return false
}

/** Waits longer after each failure, from five seconds to an hour. */
const noteFailure = (orm: MikroORM, eventId: string, error: unknown): Promise<void> =>
  inTransaction(orm, system('dispatch'), async ({ em, now }) => {
    await sql`
      update event set attempts = attempts + 1, last_error = ${String(error)},
        lease_until = ${now}::timestamptz + least(3600, 5 * power(2, least(attempts, 10))) * interval '1 second'
      where id = ${eventId}
    `.execute(em.getKysely())
  })
