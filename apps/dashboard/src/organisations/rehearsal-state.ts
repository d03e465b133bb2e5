import {
  hierarchy_rehearsal_changed,
  hierarchy_rehearsal_executed,
  hierarchy_rehearsal_good,
  hierarchy_rehearsal_old,
  hierarchy_rehearsal_unchecked,
} from '@ofrecord/messages/messages'
import { formatMoment } from '../lib/format.ts'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/**
 * Carried out, still good, or not to be carried out: too old, or resting on what has changed since. A list does not look
 * whether anything has, which takes as long as a rehearsal: it promises nothing but the time.
 */
export const rehearsalState = ({
  executedAt,
  validUntil,
  holds,
}: {
  executedAt: string | null
  validUntil: string
  /** Absent in a list. */
  holds?: boolean
}): { key: 'executed' | 'good' | 'old' | 'changed'; look: Look; word: () => string } => {
  if (executedAt !== null) return { key: 'executed', look: looks.inForce, word: hierarchy_rehearsal_executed }
  if (Date.parse(validUntil) <= Date.now()) return { key: 'old', look: looks.ended, word: hierarchy_rehearsal_old }
  if (holds === undefined)
    return {
      key: 'good',
      look: looks.quarter,
      word: () => hierarchy_rehearsal_unchecked({ until: formatMoment(validUntil) }),
    }
  return holds
    ? { key: 'good', look: looks.half, word: hierarchy_rehearsal_good }
    : { key: 'changed', look: looks.ended, word: hierarchy_rehearsal_changed }
}
