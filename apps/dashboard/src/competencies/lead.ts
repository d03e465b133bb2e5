import type { SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_lead_count,
  competencies_lead_grace,
  competencies_lead_next,
  competencies_lead_renewal,
  competencies_lead_risk,
  competencies_lead_safe,
} from '@ofrecord/messages/messages'
import { formatNumber } from '../lib/format.ts'
import { dayText, daysLater, hasPassed, leftText } from './days.ts'
import { graceDays } from './fee.ts'

const counted = (count: number) => ({ count, amount: formatNumber(count) })

/** What is to be known of all of them in a few sentences: how many, what is at risk, what is due next. */
export const leadText = (rows: readonly SummaryRow[]): string => {
  const all = competencies_lead_count(counted(rows.length))
  const risks = rows.filter(({ atRisk }) => atRisk).length
  const grace = rows.filter(({ state }) => state === 'grace')
  const renewal = rows.filter(({ state }) => state === 'in_renewal').length
  return [
    risks > 0 ? competencies_lead_risk({ all, ...counted(risks) }) : competencies_lead_safe({ all }),
    renewal > 0 && competencies_lead_renewal(counted(renewal)),
    grace.length > 0 &&
      competencies_lead_grace({
        ...counted(grace.length),
        date: dayText(daysLater(grace.map(({ renewsOn }) => renewsOn ?? '').toSorted()[0] ?? '', graceDays)),
      }),
    nextText(rows),
  ]
    .filter(Boolean)
    .join(' ')
}

const nextText = (rows: readonly SummaryRow[]): string | undefined => {
  const next = rows
    .flatMap(({ renewsOn, state }) => (renewsOn && state !== 'lapsed' && state !== 'withdrawn' ? [renewsOn] : []))
    .filter((day) => !hasPassed(day))
    .toSorted()[0]
  return next && competencies_lead_next({ date: dayText(next), left: leftText(next) })
}
