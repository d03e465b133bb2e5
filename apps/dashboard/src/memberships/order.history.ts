import {
  memberships_history_announced,
  memberships_history_ended,
  memberships_history_ordered,
  memberships_history_paid,
  memberships_history_proof,
  memberships_history_received,
  memberships_history_refund_asked,
  memberships_history_refund_decided,
  memberships_history_your_side,
} from '@ofrecord/messages/messages'
import { dayText } from '../people/days.ts'
import type { TimelineEntry } from '../ui/timeline.tsx'
import type { FeeOrder } from './answers.ts'
import { formatMoney } from './money.ts'
import { itemName } from './papers.tsx'
import { methodWords, orderWords } from './words.ts'

/** What happened to an order, newest first. The service desk reads the partner's name where its people read "Your organisation". */
export const historyOf = (order: FeeOrder, vendor: string, atDesk: boolean): TimelineEntry[] => {
  const money = (minor: number): string => formatMoney(minor, order.currency)
  const yours = atDesk ? order.organizationName : memberships_history_your_side()
  const entries: (TimelineEntry | null)[] = [
    {
      id: 'ordered',
      at: order.orderedAt,
      icon: 'submitted',
      who: order.orderedByName ?? yours,
      did: memberships_history_ordered({
        item: itemName(order),
        amount: money(order.totalMinor),
        method: methodWords[order.method](),
      }),
    },
    order.announced && {
      id: 'announced',
      at: order.announced.at,
      icon: 'mail',
      who: yours,
      did: memberships_history_announced({
        amount: money(order.announced.amountMinor),
        date: dayText(order.announced.sentOn),
        reference: order.announced.reference,
      }),
    },
    order.proof && {
      id: 'proof',
      at: order.proof.at,
      icon: 'file',
      who: yours,
      did: memberships_history_proof({ file: order.proof.fileName }),
    },
    order.topUpDueAt !== null && order.paidAt === null
      ? {
          id: 'short',
          at: order.stateAt,
          icon: 'coins',
          who: vendor,
          did: memberships_history_received({
            amount: money(order.receivedMinor),
            missing: money(order.totalMinor - order.receivedMinor),
          }),
        }
      : null,
    order.paidAt === null
      ? null
      : {
          id: 'paid',
          at: order.paidAt,
          icon: 'active',
          who: vendor,
          did: memberships_history_paid({ amount: money(order.receivedMinor || order.totalMinor) }),
        },
    order.refundAskedAt === null
      ? null
      : { id: 'asked', at: order.refundAskedAt, icon: 'undo', who: yours, did: memberships_history_refund_asked() },
    order.refundDecidedAt === null
      ? null
      : {
          id: 'decided',
          at: order.refundDecidedAt,
          icon: 'scale',
          who: vendor,
          did: memberships_history_refund_decided({ state: orderWords[order.state].word() }),
        },
    order.state === 'cancelled' || order.state === 'expired'
      ? {
          id: 'ended',
          at: order.stateAt,
          icon: 'ended',
          who: order.state === 'cancelled' ? yours : vendor,
          did: memberships_history_ended({ state: orderWords[order.state].word() }),
        }
      : null,
  ]
  return entries.filter((entry) => entry !== null).toSorted((one, other) => (one.at < other.at ? 1 : -1))
}
