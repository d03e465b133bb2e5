import { readPolicy } from '../catalogue/policy.queries.ts'
import type { Scope } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { readOrder } from './order.queries.ts'
import { referenceOf } from './order.rules.ts'
import { readRefundFacts } from './refund.queries.ts'
import { guardsOfRefund, isRefundable, refusalOfRefund } from './refund.rules.ts'

/** One order with what its page says besides: where a transfer goes, and whether its money can be asked back (MEM-R6). */
export const readOrderPage = async (
  { call, actor, bankAccount }: { call: Call; actor: { vendorId: string }; bankAccount?: string | undefined },
  scope: Scope,
  orderId: string,
) => {
  const order = (await readOrder(call, scope, orderId)) ?? refuseAbsent()
  const { refundDays: days } = await readPolicy(call, actor.vendorId)
  const facts = await readRefundFacts(call, orderId)
  const refund = {
    days,
    guards: guardsOfRefund(facts, call.now, days),
    refusal: refusalOfRefund(facts, call.now, days),
  }
  return {
    ...order,
    reference: referenceOf(order.number, order.locationNumber),
    bankAccount: bankAccount ?? null,
    refund: isRefundable(order.state) ? refund : null,
  }
}
