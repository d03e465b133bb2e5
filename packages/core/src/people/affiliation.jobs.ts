import { LockMode } from '@mikro-orm/core'
import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inviteReminders, isWaitedFor } from './affiliation.rules.ts'
import { Affiliation } from './person.entity.ts'

const lock = (call: Call, id: string): Promise<Affiliation> =>
  call.em.findOneOrFail(Affiliation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })

/** Thirty days without a profile (AF12), from the last of them on (GEN-R3). */
export const expireInvitation = async (call: Call, affiliationId: string, dueAt: Date): Promise<void> => {
  const affiliation = await lock(call, affiliationId)
  if (isWaitedFor(affiliation) && affiliation.isDue(call.now)) affiliation.expire(dueAt)
}

/**
 * One reminder on its day, unless it is of no use: they came, or the run is so late that the next one is due already or
 * the time is over (GEN-R3).
 */
export const remindInvited = async (
  call: Call,
  affiliationId: string,
  day: (typeof inviteReminders)[number],
): Promise<void> => {
  const affiliation = await lock(call, affiliationId)
  if (!isWaitedFor(affiliation) || affiliation.isDue(call.now)) return
  const following = inviteReminders[inviteReminders.indexOf(day) + 1]
  if (following !== undefined && isPast(daysAfter(affiliation.sentAt!, following), call.now)) return
  happened(affiliation, 'affiliation.reminded', { personId: affiliation.personId, day })
}
