import {
  memberships_desk_order_finds,
  memberships_desk_order_matches,
  memberships_desk_order_pay_card,
  memberships_desk_order_pay_transfer,
  memberships_desk_order_refund,
  memberships_desk_order_top_up,
  memberships_order_pay_card,
  memberships_order_pay_transfer,
  memberships_order_top_up,
  memberships_order_vendor_finds,
  memberships_order_vendor_matches,
  memberships_order_vendor_refund,
  memberships_order_else_ended,
  memberships_order_else_expires,
  memberships_order_else_runs,
  memberships_order_else_runs_on,
  memberships_order_else_stays,
  memberships_order_else_waits,
  memberships_standing_no_limit,
  memberships_standing_nobody,
} from '@ofrecord/messages/messages'
import { formatDate } from '../lib/format.ts'
import { dayText } from '../people/days.ts'
import type { StandingBoxProps } from '../ui/record.tsx'
import type { FeeOrder } from './answers.ts'
import { formatMoney } from './money.ts'
import { isOver } from './words.ts'

/** What is still missing of an order, in its minor unit. */
export const missingOf = ({ totalMinor, receivedMinor }: FeeOrder): number => Math.max(0, totalMinor - receivedMinor)

/** Who acts, until when, and what happens on silence, for an order (B.16.5), before its partner or before the service desk. */
export const orderStandingOf = (order: FeeOrder, vendor: string, atDesk: boolean): StandingBoxProps => {
  switch (order.state) {
    case 'cart':
    case 'submitted':
    case 'awaiting_payment':
      return {
        who: atDesk ? whoPaysAtDesk(order) : whoPays(order, vendor),
        until: dueOf(order),
        otherwise: memberships_order_else_expires(),
      }
    case 'refund_requested':
      return {
        who: atDesk ? memberships_desk_order_refund() : memberships_order_vendor_refund({ vendor }),
        until: memberships_standing_no_limit(),
        otherwise: memberships_order_else_waits(),
      }
    case 'paid':
    case 'fulfilled':
    case 'refund_refused':
      return {
        who: memberships_standing_nobody(),
        until: order.coversUntil ? dayText(order.coversUntil) : memberships_standing_no_limit(),
        otherwise: whatRuns(order.coversUntil),
      }
    case 'cancelled':
    case 'expired':
    case 'refunded':
      return {
        who: memberships_standing_nobody(),
        until: memberships_standing_no_limit(),
        otherwise: memberships_order_else_stays(),
      }
  }
}

const whatRuns = (coversUntil: string | null): string => {
  if (coversUntil === null) return memberships_order_else_runs()
  const date = dayText(coversUntil)
  return isOver(coversUntil) ? memberships_order_else_ended({ date }) : memberships_order_else_runs_on({ date })
}

const whoPays = (order: FeeOrder, vendor: string): string => {
  if (order.method === 'card') return memberships_order_pay_card()
  if (order.paymentState === 'short')
    return memberships_order_top_up({ amount: formatMoney(missingOf(order), order.currency) })
  if (order.paymentState === 'unmatched') return memberships_order_vendor_finds({ vendor })
  return order.paymentState === 'proof_uploaded'
    ? memberships_order_vendor_matches({ vendor })
    : memberships_order_pay_transfer()
}

const whoPaysAtDesk = (order: FeeOrder): string => {
  const partner = order.organizationName
  if (order.method === 'card') return memberships_desk_order_pay_card({ partner })
  if (order.paymentState === 'short')
    return memberships_desk_order_top_up({ partner, amount: formatMoney(missingOf(order), order.currency) })
  if (order.paymentState === 'unmatched') return memberships_desk_order_finds({ partner })
  return order.paymentState === 'proof_uploaded'
    ? memberships_desk_order_matches()
    : memberships_desk_order_pay_transfer({ partner })
}

const dueOf = ({ topUpDueAt, dueAt }: FeeOrder): string => {
  const due = topUpDueAt ?? dueAt
  return due ? formatDate(due) : memberships_standing_no_limit()
}
