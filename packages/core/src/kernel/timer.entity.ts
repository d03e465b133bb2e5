import { defineEntity, p } from '@mikro-orm/core'
import { sql } from 'kysely'
import { texts, uuids } from './conditions.ts'
import { instant, text } from './columns.ts'
import { newId } from './id.ts'
import type { Call } from './transaction.ts'

/** A deadline: a stored instant, evaluated on the database's clock, fired once (GEN-R3, I16). */
export const TimerSchema = defineEntity({
  name: 'Timer',
  tableName: 'timer',
  properties: {
    id: () => p.uuid().primary(),
    aggregateId: () => p.uuid(),
    kind: () => text(),
    firesAt: () => instant(),
    firedAt: () => instant().nullable(),
    cancelledAt: () => instant().nullable(),
    attempts: () => p.integer().default(0),
    lastError: () => text().nullable(),
  },
  uniques: [
    {
      name: 'timer_waiting_unique',
      expression:
        'create unique index "timer_waiting_unique" on "timer" ("aggregate_id", "kind") where "fired_at" is null and "cancelled_at" is null',
    },
  ],
  indexes: [
    {
      name: 'timer_due_index',
      expression:
        'create index "timer_due_index" on "timer" ("fires_at") where "fired_at" is null and "cancelled_at" is null',
    },
  ],
  // The programs', all of them; what the customers' site may do with it says a policy of its own.
  policies: [{ name: 'timer_programs', using: 'true', check: 'true' }],
})

export class Timer extends TimerSchema.class {}
TimerSchema.setClass(Timer)

/** Sets a deadline; one that waits for the same thing already is replaced. */
export const setTimer = async (call: Call, aggregateId: string, kind: string, firesAt: Date): Promise<void> => {
  await cancelTimer(call, aggregateId, kind)
  call.em.persist(call.em.create(Timer, { id: newId(call.now), aggregateId, kind, firesAt }))
  await call.em.flush()
}

export const cancelTimer = async (call: Call, aggregateId: string, kind: string): Promise<void> => {
  await call.em.nativeUpdate(Timer, { aggregateId, kind, firedAt: null, cancelledAt: null }, { cancelledAt: call.now })
}

/** Of many things at once. */
export const cancelTimersOf = async (
  call: Call,
  aggregateIds: readonly string[],
  kinds: readonly string[],
): Promise<void> => {
  await call.em.flush()
  await sql`
    update timer set cancelled_at = ${call.now} where aggregate_id = any(${uuids(aggregateIds)})
      and kind = any(${texts(kinds)}) and fired_at is null and cancelled_at is null
  `.execute(call.em.getKysely())
}
