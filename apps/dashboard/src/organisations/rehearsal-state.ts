import {
  hierarchy_rehearsal_executed,
  hierarchy_rehearsal_good,
  hierarchy_rehearsal_old,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/** Carried out, still good, or too old to be carried out. */
export const rehearsalState = ({
  executedAt,
  validUntil,
}: {
  executedAt: string | null
  validUntil: string
}): { key: 'executed' | 'good' | 'old'; look: Look; word: () => string } => {
  if (executedAt !== null) return { key: 'executed', look: looks.inForce, word: hierarchy_rehearsal_executed }
  return Date.parse(validUntil) > Date.now()
    ? { key: 'good', look: looks.half, word: hierarchy_rehearsal_good }
    : { key: 'old', look: looks.ended, word: hierarchy_rehearsal_old }
}
