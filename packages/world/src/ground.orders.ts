import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { orderNumber, referenceOf } from '@ofrecord/core/memberships/order.rules'
import { quoteOf } from '@ofrecord/core/memberships/price.rules'
import type { Quote } from '@ofrecord/core/memberships/price.rules'
import { currencyOf } from '@ofrecord/core/organisations/address.rules'
import { layInvoices } from './ground.invoices.ts'
import type { Plot } from './ground.standing.ts'
import { administratorOf } from './ground.stays.ts'
import { exemptions, isExempt } from './orders.ts'
import type { OrderPlan } from './orders.ts'
import { headquartersOf } from './organisations.ts'
import { ratedCurrencies, rates } from './prices.ts'
import { insertRows } from './rows.ts'
import { after, days } from './time.ts'

/** So long a transfer may take, and what is missing of one may follow. */
const TRANSFER_DAYS = 30
const TOP_UP_DAYS = 10
const UPGRADE_PERCENT = 25
/** What older fees were bought for is not held any more, or was held by other locations. */
const NAMED = -420
/** Orders are older than the rates that the vendor has kept. */
const OLD_RATES = 3_000

/** A paper that came with a transfer or a certificate, as it lies in storage. */
export type Kept = { key: string; fileName: string; mime: string; bytes: number; sha256: string }

/** Orders with their payments, what of them was used, and the invoices of those that were paid. */
export const layOrders = async (call: Call, plot: Plot, paper: Kept): Promise<void> => {
  const desk = plot.laid.people.get('sam')!
  const held = await heldEnrollments(call)
  const numbers = new Map<number, number>()
  const price = pricesAt(plot)
  const orders = plot.world.orders.map((plan) => {
    const year = plot.at(plan.orderedDays).getUTCFullYear()
    numbers.set(year, (numbers.get(year) ?? 0) + 1)
    const number = orderNumber(year, numbers.get(year)!)
    return { plan, row: orderRow(call, plot, plan, { number, quote: price(plan), desk, held }) }
  })
  await insertRows(
    call,
    'fee_order',
    orders.map(({ row }) => row),
  )
  await insertRows(
    call,
    'payment',
    orders.map(({ plan, row }) => paymentRow(call, plot, plan, row, paper)),
  )
  await insertRows(
    call,
    'benefit_use',
    orders.flatMap(({ plan, row }) => useOf(call, plot, plan, row)),
  )
  await insertRows(
    call,
    'timer',
    orders.flatMap(({ plan, row }) => timersOf(call, plot, plan, row)),
  )
  const years = [...numbers].map(([year, last]) => ({ vendor_id: plot.laid.vendorId, kind: 'order', year, last }))
  await insertRows(call, 'number_counter', years)
  await layInvoices(call, plot, orders)
  await layExemptions(call, plot, paper, desk)
}

type Held = ReadonlyMap<string, string>

/** The competency that an organisation's fee of a level is bought for. */
const heldEnrollments = async ({ em }: Call): Promise<Held> => {
  const rows = await em.execute<{ id: string; of: string }[]>(
    `select distinct on (organization_id, level) id, organization_id || ' ' || level as of from competency_enrollment
      where state <> 'in_progress' order by organization_id, level, id`,
  )
  return new Map(rows.map(({ id, of }) => [of, id]))
}

const pricesAt = ({ world, at }: Plot) => {
  const known = rates(ratedCurrencies, OLD_RATES).map(({ currency, daysAway, perDollar }) => ({
    currency,
    day: isoDay(at(daysAway)),
    perDollar,
  }))
  const byCurrency = Map.groupBy(known, ({ currency }) => currency)
  return ({ organisation, offer, orderedDays }: OrderPlan): Quote => {
    const { country } = headquartersOf(organisation)
    const currency = currencyOf(country)
    const tax = world.programme.taxes.find((each) => each.country === country)
    const quote = quoteOf(offer, currency, isoDay(at(orderedDays)), {
      prices: world.programme.prices,
      rates: byCurrency.get(currency) ?? [],
      tax: tax ? { name: tax.name, basisPoints: tax.basisPoints } : null,
      exempt: isExempt(organisation, orderedDays),
      goldUpgradeDiscountPercent: UPGRADE_PERCENT,
    })
    if (!quote) throw new Error(`Nobody knows what ${offer} cost ${organisation} ${-orderedDays} days ago`)
    return quote
  }
}

const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

interface Priced {
  number: string
  quote: Quote
  desk: string
  held: Held
}

export type OrderRow = ReturnType<typeof orderRow>

const orderRow = (call: Call, plot: Plot, plan: OrderPlan, { number, quote, desk, held }: Priced) => {
  const { laid, at, owner } = plot
  const { organisation, offer, orderedDays, paidDays, coversDays, refund, method, state } = plan
  const place = owner(headquartersOf(organisation).key)
  const orderedBy = buyerOf(plot, organisation)
  const orderedAt = at(orderedDays)
  const paidAt = paidDays === null ? null : at(paidDays)
  const level = offer === 'starter' ? null : offer === 'silver' ? 'silver' : 'gold'
  const dueAt = after(orderedAt, (method === 'card' ? 1 : TRANSFER_DAYS) * days)
  return {
    id: newId(orderedAt) as string,
    ...place,
    number,
    state,
    state_at: refund ? at(refund.decidedDays) : (paidAt ?? (state === 'expired' ? dueAt : orderedAt)),
    offer,
    enrollment_id:
      level === null || orderedDays < NAMED
        ? null
        : (held.get(`${laid.organisations.get(organisation)} ${level}`) ?? null),
    replaces_id: null,
    renewal: plan.renewal,
    method,
    currency: quote.currency,
    net_minor: quote.netMinor,
    tax_minor: quote.taxMinor,
    total_minor: quote.totalMinor,
    pricing: quote,
    ordered_by: orderedBy,
    ordered_at: orderedAt,
    due_at: dueAt,
    paid_at: paidAt,
    covers_until: coversDays === null ? null : isoDay(at(coversDays)),
    ...refundOf(plan, { at, desk, orderedBy }),
    version: 1,
  }
}

