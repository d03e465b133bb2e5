import type { ConflictOutcome } from '@ofrecord/core/claims/conflict.rules'
import {
  conflicts_outcome_continues,
  conflicts_outcome_recorded,
  conflicts_outcome_refused,
  conflicts_outcome_replaced,
} from '@ofrecord/messages/messages'

/** What one side is told of a comparison; the words are those of the letter `claim-conflict-decided`. */
export const outcomeWords: Record<ConflictOutcome, () => string> = {
  recorded: conflicts_outcome_recorded,
  continues: conflicts_outcome_continues,
  refused: conflicts_outcome_refused,
  replaced: conflicts_outcome_replaced,
}
