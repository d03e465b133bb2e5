import type { OfferCode, OrderState, PaymentMethod, PaymentState } from '@ofrecord/core/memberships/order.rules'
import { memberships } from './memberships.ts'
import type { MembershipPlan } from './memberships.ts'
import { organisationOf } from './organisations.ts'
import { random } from './random.ts'

/** A fee that was ordered, with its payment. Days are counted from T0. */
export interface OrderPlan {
  key: string
  organisation: string
  offer: OfferCode
  renewal: boolean
  method: PaymentMethod
  state: OrderState
  payment: PaymentState
  orderedDays: number
  paidDays: number | null
  /** The last day of what was bought. */
  coversDays: number | null
  /** What the customer of the fee says of its transfer, with a paper or without. */
  announcedDays: number | null
  hasProof: boolean
  /** How much less arrived than is asked, in the currency's minor unit. */
  shortMinor: number
  refund?: RefundPlan
  used?: 'key_viewed' | 'benefit_activated'
}

interface RefundPlan {
  askedDays: number
  decidedDays: number
  reason: string
  note: string
}

/** F.13: 171 by card and 53 by transfer. One by card is paid when the world is played. */
export const paymentCounts = {
  captured: 166,
  failed: 3,
  initiated: 1,
  authorised: 1,
  matched: 44,
  announced: 4,
  proof_uploaded: 3,
  short: 1,
  unmatched: 1,
} as const satisfies Partial<Record<PaymentState, number>>

/** One that is bought through the application: its invoice is not issued yet. */
export const boughtPack = { person: 'max', location: 'tidewater.boston', offer: 'starter', day: -0.2 } as const

const YEAR = 365
const SETTLED = paymentCounts.captured + paymentCounts.matched - 1

type Named = Partial<OrderPlan>
const draws = random('orders')

const order = (organisation: string, offer: OfferCode, orderedDays: number, named: Named): OrderPlan => ({
  key: `${organisation} ${offer} ${Math.round(orderedDays)}`,
  organisation,
  offer,
  renewal: false,
  method: 'card',
  state: 'fulfilled',
  payment: 'captured',
  orderedDays,
  paidDays: null,
  coversDays: null,
  announcedDays: null,
  hasProof: false,
  shortMinor: 0,
  ...named,
})

const settled = (organisation: string, offer: OfferCode, orderedDays: number, coversDays: number, named: Named = {}) =>
  order(organisation, offer, orderedDays, { paidDays: orderedDays, coversDays, renewal: true, ...named })

/** Of starter packs there is one at a time: these have theirs by a story. */
const packed = new Set([
  'tidewater',
  'larkspur',
  'countinghouse',
  'redgate',
  'hexlow',
  'fjordline',
  'brackwater',
  'stoneweir',
])

/** Fees of the years that are over, the newest first: whoever is at a level paid for it each year, and some a starter pack beside it. */
const years = ({ organisation, tier, anniversaryDays }: MembershipPlan): OrderPlan[] => {
  if (anniversaryDays === null || tier === 'network') return []
  return Array.from({ length: 9 }, (_, back): OrderPlan[] => {
    const ends = anniversaryDays - back * YEAR
    const paid = Math.min(-1.5, ends - YEAR - draws.int(0, 40))
    // Gold came four years ago, as an upgrade within a silver year.
    const offer = tier === 'gold' && back > 3 ? 'silver' : tier
    const fee = settled(organisation, offer, paid, ends)
    const upgrade =
      tier === 'gold' && back === 4 ? [settled(organisation, 'gold_upgrade', paid + 150, ends, { renewal: false })] : []
    const pack =
      tier !== 'starter' && !packed.has(organisation) && draws.chance(0.55)
        ? [settled(organisation, 'starter', paid - 20, ends - 20)]
        : []
    return [fee, ...upgrade, ...pack]
  }).flat()
}

const waiting = (
  payment: 'announced' | 'proof_uploaded' | 'short' | 'unmatched',
  organisation: string,
  offer: OfferCode,
  orderedDays: number,
  named: Named = {},
): OrderPlan =>
  order(organisation, offer, orderedDays, {
    method: 'transfer',
    state: 'awaiting_payment',
    payment,
    renewal: offer === organisationOf(organisation).tier,
    announcedDays: payment === 'announced' ? null : orderedDays + 2,
    hasProof: payment !== 'announced',
    ...named,
  })

