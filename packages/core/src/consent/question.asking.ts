import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { refuseReadOnly } from './answering.ts'
import { CustomerQuestion } from './question.entity.ts'
import { questionsADay } from './question.rules.ts'
import type { Answerer } from './recording.ts'

interface Asked {
  text: string
  showAddress: boolean
}

/**
 * Somebody who got a notice asks the partner through the system (B.2.3); the mailbox is told only where it was ticked.
 * Nothing about the answer changes. Refuses with `QUESTION_REQUIRED`, with `QUESTION_LIMIT` the fourth of a link within
 * 24 hours, and with `NOTICE_READ_ONLY` when nothing is left to ask about.
 */
export const askPartner = async (
  call: Call,
  { claim, recipient }: Answerer,
  { text, showAddress }: Asked,
): Promise<void> => {
  if (text === '') refuse('invalid', 'QUESTION_REQUIRED', { field: 'text', rule: 'B.2.3' })
  if (claim.status !== 'approved' && claim.status !== 'consent_denied') refuseReadOnly(claim, 'MIC-R9')
  // The claim is locked, so two questions of one link come one after the other.
  const since = hoursAfter(call.now, -24)
  const asked = await call.em.count(CustomerQuestion, { recipientId: recipient!.id, at: { $gt: since } })
  if (asked >= questionsADay)
    refuse('conflict', 'QUESTION_LIMIT', { rule: 'B.2.3', params: { most: questionsADay }, retryable: true })
  const { vendorId, organizationId, id: claimId } = claim
  const question = call.em.create(CustomerQuestion, {
    id: newId(call.now),
    vendorId,
    organizationId,
    claimId,
    recipientId: recipient!.id,
    body: text,
    replyTo: showAddress ? recipient!.address : null,
    at: call.now,
  })
  call.em.persist(question)
  happened(claim, 'claim.customerAsked', { questionId: question.id })
}
