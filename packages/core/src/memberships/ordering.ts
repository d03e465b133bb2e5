import type { PersonActor, Scope } from '../kernel/actor.ts'
import { endOf, daysAfterDay } from '../competencies/year.rules.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { daysAfter } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { isActiveLocation } from '../organisations/location.rules.ts'
import type { PaymentAdapterName } from '../kernel/installation.ts'
import { adapterOf } from './adapters.ts'
import { takeNumber } from './numbering.ts'
import { readMet } from './offer.queries.ts'
import { termsOf } from './offer.rules.ts'
import type { OfferRefusal, OfferTerms } from './offer.rules.ts'
import { openShop } from './offering.ts'
import type { Shop } from './offering.ts'
import { takeTurn } from './order.door.ts'
import { FeeOrder } from './order.entity.ts'
import type { OrderInput } from './order.input.rules.ts'
import { levelOf, orderNumber } from './order.rules.ts'
import type { OfferCode } from './order.rules.ts'
import { Payment } from './payment.entity.ts'
import { quoteOf } from './price.rules.ts'
import type { Quote } from './price.rules.ts'
import { refuseUnconfirmedTax } from './tax.confirming.ts'

/** Days after an order on which a transfer that has not come is recalled to mind (B.17). */
export const transferReminders = [7, 21] as const
/** Days after which an order by card that nobody paid is over: a card is charged at once, or not at all. */
const cardDays = 1

/** Makes an order and its payment, at the price of today; it waits for the money from then on (B.16.5). Refuses with `TAX_UNCONFIRMED` (MRG-R9). */
export const placeOrder = async (
  call: Call,
  scope: Scope,
  input: OrderInput,
  payments?: readonly PaymentAdapterName[],
): Promise<{ orderId: string; number: string }> => {
  const adapter = adapterOf(input.method, payments)
  const place = (await call.em.findOne(Location, { id: input.locationId })) ?? refuseAbsent()
  await takeTurn(call, place.organizationId)
  const shop = await openShop(call, scope, input)
  if (!isActiveLocation(shop.location.status))
    refuse('invalid', 'LOCATION_INACTIVE', { field: 'locationId', rule: 'MEM-R3' })
  await refuseUnconfirmedTax(call, shop.location)
  const terms = termsOf(input.offer, shop.facts)
  refuseTerms(terms)
  const quote = priceOf(input, shop)
  const order = await write(call, input, shop, terms, quote)
  call.em.persist(order)
  order.submit(call.now)
  const payment = call.em.create(Payment, {
    id: newId(call.now),
    vendorId: order.vendorId,
    organizationId: order.organizationId,
    orderId: order.id,
    adapter: adapter.name,
    method: input.method,
    state: input.method === 'card' ? 'initiated' : 'announced',
    stateAt: call.now,
    currency: order.currency,
    amountMinor: order.totalMinor,
    charge: null,
    askAt: null,
    givenBack: null,
    reference: null,
    announced: null,
    proof: null,
    topUpDueAt: null,
    createdAt: call.now,
  })
  call.em.persist(payment)
  await call.em.flush()
  await setOrderTimers(call, order)
  return { orderId: order.id, number: order.number }
}

/** Refuses with the code that {@link termsOf} found, at each arrow of an order anew (B.16.5). */
export const refuseTerms = ({ refusal }: OfferTerms): void => {
  if (refusal) refuse('invalid', refusal, { field: 'offer', rule: rules[refusal] })
}

const rules: Record<OfferRefusal, string> = {
  STARTER_LIMIT: 'MEM-R1',
  NOT_QUALIFIED: 'MEM-R3',
  FEE_COVERED: 'MEM-R3',
  NO_SILVER: 'CMP-R4',
  ORDER_OPEN: 'B.16.5',
}

