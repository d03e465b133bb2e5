import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing, inScope, texts } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { PaymentFilters, PaymentsInput, PaymentStanding } from './order.input.rules.ts'
import type {
  AnnouncedTransfer,
  GivenBack,
  InvoiceState,
  KeptPaper,
  OfferCode,
  OrderState,
  PaymentMethod,
  PaymentState,
} from './order.rules.ts'
import { readPage } from './paging.ts'
import type { Page } from './paging.ts'
import type { Quote } from './price.rules.ts'

/** One order in the history of payments. Amounts are in the minor unit of `currency`, instants ISO in UTC. */
export interface OrderRow {
  orderId: string
  /** `O-2026-000123` */
  number: string
  state: OrderState
  standing: PaymentStanding
  orderedAt: string
  stateAt: string
  organizationName: string
  locationId: string
  locationName: string
  locationNumber: number
  offer: OfferCode
  /** The competency it was bought for, by code and name. */
  competency: string | null
  competencyName: string | null
  renewal: boolean
  method: PaymentMethod
  currency: string
  netMinor: number
  taxMinor: number
  totalMinor: number
  dueAt: string | null
  paidAt: string | null
  coversUntil: string | null
  paymentId: string | null
  paymentState: PaymentState | null
  receivedMinor: number
  /** Of that, what is the partner's: the order is over. */
  owedMinor: number
  /** The invoice, and its number once it is issued. */
  invoiceId: string | null
  invoiceState: InvoiceState | null
  invoiceNumber: string | null
}

/** What several states of an order are to whoever pays. */
const standing = sql`case when o.state in ('cart', 'submitted', 'awaiting_payment') then 'outstanding'
  when o.state in ('cancelled', 'expired', 'refunded') then o.state else 'paid' end`

export const orderColumns = sql`o.id as "orderId", o.number, o.state, ${standing} as standing, o.ordered_at::text as "orderedAt",
  o.state_at::text as "stateAt", g.name as "organizationName", l.id as "locationId", l.name as "locationName", l.number as "locationNumber", o.offer,
  e.competency, c.name as "competencyName", o.renewal, o.method, o.currency, o.net_minor::float8 as "netMinor",
  o.tax_minor::float8 as "taxMinor", o.total_minor::float8 as "totalMinor", o.due_at::text as "dueAt", o.paid_at::text as "paidAt",
  o.covers_until::text as "coversUntil", p.id as "paymentId", p.state as "paymentState",
  coalesce(p.received_minor, 0)::float8 as "receivedMinor", coalesce(p.owed_minor, 0)::float8 as "owedMinor", i.id as "invoiceId", i.state as "invoiceState",
  i.year || '-' || lpad(i.number::text, 6, '0') as "invoiceNumber"`

export const orderTables = sql`fee_order o join location l on l.id = o.location_id join organization g on g.id = o.organization_id
  left join competency_enrollment e on e.id = o.enrollment_id
  left join competency c on c.vendor_id = e.vendor_id and c.code = e.competency
  left join payment p on p.order_id = o.id
  left join invoice i on i.order_id = o.id and i.credits_id is null`

const ownedBy = ({ actor }: Call): RawBuilder<unknown> =>
  sql`o.organization_id = ${(actor as PersonActor).organizationId}`

const matching = (filters: PaymentFilters): RawBuilder<unknown> => sql`
  ${filters.search === '' ? sql`true` : sql`(o.number ilike ${containing(filters.search)} or l.name ilike ${containing(filters.search)})`}
  and ${filters.standings.length === 0 ? sql`true` : sql`${standing} = any(${texts(filters.standings)})`}
  and ${filters.method === null ? sql`true` : sql`o.method = ${filters.method}`}
  and ${filters.offer === null ? sql`true` : sql`o.offer = ${filters.offer}`}
  and ${filters.locationId === null ? sql`true` : sql`o.location_id = ${filters.locationId}::uuid`}
  and ${filters.orderedFrom === null ? sql`true` : sql`o.ordered_at >= ${filters.orderedFrom}::date`}
  and ${filters.orderedUntil === null ? sql`true` : sql`o.ordered_at < ${filters.orderedUntil}::date + 1`}`

/** What is outstanding stands before everything else; then the newest. */
const outstandingFirst = sql`(case when ${standing} = 'outstanding' then '1' else '0' end || to_char(o.ordered_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS'))`

