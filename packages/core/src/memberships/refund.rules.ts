import { isPast, daysAfter } from '../kernel/time.ts'
import type { OrderState } from './order.rules.ts'

/** What speaks for or against a refund (MEM-R6). */
export interface RefundFacts {
  paidAt: Date | null
  keysViewed: number
  benefitsUsed: number
  /** It was taken in payment for a discounted gold. */
  tradedIn: boolean
  /** The organisation had the same offer refunded within the last year. */
  refundedBefore: boolean
}

export type RefundRefusal =
  | 'REFUND_WINDOW'
  | 'REFUND_KEY_VIEWED'
  | 'REFUND_BENEFIT_USED'
  | 'REFUND_TRADED_IN'
  | 'REFUND_ONCE'

/** Whether a refund of such an order can be asked for at all. */
export const isRefundable = (state: OrderState): boolean => state === 'paid' || state === 'fulfilled'

/** One thing that a refund asks for, named by the refusal that it gives where it does not hold. */
interface RefundGuard {
  guard: RefundRefusal
  holds: boolean
}

/**
 * Everything that a refund asks for, the final ones first (MEM-R6). `asOf` is when it was asked for: who asked in time
 * does not lose by the time that the desk takes. `days` is the window of the policy.
 */
export const guardsOfRefund = (facts: RefundFacts, asOf: Date, days: number): RefundGuard[] => [
  { guard: 'REFUND_TRADED_IN', holds: !facts.tradedIn },
  { guard: 'REFUND_KEY_VIEWED', holds: facts.keysViewed === 0 },
  { guard: 'REFUND_BENEFIT_USED', holds: facts.benefitsUsed === 0 },
  { guard: 'REFUND_WINDOW', holds: facts.paidAt !== null && !isPast(daysAfter(facts.paidAt, days), asOf) },
  { guard: 'REFUND_ONCE', holds: !facts.refundedBefore },
]

/** Why an order is not refunded; null: nothing speaks against it. */
export const refusalOfRefund = (facts: RefundFacts, asOf: Date, days: number): RefundRefusal | null =>
  guardsOfRefund(facts, asOf, days).find(({ holds }) => !holds)?.guard ?? null
