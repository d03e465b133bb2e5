import { sql } from 'kysely'
import { containing, texts } from '../kernel/conditions.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ExemptionsInput, OwedInput, RefundsInput, TransfersInput } from './order.input.rules.ts'
import { orderColumns, orderTables, shownOrder } from './order.queries.ts'
import type { OrderRow } from './order.queries.ts'
import type { AnnouncedTransfer, ExemptionState, GivenBack, KeptPaper } from './order.rules.ts'
import { readPage } from './paging.ts'
import type { Page } from './paging.ts'

/** A transfer in the desk's queue. `partnerReference` is what its text has to say. */
export interface TransferRow extends OrderRow {
  paymentId: string
  paymentVersion: number
  partnerReference: string
  announced: AnnouncedTransfer | null
  /** A proof is at `/files/payments/<paymentId>/proof`. */
  proof: Pick<KeptPaper, 'fileName' | 'bytes' | 'at'> | null
  topUpDueAt: string | null
}

/** Transfers that wait for the bank's statement, with a proof first, then the oldest; a search also finds those that are over. */
export const listTransfers = async (
  call: Call,
  vendorId: string,
  cursorKey: Uint8Array,
  input: TransfersInput,
): Promise<Page<TransferRow>> => {
  const { search, states } = input
  const page = await readPage<TransferRow>(call, {
    name: 'transfers',
    input,
    cursorKey,
    columns: sql`${orderColumns}, p.version as "paymentVersion", o.number || ' ' || l.number as "partnerReference", p.announced,
      case when p.proof is not null then jsonb_build_object('fileName', p.proof ->> 'fileName', 'bytes', p.proof -> 'bytes', 'at', p.proof ->> 'at') end as proof,
      p.top_up_due_at::text as "topUpDueAt"`,
    from: orderTables,
    where: sql`o.vendor_id = ${vendorId} and o.method = 'transfer'
      and ${states.length === 0 ? sql`(o.state = 'awaiting_payment' ${search === '' ? sql`` : sql`or o.state not in ('cart', 'submitted')`})` : sql`p.state = any(${texts(states)})`}
      and ${search === '' ? sql`true` : sql`(o.number ilike ${containing(search)} or g.name ilike ${containing(search)} or l.number::text = ${search})`}`,
    key: sql`(case when p.state in ('proof_uploaded', 'short', 'unmatched') then '1' else '0' end
      || lpad((99999999999999 - extract(epoch from o.ordered_at) * 1000)::bigint::text, 14, '0'))`,
    id: sql`o.id`,
  })
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...shownOrder(row), topUpDueAt: isoOrNull(row.topUpDueAt) })),
  }
}

/** Money that is the partner's, with the order that it came for. */
export interface OwedRow extends OrderRow {
  paymentId: string
  paymentVersion: number
  /** What became of it, the last time. */
  givenBack: GivenBack | null
  /** Orders of the organisation that it could pay, by number. */
  openOrders: string[]
}