/** The history of payments of an organisation, in a scope: outstanding first, then the newest (MEM-R7). */
export const listPayments = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  input: PaymentsInput,
): Promise<Page<OrderRow>> => {
  const page = await readPage<OrderRow>(call, {
    name: 'payments',
    input,
    cursorKey,
    columns: orderColumns,
    from: orderTables,
    where: sql`${ownedBy(call)} and ${inScope(scope, sql`o.location_id`)} and ${matching(input)}`,
    key: outstandingFirst,
    id: sql`o.id`,
  })
  return { ...page, rows: page.rows.map(shownOrder) }
}

/** How many rows an export with these filters has (GEN-R6). */
export const countPayments = async (call: Call, scope: Scope, filters: PaymentFilters): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${orderTables}
    where ${ownedBy(call)} and ${inScope(scope, sql`o.location_id`)} and ${matching(filters)}`.execute(
    call.em.getKysely(),
  )
  return rows[0]!.count
}

/** A batch of an export, the oldest first; `after`: the last order of the batch before. */
export const readPaymentBatch = async (
  call: Call,
  scope: Scope,
  filters: PaymentFilters,
  after: string | null,
  size: number,
): Promise<OrderRow[]> => {
  const beyond = after === null ? sql`true` : sql`o.id > ${after}::uuid`
  const { rows } = await sql<OrderRow>`select ${orderColumns} from ${orderTables}
    where ${ownedBy(call)} and ${inScope(scope, sql`o.location_id`)} and ${matching(filters)} and ${beyond}
    order by o.id limit ${size}`.execute(call.em.getKysely())
  return rows.map(shownOrder)
}

export const shownOrder = <Row extends OrderRow>(row: Row): Row => ({
  ...row,
  orderedAt: isoOf(row.orderedAt),
  stateAt: isoOf(row.stateAt),
  dueAt: isoOrNull(row.dueAt),
  paidAt: isoOrNull(row.paidAt),
})

/** An order with everything that its page shows. */
export interface OrderDetail extends OrderRow {
  version: number
  quote: Quote
  orderedByName: string | null
  /** The order that this one takes the place of at a discount, by number. */
  replaces: string | null
  tries: number
  /** When the card's adapter is asked again what became of it; null: its outcome is known. */
  askAt: string | null
  givenBack: Pick<GivenBack, 'amountMinor' | 'to' | 'at'> | null
  announced: AnnouncedTransfer | null
  proof: Pick<KeptPaper, 'fileName' | 'bytes' | 'at'> | null
  topUpDueAt: string | null
  refundAskedAt: string | null
  refundReason: string | null
  refundDecidedAt: string | null
  refundNote: string | null
  /** Credit notes, by id and number (null until they are issued). */
  credits: { invoiceId: string; number: string | null; totalMinor: number }[]
  benefitUses: number
}

/** One order that the caller may see: their own organisation's in scope, for the vendor any. undefined: there is none. */
export const readOrder = async (call: Call, scope: Scope, orderId: string): Promise<OrderDetail | undefined> => {
  const { rows } = await sql<OrderDetail>`
    select ${orderColumns}, o.version, o.pricing as quote, u.name as "orderedByName", r.number as replaces,
      coalesce(p.tries, 0) as tries, p.ask_at::text as "askAt", p.given_back - 'by' as "givenBack", p.announced,
      case when p.proof is not null then jsonb_build_object('fileName', p.proof ->> 'fileName', 'bytes', p.proof -> 'bytes', 'at', p.proof ->> 'at') end as proof,
      p.top_up_due_at::text as "topUpDueAt", o.refund_asked_at::text as "refundAskedAt", o.refund_reason as "refundReason",
      o.refund_decided_at::text as "refundDecidedAt", o.refund_note as "refundNote",
      (select coalesce(jsonb_agg(jsonb_build_object('invoiceId', n.id, 'number', n.year || '-' || lpad(n.number::text, 6, '0'),
        'totalMinor', n.total_minor) order by n.created_at, n.id), '[]') from invoice n where n.order_id = o.id and n.credits_id is not null) as credits,
      (select count(*)::int from benefit_use b where b.order_id = o.id) as "benefitUses"
    from ${orderTables} left join person u on u.id = o.ordered_by left join fee_order r on r.id = o.replaces_id
    where o.id = ${orderId} and ${inScope(scope, sql`o.location_id`)}
  `.execute(call.em.getKysely())
  const row = rows[0]
  return (
    row && {
      ...shownOrder(row),
      topUpDueAt: isoOrNull(row.topUpDueAt),
      askAt: isoOrNull(row.askAt),
      refundAskedAt: isoOrNull(row.refundAskedAt),
      refundDecidedAt: isoOrNull(row.refundDecidedAt),
    }
  )
}
