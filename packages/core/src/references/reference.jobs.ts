import { daysAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { placeOf } from './assigning.ts'
import { currentAssignment, lockReference } from './finding.ts'
import type { AnswerReminder, ExpiryWarning } from './reference.rules.ts'
import { answerReminders, expiryWarnings } from './reference.rules.ts'
import { cancelAnswerTimers } from './reference.timers.ts'

/** One reminder on its day, unless the run is so late that the next one is due already, or the time is over (GEN-R3). */
export const remindOfReference = async (call: Call, referenceId: string, day: AnswerReminder): Promise<void> => {
  const reference = await lockReference(call, referenceId)
  if (reference?.state !== 'awaiting_customer' || isPast(reference.dueAt!, call.now)) return
  const following = answerReminders[answerReminders.indexOf(day) + 1]
  if (following !== undefined && isPast(daysAfter(reference.lastSentAt!, following), call.now)) return
  reference.remind(day)
}

/** Sixty days of silence; the due instant itself was still in time (GEN-R2). */
export const lapseReference = async (call: Call, referenceId: string, dueAt: Date): Promise<void> => {
  const reference = await lockReference(call, referenceId)
  if (reference?.state !== 'awaiting_customer' || !isPast(reference.dueAt!, call.now)) return
  reference.lapse(dueAt)
  await cancelAnswerTimers(call, referenceId)
}

/** The partner is told that it will soon be good no more; of several warnings that are late the last alone (GEN-R3). */
export const warnOfExpiry = async (call: Call, referenceId: string, days: ExpiryWarning): Promise<void> => {
  const reference = await lockReference(call, referenceId)
  if (reference?.state !== 'approved' && reference?.state !== 'assigned') return
  const following = expiryWarnings[expiryWarnings.indexOf(days) + 1] ?? 0
  if (isPast(daysAfter(reference.expiresAt!, -following), call.now)) return
  reference.warn(days)
}

/** Good no more, and counting nowhere, from the stored instant on (REF-R4). */
export const expireReference = async (call: Call, referenceId: string, dueAt: Date): Promise<void> => {
  const reference = await lockReference(call, referenceId)
  if (reference?.state !== 'approved' && reference?.state !== 'assigned') return
  const current = await currentAssignment(call, referenceId)
  reference.expire(current && placeOf(current), dueAt)
  current?.end('expired', dueAt)
}
