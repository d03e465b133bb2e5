import { LockMode } from '@mikro-orm/core'
import type { Reaction } from '../kernel/dispatch.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Conflict, ConflictParty } from './conflict.entity.ts'

/** The incumbent has said nothing for as long as it was given (CNF-R3): noted, and the reviewer decides. */
export const noteSilence = async (call: Call, conflictId: string, dueAt: Date): Promise<void> => {
  const conflict = await call.em.findOneOrFail(Conflict, { id: conflictId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (conflict.status === 'awaiting_partners') conflict.wait(dueAt)
}

/** A document that came to a claim whose partner was asked for one is the answer (CNF-R3). */
export const noteAnswer: Reaction = async (call, event) => {
  const asked = await call.em.find(ConflictParty, {
    claimId: event.aggregateId,
    askedAt: { $lte: event.at },
    answeredAt: null,
    outcome: null,
  })
  for (const party of asked) {
    const conflict = await call.em.findOneOrFail(
      Conflict,
      { id: party.conflictId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    party.answeredAt = event.at
    conflict.answer(party.claimId)
    await cancelTimer(call, conflict.id, 'conflict.evidence')
  }
}