/** Orders that wait for their money, and those that did not get it. */
const open: readonly OrderPlan[] = [
  waiting('announced', 'tidewater', 'gold', -4),
  waiting('announced', 'mesa', 'silver', -3),
  waiting('announced', 'marlstone', 'gold', -12, { announcedDays: -10 }),
  waiting('announced', 'vistula', 'silver', -9),
  waiting('proof_uploaded', 'hollowoak', 'silver', -15),
  waiting('proof_uploaded', 'ferrywell', 'starter', -20),
  waiting('proof_uploaded', 'sakura', 'gold', -8),
  waiting('short', 'rheinfels', 'silver', -29, { key: 'fx.fee.transfer', shortMinor: 1_00 }),
  waiting('unmatched', 'alder', 'silver', -18),
  order('lonepine', 'starter', -44, { state: 'expired', payment: 'failed' }),
  order('larchfell', 'starter', -130, { state: 'expired', payment: 'failed' }),
  order('turchese', 'starter', -71, { state: 'cancelled', payment: 'failed' }),
  order('bramblegate', 'starter', -0.04, { state: 'awaiting_payment', payment: 'initiated' }),
  order('donauwerk', 'starter', -0.03, { state: 'awaiting_payment', payment: 'authorised' }),
]

const refund = (askedDays: number, reason: string, note: string): RefundPlan => ({
  askedDays,
  decidedDays: askedDays + 3,
  reason,
  note,
})

/** Six whose money was asked back: three got it, and three did not, each for another guard (MEM-R6). */
const asked: readonly OrderPlan[] = [
  settled('larkspur', 'starter', -410, -410 + YEAR, {
    renewal: false,
    state: 'refunded',
    refund: refund(-402, 'Bought twice by mistake.', 'Nothing was used.'),
  }),
  settled('countinghouse', 'starter', -290, -290 + YEAR, {
    renewal: false,
    state: 'refunded',
    refund: refund(-271, 'The software was not what we expected.', 'Within thirty days.'),
  }),
  settled('redgate', 'starter', -120, -120 + YEAR, {
    renewal: false,
    state: 'refunded',
    refund: refund(-95, 'We hold silver and do not need it.', 'Agreed.'),
  }),
  settled('hexlow', 'starter', -205, -205 + YEAR, {
    renewal: false,
    state: 'refund_refused',
    used: 'key_viewed',
    refund: refund(-196, 'We found another way.', 'A product key was viewed on the second day.'),
  }),
  settled('fjordline', 'starter', -150, -150 + YEAR, {
    renewal: false,
    state: 'refund_refused',
    used: 'benefit_activated',
    refund: refund(-140, 'Not needed after all.', 'The cloud credit was activated.'),
  }),
  settled('brackwater', 'starter', -75, -75 + YEAR, {
    renewal: false,
    state: 'refund_refused',
    refund: refund(-40, 'Not needed after all.', 'Asked on the thirty-fifth day.'),
  }),
  settled('stoneweir', 'starter', -5, YEAR - 5, { key: 'fx.fee.refund_key', renewal: false, used: 'key_viewed' }),
]

/** The settled ones by card and by transfer, the newest of all. */
const paid = (): OrderPlan[] => {
  const all = memberships.flatMap(years).toSorted((a, b) => b.orderedDays - a.orderedDays)
  const chosen = all.slice(0, SETTLED - asked.length)
  if (chosen.length < SETTLED - asked.length) throw new Error(`Only ${chosen.length} fees were paid`)
  const transfers = new Set(draws.shuffle(chosen).slice(0, paymentCounts.matched))
  return chosen.map((plan) =>
    transfers.has(plan)
      ? { ...plan, method: 'transfer', payment: 'matched', orderedDays: plan.orderedDays - draws.int(3, 12) }
      : plan,
  )
}

/** 224 orders with a payment each, but the one that is played, in the order in which they were made. */
export const orders: readonly OrderPlan[] = [...paid(), ...asked, ...open].toSorted(
  (a, b) => a.orderedDays - b.orderedDays,
)

/** A certificate that takes the tax off: one is looked at, and one was approved. */
export const exemptions = [
  { organisation: 'brackwater', certificate: 'NL-2026-00417', state: 'pending', askedDays: -6, fromDays: -6 },
  { organisation: 'lanterna', certificate: 'IT-2025-11820', state: 'approved', askedDays: -240, fromDays: -230 },
] as const

/** Whether an approved certificate holds on a day. */
export const isExempt = (organisation: string, day: number): boolean =>
  exemptions.some((each) => each.organisation === organisation && each.state === 'approved' && each.fromDays <= day)
