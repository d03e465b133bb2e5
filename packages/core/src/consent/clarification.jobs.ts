import { daysAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { cancelDeadlines } from './clarification.asking.ts'
import { lockQuestion, stateNow } from './clarification.answering.ts'
import type { ReminderDay } from './clarification.rules.ts'
import { clarificationDays, reminderDays } from './clarification.rules.ts'

/**
 * One reminder, unless it is of no use: answered, decided meanwhile, or so late that the next one is due or the time is
 * over. After an absence the customer gets one letter, not three (GEN-R3).
 */
export const remindCustomer = async (call: Call, clarificationId: string, day: ReminderDay): Promise<void> => {
  const clarification = await lockQuestion(call, clarificationId)
  if ((await stateNow(call, clarification)) !== 'open') return
  const next = reminderDays[reminderDays.indexOf(day) + 1] ?? clarificationDays
  if (isPast(daysAfter(clarification.dueAt, next - clarificationDays), call.now)) return
  clarification.remind(day)
}

/** Fourteen days without an answer: a review lead sees it, and decides by the documents there are (P6). */
export const escalateQuestion = async (call: Call, clarificationId: string): Promise<void> => {
  const clarification = await lockQuestion(call, clarificationId)
  if ((await stateNow(call, clarification)) !== 'over' || clarification.status !== 'open') return
  clarification.escalate('silence')
  await cancelDeadlines(call, clarificationId)
}
