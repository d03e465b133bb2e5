import type { SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_fee_action,
  competencies_fee_gold,
  competencies_fee_grace,
  competencies_fee_later,
  competencies_fee_now,
  competencies_fee_paid,
  competencies_fee_pay,
  competencies_fee_renewal,
  competencies_fee_silver,
} from '@ofrecord/messages/messages'
import { dayText, daysLater } from './days.ts'

/** How long benefits continue after an anniversary that was not renewed (B.16.4). */
export const graceDays = 30

interface Fee {
  name: string
  isPaid: boolean
  text: string
  /** Where it is paid, once it can be. */
  action?: string
}

type FeeFacts = Pick<SummaryRow, 'level' | 'state' | 'paidThrough' | 'renewsOn'>

/** The fee of a level as a requirement among the others; undefined where none is asked. */
export const feeOf = ({ level, state, paidThrough, renewsOn }: FeeFacts): Fee | undefined => {
  const name = level === 'gold' ? competencies_fee_gold() : competencies_fee_silver()
  const isAhead = paidThrough !== null && renewsOn !== null && paidThrough > renewsOn
  switch (state) {
    case 'in_progress':
      return { name, isPaid: false, text: competencies_fee_later() }
    case 'qualified':
      return { name, isPaid: false, text: competencies_fee_now(), action: competencies_fee_pay() }
    case 'in_renewal':
    case 'grace': {
      if (isAhead) return { name, isPaid: true, text: competencies_fee_paid({ date: dayText(paidThrough) }) }
      const text =
        state === 'grace'
          ? competencies_fee_grace({ date: dayText(daysLater(renewsOn ?? '', graceDays)) })
          : competencies_fee_renewal({ date: dayText(renewsOn ?? '') })
      return { name, isPaid: false, text, action: competencies_fee_action() }
    }
    case 'active_earned':
      return { name, isPaid: true, text: competencies_fee_paid({ date: dayText(paidThrough ?? renewsOn ?? '') }) }
    case 'active_preapproved':
    case 'lapsed':
    case 'withdrawn':
      return undefined
  }
}
