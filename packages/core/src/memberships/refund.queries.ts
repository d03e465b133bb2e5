import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { RefundFacts } from './refund.rules.ts'

/** What speaks for or against a refund of an order today. */
export const readRefundFacts = async (call: Call, orderId: string): Promise<RefundFacts> => {
  const { rows } = await sql<Omit<RefundFacts, 'paidAt'> & { paidAt: Date | string | null }>`
    select o.paid_at as "paidAt",
      (select count(*)::int from benefit_use b where b.order_id = o.id and b.kind = 'key_viewed') as "keysViewed",
      (select count(*)::int from benefit_use b where b.order_id = o.id and b.kind = 'benefit_activated') as "benefitsUsed",
      exists (select from fee_order n where n.replaces_id = o.id and n.state not in ('cart', 'submitted', 'awaiting_payment', 'cancelled', 'expired', 'refunded')) as "tradedIn",
      exists (select from fee_order n where n.organization_id = o.organization_id and n.offer = o.offer and n.id <> o.id
        and n.state = 'refunded' and n.refund_decided_at > ${call.now}::timestamptz - interval '1 year') as "refundedBefore"
    from fee_order o where o.id = ${orderId}
  `.execute(call.em.getKysely())
  const row = rows[0] ?? refuseAbsent()
  return { ...row, paidAt: row.paidAt === null ? null : new Date(row.paidAt) }
}
