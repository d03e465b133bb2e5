import { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import { stringify } from 'csv-stringify'
import type { Actor } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { refuseBareSession } from '../kernel/trpc.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { noteExport } from '../organisations/exporting.ts'
import type { PaymentFilters } from './order.input.rules.ts'
import { countPayments, readPaymentBatch } from './order.queries.ts'
import type { OrderRow } from './order.queries.ts'
import { minorDigits } from './price.rules.ts'

const batchSize = 500

/**
 * The history of payments as CSV (GEN-R6): the filters and the scope of the list, in the order in which orders were
 * made; amounts as decimals of their currency. Who takes it and how many rows is written down first. Refuses with
 * `SIGN_IN_REQUIRED` and `FORBIDDEN`.
 */
export const exportPayments = async (
  { orm, reader }: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: PaymentFilters,
): Promise<{ csv: Readable; at: Date }> => {
  refuseBareSession(asker)
  if (!('personId' in asker)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
  const scope = asker.side === 'partner' ? scopeOf(asker, 'memberships.see') : undefined
  if (scope === undefined)
    return refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'memberships.see' } })
  const next = (after: string | null) =>
    inReading(reader, asker, (call) => readPaymentBatch(call, scope, filters, after, batchSize))
  const { rows, at } = await inReading(reader, asker, async (call) => ({
    rows: await countPayments(call, scope, filters),
    at: call.now,
  }))
  await noteExport(orm, asker, { what: 'listExported', data: { list: 'payments', rows, filters } })
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map(({ head }) => head({}, { locale })),
    escape_formulas: true,
  })
  const records = Readable.from(recordsOf(await next(null), next, locale), { highWaterMark: 1 })
  records.on('error', (error) => csv.destroy(error))
  csv.on('close', () => records.destroy())
  return { csv: records.pipe(csv), at }
}

async function* recordsOf(first: OrderRow[], next: (after: string) => Promise<OrderRow[]>, locale: Locale) {
  for (let batch = first; ;) {
    for (const row of batch) yield columns.map(({ cell }) => cell(row, locale))
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return
    batch = await next(last.orderId)
  }
}

interface ExportColumn {
  head: (inputs: Record<string, never>, options: { locale: Locale }) => string
  cell: (row: OrderRow, locale: Locale) => string | number
}

const decimal = (minor: number, currency: string): string => {
  const digits = minorDigits(currency)
  return (minor / 10 ** digits).toFixed(digits)
}

/** One fact a column (B.9: order, date, location, item, amount, currency, method, state, invoice). */
const columns: readonly ExportColumn[] = [
  { head: m.invoices_export_order, cell: ({ number }) => number },
  { head: m.invoices_export_ordered, cell: ({ orderedAt }) => orderedAt },
  { head: m.invoices_export_location, cell: ({ locationName }) => locationName },
  { head: m.invoices_export_location_number, cell: ({ locationNumber }) => locationNumber },
  { head: m.invoices_export_item, cell: ({ offer }, locale) => textOf(`memberships_offer_${offer}`, locale) },
  { head: m.invoices_export_competency, cell: ({ competencyName }) => competencyName ?? '' },
  { head: m.invoices_export_net, cell: ({ netMinor, currency }) => decimal(netMinor, currency) },
  { head: m.invoices_export_tax, cell: ({ taxMinor, currency }) => decimal(taxMinor, currency) },
  { head: m.invoices_export_total, cell: ({ totalMinor, currency }) => decimal(totalMinor, currency) },
  { head: m.invoices_export_currency, cell: ({ currency }) => currency },
  { head: m.invoices_export_method, cell: ({ method }, locale) => textOf(`memberships_method_${method}`, locale) },
  { head: m.invoices_export_state, cell: ({ state }, locale) => textOf(`memberships_order_${state}`, locale) },
  { head: m.invoices_export_paid, cell: ({ paidAt }) => paidAt ?? '' },
  { head: m.invoices_export_invoice, cell: ({ invoiceNumber }) => invoiceNumber ?? '' },
]
