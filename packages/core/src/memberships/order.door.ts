import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { FeeOrder } from './order.entity.ts'
import { Payment } from './payment.entity.ts'

/**
 * One at a time for an organisation: orders, payments and the days of its year decide about one another, and of two that
 * buy the one starter pack the second has to see the first (MEM-R1).
 */
export const takeTurn = async (call: Call, organizationId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fees ${organizationId}`}, 0))`.execute(call.em.getKysely())
}

/** An order in the caller's scope (null: any that the caller may see), with its organisation's turn taken. */
export const findOrder = async (call: Call, scope: Scope, orderId: string): Promise<FeeOrder> => {
  const seen = (await call.em.findOne(FeeOrder, { id: orderId })) ?? refuseAbsent()
  if (!isWithin(scope, seen.locationId)) return refuseAbsent()
  await takeTurn(call, seen.organizationId)
  return call.em.findOneOrFail(FeeOrder, { id: orderId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
}

/** The payment of an order whose turn was taken. */
export const findPaymentOf = (call: Call, order: FeeOrder): Promise<Payment> =>
  call.em.findOneOrFail(Payment, { orderId: order.id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })

/** A payment with its order, for the desk; refuses with `CONFLICT_STALE` where it has changed since the page was shown. */
export const findPayment = async (
  call: Call,
  { paymentId, version }: { paymentId: string; version: number },
): Promise<{ order: FeeOrder; payment: Payment }> => {
  const seen = (await call.em.findOne(Payment, { id: paymentId })) ?? refuseAbsent()
  const order = await findOrder(call, null, seen.orderId)
  const payment = await findPaymentOf(call, order)
  refuseStale(payment, version)
  return { order, payment }
}

export const refuseStale = (row: { version: number }, version: number): void => {
  if (row.version === version) return
  refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', params: { version: row.version }, retryable: true })
}