const refundOf = (
  { refund }: OrderPlan,
  { at, desk, orderedBy }: { at: Plot['at']; desk: string; orderedBy: string },
) => ({
  refund_asked_by: refund ? orderedBy : null,
  refund_asked_at: refund ? at(refund.askedDays) : null,
  refund_reason: refund?.reason ?? null,
  refund_decided_by: refund ? desk : null,
  refund_decided_at: refund ? at(refund.decidedDays) : null,
  refund_note: refund?.note ?? null,
})

const buyerOf = ({ laid }: Plot, organisation: string): string =>
  organisation === 'tidewater' ? laid.people.get('max')! : administratorOf(laid.people, organisation)

const paymentRow = (call: Call, plot: Plot, plan: OrderPlan, row: OrderRow, paper: Kept) => {
  const { payment, method, shortMinor, announcedDays, hasProof } = plan
  const { at, world } = plot
  const isThere = payment === 'captured' || payment === 'matched'
  const partner = headquartersOf(plan.organisation).number
  const sent = { by: row.ordered_by, at: announcedDays === null ? '' : at(announcedDays).toISOString() }
  const reference = referenceOf(row.number, partner)
  return {
    id: newId(row.ordered_at) as string,
    vendor_id: row.vendor_id,
    organization_id: row.organization_id,
    order_id: row.id,
    adapter: method === 'card' ? 'test' : 'manual',
    method,
    state: payment,
    state_at: payment === 'short' ? after(world.t0, -1 * days) : (row.paid_at ?? row.ordered_at),
    currency: row.currency,
    amount_minor: row.total_minor,
    received_minor: isThere ? row.total_minor : shortMinor > 0 ? row.total_minor - shortMinor : 0,
    tries: payment === 'failed' ? 3 : 0,
    reference: payment === 'captured' ? `test_${row.number.replaceAll('-', '').toLowerCase()}` : null,
    announced:
      announcedDays === null
        ? null
        : { sentOn: isoDay(at(announcedDays)), amountMinor: row.total_minor - shortMinor, reference, ...sent },
    proof: hasProof ? { ...paper, scanState: 'clean', ...sent } : null,
    top_up_due_at: payment === 'short' ? after(world.t0, (TOP_UP_DAYS - 1) * days) : null,
    created_at: row.ordered_at,
    version: 1,
  }
}

const useOf = (call: Call, { at }: Plot, { used, orderedDays }: OrderPlan, row: OrderRow) =>
  used === undefined
    ? []
    : [
        {
          id: newId(call.now) as string,
          vendor_id: row.vendor_id,
          organization_id: row.organization_id,
          order_id: row.id,
          kind: used,
          what: used === 'key_viewed' ? 'Ledger Enterprise, test key' : 'Monthly cloud credit',
          person_id: row.ordered_by,
          at: at(orderedDays + 2),
        },
      ]

/** A transfer is recalled to mind after one week and after three. */
const REMINDERS = [7, 21] as const

const timersOf = (call: Call, { world }: Plot, { method }: OrderPlan, row: OrderRow) => {
  if (row.state !== 'awaiting_payment') return []
  const timer = (kind: string, at: Date) => ({
    id: newId(call.now) as string,
    aggregate_id: row.id,
    kind,
    fires_at: at,
  })
  return [
    timer('order.expire', row.due_at),
    ...(method === 'transfer'
      ? REMINDERS.map((day) => timer(`order.reminder${day}`, after(row.ordered_at, day * days)))
      : []),
  ].filter(({ fires_at }) => fires_at > world.t0)
}

const layExemptions = (call: Call, plot: Plot, paper: Kept, desk: string): Promise<void> =>
  insertRows(
    call,
    'tax_exemption',
    exemptions.map(({ organisation, certificate, state, askedDays, fromDays }) => {
      const { vendor_id, organization_id } = plot.owner(headquartersOf(organisation).key)
      const askedBy = buyerOf(plot, organisation)
      const askedAt = plot.at(askedDays)
      const decided = state === 'approved'
      return {
        id: newId(askedAt) as string,
        vendor_id,
        organization_id,
        country: headquartersOf(organisation).country,
        certificate,
        proof: { ...paper, scanState: 'clean', by: askedBy, at: askedAt.toISOString() },
        state,
        asked_by: askedBy,
        asked_at: askedAt,
        valid_from: isoDay(plot.at(fromDays)),
        valid_until: null,
        decided_by: decided ? desk : null,
        decided_at: decided ? plot.at(askedDays + 9) : null,
        note: decided ? 'The certificate was read.' : null,
        version: 1,
      }
    }),
  )
