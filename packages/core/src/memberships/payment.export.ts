import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import type { PaymentFilters } from './order.input.rules.ts'
import { countPayments, readPaymentBatch } from './order.queries.ts'
import type { OrderRow } from './order.queries.ts'
import { minorDigits } from './price.rules.ts'

/**
 * The history of payments as a file: the filters and the scope of the list, in the order in which orders were made; amounts
 * as decimals of their currency. Refuses like its door.
 */
export const exportPayments = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: PaymentFilters,
): Promise<Exported> => {
  const { actor, scope } = exporterOf(asker, 'partner', 'memberships.see')
  return exportList(context, actor, {
    list: 'payments',
    filters,
    typed: ['search'],
    count: (call) => countPayments(call, scope, filters),
    pages: {
      start: null,
      read: (call, after: string | null, limit) => readPaymentBatch(call, scope, filters, after, limit),
      after: ({ orderId }) => orderId,
    },
    ...inColumns(columns, locale),
  })
}

const decimal = (minor: number, currency: string): string => {
  const digits = minorDigits(currency)
  return (minor / 10 ** digits).toFixed(digits)
}

/** One fact a column (B.9: order, date, location, item, amount, currency, method, state, invoice). */
const columns: readonly ExportColumn<OrderRow>[] = [
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
