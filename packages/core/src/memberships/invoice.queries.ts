import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { InvoicesInput } from './order.input.rules.ts'
import type { InvoiceContent } from './invoice.rules.ts'
import type { InvoiceState, OfferCode } from './order.rules.ts'
import { readPage } from './paging.ts'
import type { Page } from './paging.ts'

/** An invoice or a credit note. Its paper is at `/invoices/<invoiceId>.pdf` once it is issued. */
export interface InvoiceRow {
  invoiceId: string
  kind: 'invoice' | 'credit_note'
  state: InvoiceState
  /** `2026-000042`; null until it is issued. */
  number: string | null
  year: number | null
  issuedAt: string | null
  createdAt: string
  orderId: string
  orderNumber: string
  offer: OfferCode
  locationId: string
  locationName: string
  locationNumber: number
  currency: string
  netMinor: number
  taxMinor: number
  totalMinor: number
}

const columns = sql`i.id as "invoiceId", case when i.credits_id is null then 'invoice' else 'credit_note' end as kind, i.state,
  i.year || '-' || lpad(i.number::text, 6, '0') as number, i.year, i.issued_at::text as "issuedAt", i.created_at::text as "createdAt",
  o.id as "orderId", o.number as "orderNumber", o.offer, l.id as "locationId", l.name as "locationName", l.number as "locationNumber",
  i.currency, i.net_minor::float8 as "netMinor", i.tax_minor::float8 as "taxMinor", i.total_minor::float8 as "totalMinor"`

const tables = sql`invoice i join fee_order o on o.id = i.order_id join location l on l.id = o.location_id`

/** Invoices and credit notes of an organisation, in a scope: those that are not issued yet first, then the newest (MEM-R7). */
export const listInvoices = async (
  call: Call,
  scope: Scope,
  cursorKey: Uint8Array,
  input: InvoicesInput,
): Promise<Page<InvoiceRow>> => {
  const page = await readPage<InvoiceRow>(call, {
    name: 'invoices',
    input,
    cursorKey,
    columns,
    from: tables,
    where: sql`i.organization_id = ${(call.actor as PersonActor).organizationId} and ${inScope(scope, sql`o.location_id`)}
      and ${input.year === null ? sql`true` : sql`i.year = ${input.year}`}`,
    key: sql`(case when i.state = 'pending' then '1' else '0' end || to_char(coalesce(i.issued_at, i.created_at) at time zone 'UTC', 'YYYYMMDDHH24MISSMS'))`,
    id: sql`i.id`,
  })
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, createdAt: isoOf(row.createdAt), issuedAt: isoOrNull(row.issuedAt) })),
  }
}

/** An issued invoice as its paper is drawn from; in scope, and for the vendor any. undefined: none, or not issued. */
export const readInvoicePaper = async (
  call: Call,
  scope: Scope,
  invoiceId: string,
): Promise<
  | (Pick<InvoiceRow, 'kind' | 'currency' | 'netMinor' | 'taxMinor' | 'totalMinor'> & {
      number: string
      issuedAt: string
      content: InvoiceContent
    })
  | undefined
> => {
  const { rows } = await sql<
    Omit<InvoiceRow, 'number' | 'issuedAt'> & { number: string; issuedAt: string; content: InvoiceContent }
  >`
    select ${columns}, i.content from ${tables} where i.id = ${invoiceId} and i.state <> 'pending' and ${inScope(scope, sql`o.location_id`)}
  `.execute(call.em.getKysely())
  const row = rows[0]
  return row && { ...row, issuedAt: isoOf(row.issuedAt) }
}

/** The years that have invoices, the newest first. */
export const readInvoiceYears = async (call: Call, scope: Scope): Promise<number[]> => {
  const { rows } = await sql<{ year: number }>`
    select distinct i.year from ${tables} where i.organization_id = ${(call.actor as PersonActor).organizationId}
      and i.year is not null and ${inScope(scope, sql`o.location_id`)} order by i.year desc
  `.execute(call.em.getKysely())
  return rows.map(({ year }) => year)
}

/** What the paper of an order says today, before it is frozen. */
export const readInvoiceContent = async (
  call: Call,
  orderId: string,
  creditsId: string | null,
): Promise<Omit<InvoiceContent, 'reason'>> => {
  const { rows } = await sql<Omit<InvoiceContent, 'reason'>>`
    select v.name as vendor, g.name as organisation, jsonb_build_object('name', l.name, 'legalName', l.legal_name, 'number', l.number,
        'street', l.street, 'postalCode', l.postal_code, 'city', l.city, 'region', l.region, 'country', l.country, 'taxId', l.tax_id) as location,
      o.number as "orderNumber", o.offer, coalesce(c.name, e.competency) as competency, o.covers_until::text as "coversUntil",
      (o.paid_at at time zone v.time_zone)::date::text as "paidOn", o.method, o.pricing -> 'listMinor' as "listMinor",
      o.pricing -> 'discountPercent' as "discountPercent", o.pricing -> 'discountMinor' as "discountMinor", o.pricing ->> 'taxName' as "taxName",
      o.pricing -> 'taxBasisPoints' as "taxBasisPoints", o.pricing -> 'exempt' as exempt, o.pricing -> 'converted' as converted,
      (select i.year || '-' || lpad(i.number::text, 6, '0') from invoice i where i.id = ${creditsId}::uuid) as credits
    from fee_order o join vendor v on v.id = o.vendor_id join organization g on g.id = o.organization_id join location l on l.id = o.location_id
    left join competency_enrollment e on e.id = o.enrollment_id left join competency c on c.vendor_id = e.vendor_id and c.code = e.competency
    where o.id = ${orderId}
  `.execute(call.em.getKysely())
  return rows[0]!
}