const priceOf = ({ offer, totalMinor }: OrderInput, { currency, today, prices }: Shop): Quote => {
  const quote = quoteOf(offer, currency, today, prices)
  if (!quote) return refuse('invalid', 'PRICE_UNKNOWN', { field: 'currency', rule: 'MEM-R4', params: { currency } })
  if (totalMinor !== null && totalMinor !== quote.totalMinor)
    refuse('conflict', 'PRICE_CHANGED', { field: 'offer', rule: 'MEM-R4', retryable: true })
  return quote
}

const write = async (
  call: Call,
  { offer, method, enrollmentId }: OrderInput,
  { location, today, timeZone, policy }: Shop,
  { renewal, replacesId }: OfferTerms,
  quote: Quote,
): Promise<FeeOrder> => {
  const { vendorId, organizationId, id: locationId } = location
  const year = Number(today.slice(0, 4))
  const { currency, netMinor, taxMinor, totalMinor } = quote
  return call.em.create(FeeOrder, {
    id: newId(call.now),
    vendorId,
    organizationId,
    locationId,
    enrollmentId: await chosenCompetency(call, organizationId, offer, enrollmentId),
    number: orderNumber(year, await takeNumber(call, vendorId, 'order', year)),
    state: 'cart',
    stateAt: call.now,
    offer,
    replacesId,
    renewal,
    method,
    currency,
    netMinor,
    taxMinor,
    totalMinor,
    pricing: quote,
    orderedBy: (call.actor as PersonActor).personId,
    orderedAt: call.now,
    dueAt:
      method === 'card' ? daysAfter(call.now, cardDays) : endOf(daysAfterDay(today, policy.bankTransferDays), timeZone),
    paidAt: null,
    coversUntil: null,
    refundAskedBy: null,
    refundAskedAt: null,
    refundReason: null,
    refundDecidedBy: null,
    refundDecidedAt: null,
    refundNote: null,
  })
}

/** The competency that the fee is bought for: the one that was named, if it meets the level, else the first that does. */
const chosenCompetency = async (
  call: Call,
  organizationId: string,
  offer: OfferCode,
  enrollmentId: string | null,
): Promise<string | null> => {
  const level = levelOf(offer)
  if (level === null) return null
  const met = (await readMet(call, organizationId)).filter(({ metLevel }) => level === 'silver' || metLevel === 'gold')
  if (enrollmentId === null) return met[0]?.enrollmentId ?? null
  return met.find((each) => each.enrollmentId === enrollmentId)?.enrollmentId ?? refuseAbsent()
}

const setOrderTimers = async (call: Call, order: FeeOrder): Promise<void> => {
  await setTimer(call, order.id, 'order.expire', order.dueAt!)
  if (order.method !== 'transfer') return
  for (const days of transferReminders)
    await setTimer(call, order.id, `order.reminder${days}`, daysAfter(order.orderedAt, days))
}

/** What was ordered is paid, taken back or over: nothing waits for it any more. */
export const endOrderTimers = async (call: Call, orderId: string): Promise<void> => {
  for (const kind of ['order.expire', ...transferReminders.map((days) => `order.reminder${days}`)])
    await cancelTimer(call, orderId, kind)
}

/**
 * Takes an order back that is not paid. Refuses with `ILLEGAL_TRANSITION`, with `MONEY_HERE` where a part has arrived, and
 * with `PAYMENT_RUNNING` while its card is charged.
 */
export const cancelOrder = async (call: Call, order: FeeOrder): Promise<{ state: FeeOrder['state'] }> => {
  const payment = await call.em.findOneOrFail(Payment, { orderId: order.id })
  if (order.state === 'awaiting_payment' && payment.receivedMinor > 0)
    refuse('conflict', 'MONEY_HERE', { rule: 'MEM-R5', params: { number: order.number } })
  if (payment.state === 'charging') refuseRunning(order)
  order.cancel(call.now)
  await endOrderTimers(call, order.id)
  return { state: order.state }
}

/** Whether the money of an order is here is being asked: nothing is done to it before that is known. */
export const refuseRunning = ({ number }: FeeOrder): never =>
  refuse('conflict', 'PAYMENT_RUNNING', { rule: 'MEM-R5', params: { number }, retryable: true })
