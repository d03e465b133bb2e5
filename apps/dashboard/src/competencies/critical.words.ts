import type { CriticalRow } from '@ofrecord/core/competencies/shown.rules'
import { competencies_critical_loss, competencies_critical_unseen } from '@ofrecord/messages/messages'
import { shownPerson } from '../lib/erased.ts'
import { formatList, formatNumber } from '../lib/format.ts'
import { levelWords } from './words.ts'

/** What would be lost without whom: what counts from elsewhere has no name here, and is counted. */
export const criticalText = ({ loss, size, level }: Pick<CriticalRow, 'loss' | 'size' | 'level'>): string => {
  const unseen = size - loss.length
  const names = [
    ...loss.map(({ name }) => shownPerson(name)),
    ...(unseen > 0 ? [competencies_critical_unseen({ count: formatNumber(unseen) })] : []),
  ]
  return competencies_critical_loss({ names: formatList(names), level: levelWords[level]() })
}
