import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'

/**
 * Refuses with `OPEN_ORDERS` while orders at locations that close wait for their money, or for a verdict on a refund: they
 * are paid, taken back or decided first (DIS-R3).
 */
export const refuseOpenOrders = async (call: Call, locationIds: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ number: string }>`
    select number from fee_order where location_id = any(${uuids(locationIds)})
      and state in ('submitted', 'awaiting_payment', 'refund_requested') order by number
  `.execute(call.em.getKysely())
  if (rows.length === 0) return
  refuse('invalid', 'OPEN_ORDERS', {
    rule: 'DIS-R3',
    params: { count: rows.length, numbers: rows.slice(0, 5).map(({ number }) => number) },
  })
}