/** How many transfers wait for the desk to look into them: a proof came in, or nobody could match them. */
export const countTransfersToLookInto = async (call: Call, vendorId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${orderTables}
    where o.vendor_id = ${vendorId} and o.method = 'transfer' and p.state in ('proof_uploaded', 'unmatched')
  `.execute(call.em.getKysely())
  return rows[0]?.count ?? 0
}

/** What is owed, the oldest first; what was given back after it. */
export const listOwed = async (
  call: Call,
  vendorId: string,
  cursorKey: Uint8Array,
  input: OwedInput,
): Promise<Page<OwedRow>> => {
  const { search, withDone } = input
  const page = await readPage<OwedRow>(call, {
    name: 'owed',
    input,
    cursorKey,
    columns: sql`${orderColumns}, p.version as "paymentVersion", p.given_back as "givenBack",
      array(select t.number from fee_order t where t.organization_id = o.organization_id and t.state = 'awaiting_payment'
        and t.method = 'transfer' and t.currency = o.currency order by t.ordered_at limit 20) as "openOrders"`,
    from: orderTables,
    where: sql`p.vendor_id = ${vendorId} and ${withDone ? sql`(p.owed_minor > 0 or p.given_back is not null)` : sql`p.owed_minor > 0`}
      and ${search === '' ? sql`true` : sql`(o.number ilike ${containing(search)} or g.name ilike ${containing(search)} or l.number::text = ${search})`}`,
    key: sql`(case when p.owed_minor > 0 then '1' else '0' end
      || lpad((99999999999999 - extract(epoch from p.state_at) * 1000)::bigint::text, 14, '0'))`,
    id: sql`o.id`,
  })
  return { ...page, rows: page.rows.map(shownOrder) }
}

/** An order whose money is asked back, with what speaks against it (MEM-R6): codes of refusals, none where it may be. */
export interface RefundRow extends OrderRow {
  version: number
  askedByName: string | null
  refundAskedAt: string
  refundReason: string | null
  refundDecidedAt: string | null
  refundNote: string | null
  keysViewed: number
  benefitsUsed: number
}

/** Refunds that were asked for, the oldest first. */
export const listRefunds = async (
  call: Call,
  vendorId: string,
  cursorKey: Uint8Array,
  input: RefundsInput,
): Promise<Page<RefundRow>> => {
  const page = await readPage<RefundRow>(call, {
    name: 'refunds',
    input,
    cursorKey,
    columns: sql`${orderColumns}, o.version, u.name as "askedByName", o.refund_asked_at::text as "refundAskedAt", o.refund_reason as "refundReason",
      o.refund_decided_at::text as "refundDecidedAt", o.refund_note as "refundNote",
      (select count(*)::int from benefit_use b where b.order_id = o.id and b.kind = 'key_viewed') as "keysViewed",
      (select count(*)::int from benefit_use b where b.order_id = o.id and b.kind = 'benefit_activated') as "benefitsUsed"`,
    from: sql`${orderTables} left join person u on u.id = o.refund_asked_by`,
    where: sql`o.vendor_id = ${vendorId} and o.refund_asked_at is not null and ${input.states.length === 0 ? sql`true` : sql`o.state = any(${texts(input.states)})`}`,
    key: sql`lpad((99999999999999 - extract(epoch from o.refund_asked_at) * 1000)::bigint::text, 14, '0')`,
    id: sql`o.id`,
  })
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...shownOrder(row),
      refundAskedAt: isoOf(row.refundAskedAt),
      refundDecidedAt: isoOrNull(row.refundDecidedAt),
    })),
  }
}

/** A certificate that takes the tax off, or was to (MEM-R7). */
export interface ExemptionRow {
  exemptionId: string
  version: number
  organizationName: string
  state: ExemptionState
  country: string
  certificate: string
  validFrom: string
  validUntil: string | null
  askedAt: string
  askedByName: string | null
  decidedAt: string | null
  note: string | null
  /** The certificate's file is at `/files/exemptions/<exemptionId>/proof`. */
  proof: Pick<KeptPaper, 'fileName' | 'bytes' | 'at'> | null
}

const exemptionColumns = sql`x.id as "exemptionId", x.version, g.name as "organizationName", x.state, x.country, x.certificate,
  x.valid_from::text as "validFrom", x.valid_until::text as "validUntil", x.asked_at::text as "askedAt", u.name as "askedByName",
  x.decided_at::text as "decidedAt", x.note,
  case when x.proof is not null then jsonb_build_object('fileName', x.proof ->> 'fileName', 'bytes', x.proof -> 'bytes', 'at', x.proof ->> 'at') end as proof`

const exemptionTables = sql`tax_exemption x join organization g on g.id = x.organization_id left join person u on u.id = x.asked_by`

const shownExemption = (row: ExemptionRow): ExemptionRow => ({
  ...row,
  askedAt: isoOf(row.askedAt),
  decidedAt: isoOrNull(row.decidedAt),
})

/** The exemptions of an organisation, the newest first. */
export const readExemptions = async (call: Call, organizationId: string): Promise<ExemptionRow[]> => {
  const { rows } = await sql<ExemptionRow>`select ${exemptionColumns} from ${exemptionTables}
    where x.organization_id = ${organizationId} order by x.asked_at desc, x.id desc limit 100`.execute(
    call.em.getKysely(),
  )
  return rows.map(shownExemption)
}

/** Exemptions of all organisations, for the desk: the oldest first. */
export const listExemptions = async (
  call: Call,
  vendorId: string,
  cursorKey: Uint8Array,
  input: ExemptionsInput,
): Promise<Page<ExemptionRow>> => {
  const page = await readPage<ExemptionRow>(call, {
    name: 'exemptions',
    input,
    cursorKey,
    columns: exemptionColumns,
    from: exemptionTables,
    where: sql`x.vendor_id = ${vendorId} and ${input.states.length === 0 ? sql`true` : sql`x.state = any(${texts(input.states)})`}`,
    key: sql`lpad((99999999999999 - extract(epoch from x.asked_at) * 1000)::bigint::text, 14, '0')`,
    id: sql`x.id`,
  })
  return { ...page, rows: page.rows.map(shownExemption) }
}
