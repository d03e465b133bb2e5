import { LockMode } from '@mikro-orm/core'
import { Conflict } from '../claims/conflict.entity.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { cancelDeadlines } from './clarification.asking.ts'
import { Clarification, ClarificationRecipient } from './clarification.entity.ts'
import { answerOf, questionState } from './clarification.rules.ts'
import type { QuestionState } from './clarification.rules.ts'
import type { Traces } from './recording.ts'

interface Given {
  /** The id of a partner, or `neither`. */
  choice: string
  comment: string
}

/**
 * Records what the holder of a link says (CNF-R4, POR-R13): the first answer of anybody at the customer stands, and the
 * same one again changes nothing. Refuses with `CLARIFICATION_CHOICE_REQUIRED` also what was a choice before another
 * partner took its place, so that nobody answers for somebody they did not read about; with `CLARIFICATION_ANSWERED`,
 * `CLARIFICATION_MOOT`, `CLARIFICATION_OVER`.
 */
export const answerQuestion = async (call: Call, recipientId: string, given: Given, traces: Traces): Promise<void> => {
  const recipient = (await call.em.findOne(ClarificationRecipient, { id: recipientId })) ?? refuseAbsent()
  const clarification = await lockQuestion(call, recipient.clarificationId)
  const answer =
    answerOf(clarification, given.choice) ??
    refuse('invalid', 'CLARIFICATION_CHOICE_REQUIRED', { field: 'choice', rule: 'POR-R13' })
  const { address } = recipient
  const state = await stateNow(call, clarification)
  if (clarification.receive({ answer, comment: given.comment, address }, state, traces, call.now))
    await cancelDeadlines(call, clarification.id)
}

/** Two colleagues may answer within the same second; without the lock both would be told they were first. */
export const lockQuestion = (call: Call, id: string): Promise<Clarification> =>
  call.em.findOneOrFail(Clarification, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })

export const stateNow = async (call: Call, { status, dueAt, conflictId }: Clarification): Promise<QuestionState> => {
  const conflict = conflictId ? await call.em.findOne(Conflict, { id: conflictId }) : null
  return questionState({ status, dueAt, conflictStatus: conflict?.status ?? 'open' }, call.now)
}
