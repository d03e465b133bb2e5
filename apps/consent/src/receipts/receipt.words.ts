import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { ReceiptView } from '../door.ts'

type Say = { locale: Locale }

/** The fact itself, which is the heading of page and paper. */
export const receiptTitle = (
  { kind, wholeClaim, replacedBy }: ReceiptView,
  partner: { partner: string },
  say: Say,
): string => {
  if (replacedBy !== null) return m.consent_receipt_title_replaced({}, say)
  switch (kind) {
    case 'deny':
    case 'revoke':
      return wholeClaim ? m.consent_receipt_title_no(partner, say) : m.consent_receipt_title_partial(partner, say)
    case 'confirm':
      return m.consent_receipt_title_yes(partner, say)
    case 'undo_deny':
      return m.consent_receipt_title_undone({}, say)
    case 'silence':
      return m.consent_receipt_title_silence(partner, say)
  }
}

export const decisionWords = ({ kind, withinWindow, windowDays }: ReceiptView, say: Say): string => {
  switch (kind) {
    case 'deny':
      return (withinWindow ? m.consent_decision_no_within : m.consent_decision_no_after)({ count: windowDays }, say)
    case 'revoke':
      return m.consent_decision_revoked({}, say)
    case 'confirm':
      return m.consent_decision_yes({}, say)
    case 'undo_deny':
      return m.consent_decision_undone({}, say)
    case 'silence':
      return m.consent_decision_silence({ count: windowDays }, say)
  }
}
