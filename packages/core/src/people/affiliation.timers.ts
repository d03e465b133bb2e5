import { sql } from 'kysely'
import { texts, uuids } from '../kernel/conditions.ts'
import { newId } from '../kernel/id.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inviteReminders } from './affiliation.rules.ts'
import type { Affiliation } from './person.entity.ts'

const kinds = ['affiliation.expire', ...inviteReminders.map((day) => `affiliation.reminder${day}`)]

/** Sets anew when these invitations are recalled to mind and when they end; two statements, however many they are. */
export const setInviteTimers = async (call: Call, affiliations: readonly Affiliation[]): Promise<void> => {
  await call.em.flush()
  await cancelInviteTimers(
    call,
    affiliations.map(({ id }) => id),
  )
  const timers = affiliations.flatMap(({ id, sentAt, dueAt }) => [
    { id: newId(call.now), aggregate_id: id, kind: kinds[0], fires_at: dueAt },
    ...inviteReminders
      .filter((day) => daysAfter(sentAt!, day) < dueAt!)
      .map((day) => ({
        id: newId(call.now),
        aggregate_id: id,
        kind: `affiliation.reminder${day}`,
        fires_at: daysAfter(sentAt!, day),
      })),
  ])
  await sql`
    insert into timer (id, aggregate_id, kind, fires_at)
    select id, aggregate_id, kind, fires_at from jsonb_to_recordset(${JSON.stringify(timers)}::jsonb)
      as row (id uuid, aggregate_id uuid, kind text, fires_at timestamptz)
  `.execute(call.em.getKysely())
}

/** Nobody is waited for any more. */
export const cancelInviteTimers = async (call: Call, affiliationIds: readonly string[]): Promise<void> => {
  await sql`
    update timer set cancelled_at = ${call.now} where aggregate_id = any(${uuids(affiliationIds)})
      and kind = any(${texts(kinds)}) and fired_at is null and cancelled_at is null
  `.execute(call.em.getKysely())
}
