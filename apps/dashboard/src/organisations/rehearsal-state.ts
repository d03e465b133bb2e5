import {
  hierarchy_rehearsal_changed,
  hierarchy_rehearsal_executed,
  hierarchy_rehearsal_good,
  hierarchy_rehearsal_old,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/** Carried out, still good, or not to be carried out: too old, or resting on what has changed since. */
export const rehearsalState = ({
  executedAt,
  validUntil,
  holds = true,
}: {
  executedAt: string | null
  validUntil: string
  /** A list does not look: working that out takes as long as a rehearsal. */
  holds?: boolean
}): { key: 'executed' | 'good' | 'old' | 'changed'; look: Look; word: () => string } => {
  if (executedAt !== null) return { key: 'executed', look: looks.inForce, word: hierarchy_rehearsal_executed }
  if (Date.parse(validUntil) <= Date.now()) return { key: 'old', look: looks.ended, word: hierarchy_rehearsal_old }
  return holds
    ? { key: 'good', look: looks.half, word: hierarchy_rehearsal_good }
    : { key: 'changed', look: looks.ended, word: hierarchy_rehearsal_changed }
}
