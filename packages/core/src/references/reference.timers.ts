import { daysAfter } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CustomerReference } from './reference.entity.ts'
import { answerReminders, expiryWarnings } from './reference.rules.ts'

/** Until when the customer may answer, and when they are reminded (B.17); what was set before is replaced. */
export const setAnswerTimers = async (call: Call, { id, lastSentAt, dueAt }: CustomerReference): Promise<void> => {
  await cancelAnswerTimers(call, id)
  await setTimer(call, id, 'reference.lapse', dueAt!)
  for (const day of answerReminders) {
    const at = daysAfter(lastSentAt!, day)
    if (at < dueAt!) await setTimer(call, id, `reference.reminder${day}`, at)
  }
}

/** Nobody is waited for any more. */
export const cancelAnswerTimers = async (call: Call, referenceId: string): Promise<void> => {
  await cancelTimer(call, referenceId, 'reference.lapse')
  for (const day of answerReminders) await cancelTimer(call, referenceId, `reference.reminder${day}`)
}

/** When it is good no more, and when the partner is warned before (REF-R4, B.17). */
export const setValidityTimers = async (call: Call, { id, expiresAt }: CustomerReference): Promise<void> => {
  await setTimer(call, id, 'reference.expire', expiresAt!)
  for (const days of expiryWarnings) {
    const at = daysAfter(expiresAt!, -days)
    if (at > call.now) await setTimer(call, id, `reference.expiring${days}`, at)
  }
}

export const cancelValidityTimers = async (call: Call, referenceId: string): Promise<void> => {
  await cancelTimer(call, referenceId, 'reference.expire')
  for (const days of expiryWarnings) await cancelTimer(call, referenceId, `reference.expiring${days}`)
}
