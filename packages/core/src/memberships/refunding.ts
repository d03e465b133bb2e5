import { sql } from 'kysely'
import { readPolicyAt } from '../catalogue/policy.queries.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Invoice } from './invoice.entity.ts'
import { startCredit } from './invoicing.ts'
import { findOrder, refuseStale } from './order.door.ts'
import type { FeeOrder } from './order.entity.ts'
import type { OrderState } from './order.rules.ts'
import { readRefundFacts } from './refund.queries.ts'
import { refusalOfRefund } from './refund.rules.ts'
import { takeBack } from './taking-back.ts'

/** Asks for the money of an order back; the desk decides. Refuses with the codes of MEM-R6. */
export const askRefund = async (call: Call, order: FeeOrder, reason: string): Promise<{ state: OrderState }> => {
  await refuseRefund(call, order, call.now)
  order.askRefund((call.actor as PersonActor).personId, reason, call.now)
  return { state: order.state }
}

/** What was paid under a setting is refunded under it (POL-R1). */
const refuseRefund = async (call: Call, order: FeeOrder, asOf: Date): Promise<void> => {
  const { refundDays } = await readPolicyAt(call.em.getKysely(), order.vendorId, order.paidAt ?? call.now)
  const refusal = refusalOfRefund(await readRefundFacts(call, order.id), asOf, refundDays)
  if (refusal) refuse('invalid', refusal, { rule: 'MEM-R6', params: { number: order.number, days: refundDays } })
}

/**
 * The desk's verdict. A refund looks once more at what speaks against it, credits what the invoice still asks for, and
 * ends what was bought.
 */
export const decideRefund = async (
  call: Call,
  input: { orderId: string; verdict: 'approve' | 'refuse'; note: string; version: number },
): Promise<{ state: OrderState }> => {
  const order = await findOrder(call, null, input.orderId)
  refuseStale(order, input.version)
  if (input.verdict === 'approve') await refuseRefund(call, order, order.refundAskedAt ?? call.now)
  order.decideRefund(input.verdict, (call.actor as PersonActor).personId, input.note, call.now)
  if (input.verdict === 'refuse') return { state: order.state }
  await call.em.flush()
  await creditRest(call, order)
  await takeBack(call, order)
  return { state: order.state }
}

/** All that was not credited before, such as its tax. */
const creditRest = async (call: Call, order: FeeOrder): Promise<void> => {
  const invoice = await call.em.findOneOrFail(Invoice, { orderId: order.id, creditsId: null })
  const { rows } = await sql<{ net: number; tax: number }>`
    select coalesce(sum(net_minor), 0)::float8 as net, coalesce(sum(tax_minor), 0)::float8 as tax from invoice
    where credits_id = ${invoice.id} and content ->> 'reason' <> 'overpaid'
  `.execute(call.em.getKysely())
  const { net, tax } = rows[0]!
  await startCredit(call, order, invoice, 'refund', {
    netMinor: order.netMinor - net,
    taxMinor: order.taxMinor - tax,
  })
}
