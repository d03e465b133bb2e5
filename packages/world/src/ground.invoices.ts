import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import type { OrderRow } from './ground.orders.ts'
import type { Plot } from './ground.standing.ts'
import { insertRows } from './rows.ts'
import { after, hours } from './time.ts'

/** An invoice is issued some hours after its money came, and the note that credits it when the refund was decided. */
export const layInvoices = async (call: Call, { laid }: Plot, orders: readonly { row: OrderRow }[]): Promise<void> => {
  const paid = orders.filter(({ row }) => row.paid_at !== null)
  const invoices = paid.map(({ row }) => ({
    row,
    id: newId(row.paid_at!) as string,
    issued: after(row.paid_at!, 5 * hours),
  }))
  const notes = invoices
    .filter(({ row }) => row.state === 'refunded')
    .map(({ row, id }) => ({
      row,
      id: newId(row.refund_decided_at!) as string,
      issued: after(row.refund_decided_at!, 2 * hours),
      credits: id,
    }))
  const last = new Map<number, number>()
  const rows = [...invoices, ...notes]
    .toSorted((a, b) => a.issued.getTime() - b.issued.getTime())
    .map((paper) => {
      const year = paper.issued.getUTCFullYear()
      last.set(year, (last.get(year) ?? 0) + 1)
      const credits = 'credits' in paper ? paper.credits : null
      const state = credits === null && paper.row.state === 'refunded' ? 'credited' : 'issued'
      return {
        id: paper.id,
        orderId: paper.row.id,
        issued: paper.issued,
        year,
        number: last.get(year)!,
        credits,
        state,
      }
    })
  await call.em.execute(insertInvoices, [JSON.stringify(rows)])
  const years = [...last].map(([year, highest]) => ({ vendor_id: laid.vendorId, kind: 'invoice', year, last: highest }))
  await insertRows(call, 'number_counter', years)
}

/** What an invoice says is frozen as the application freezes it; a note says which invoice it credits. */
const insertInvoices = `
  insert into invoice (id, vendor_id, organization_id, order_id, state, year, number, credits_id, currency, net_minor, tax_minor, total_minor, content, created_at, issued_at)
  select r.id, o.vendor_id, o.organization_id, o.id, r.state, r.year, r.number, r.credits, o.currency, o.net_minor, o.tax_minor, o.total_minor,
    jsonb_build_object('reason', case when r.credits is null then 'order' else 'refund' end, 'vendor', v.name, 'organisation', g.name,
      'location', jsonb_build_object('name', l.name, 'legalName', l.legal_name, 'number', l.number, 'street', l.street, 'postalCode', l.postal_code,
        'city', l.city, 'region', l.region, 'country', l.country, 'taxId', l.tax_id),
      'orderNumber', o.number, 'offer', o.offer, 'competency', c.name, 'coversUntil', o.covers_until::text, 'paidOn', (o.paid_at at time zone v.time_zone)::date::text,
      'method', o.method, 'listMinor', o.pricing -> 'listMinor', 'discountPercent', o.pricing -> 'discountPercent', 'discountMinor', o.pricing -> 'discountMinor',
      'taxName', o.pricing ->> 'taxName', 'taxBasisPoints', o.pricing -> 'taxBasisPoints', 'exempt', o.pricing -> 'exempt', 'converted', o.pricing -> 'converted',
      'credits', (select x.year || '-' || lpad(x.number::text, 6, '0') from jsonb_to_recordset(j.rows) as x (id uuid, year int, number int) where x.id = r.credits)),
    r.issued, r.issued
  from (select ?::jsonb as rows) j cross join lateral jsonb_to_recordset(j.rows)
      as r (id uuid, "orderId" uuid, issued timestamptz, year int, number int, credits uuid, state text)
    join fee_order o on o.id = r."orderId" join vendor v on v.id = o.vendor_id join organization g on g.id = o.organization_id
    join location l on l.id = o.location_id left join competency_enrollment e on e.id = o.enrollment_id
    left join competency c on c.vendor_id = e.vendor_id and c.code = e.competency
  order by r.year, r.number
`
