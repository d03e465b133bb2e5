import { LockMode } from '@mikro-orm/core'
import { dayAt } from '../competencies/year.rules.ts'
import { newId } from '../kernel/id.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { readInvoiceContent } from './invoice.queries.ts'
import { Invoice } from './invoice.entity.ts'
import type { InvoiceContent, InvoiceReason } from './invoice.rules.ts'
import { takeNumber } from './numbering.ts'
import type { FeeOrder } from './order.entity.ts'

interface Amounts {
  netMinor: number
  taxMinor: number
}

/** The invoice of an order that was paid: it waits for the worker, which issues it (MEM-R7: within ten days). */
export const startInvoice = (call: Call, order: FeeOrder): Promise<Invoice> => start(call, order, null, 'order', order)

/** Credits an invoice, in part or all of it, by a note with a number of its own in the same series. */
export const startCredit = (
  call: Call,
  order: FeeOrder,
  invoice: Invoice,
  reason: Exclude<InvoiceReason, 'order'>,
  amounts: Amounts,
): Promise<Invoice> => start(call, order, invoice.id, reason, amounts)

/** What arrived beyond the price is credited (B.16.5). */
export const creditSurplus = (call: Call, order: FeeOrder, invoice: Invoice, overMinor: number): Promise<Invoice> =>
  startCredit(call, order, invoice, 'overpaid', { netMinor: overMinor, taxMinor: 0 })

const start = async (
  call: Call,
  order: FeeOrder,
  creditsId: string | null,
  reason: InvoiceReason,
  { netMinor, taxMinor }: Amounts,
): Promise<Invoice> => {
  const { vendorId, organizationId, id: orderId, currency } = order
  const invoice = call.em.create(Invoice, {
    id: newId(call.now),
    vendorId,
    organizationId,
    orderId,
    state: 'pending',
    year: null,
    number: null,
    creditsId,
    currency,
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
    content: await contentOf(call, orderId, creditsId, reason),
    createdAt: call.now,
    issuedAt: null,
  })
  call.em.persist(invoice)
  await call.em.flush()
  await setTimer(call, invoice.id, 'invoice.issue', call.now)
  return invoice
}

const contentOf = async (
  call: Call,
  orderId: string,
  creditsId: string | null,
  reason: InvoiceReason,
): Promise<InvoiceContent> => {
  await call.em.flush()
  return { ...(await readInvoiceContent(call, orderId, creditsId)), reason }
}

/**
 * The deadline: gives an invoice or credit note its number and freezes what it says. A credit note comes after the invoice
 * it credits; one that takes back all of it says so on the invoice.
 */
export const issueInvoice = async (call: Call, invoiceId: string): Promise<void> => {
  const invoice = await lockInvoice(call, invoiceId)
  if (invoice?.state !== 'pending') return
  const credited = invoice.creditsId ? await lockInvoice(call, invoice.creditsId) : null
  if (credited?.state === 'pending') await issue(call, credited)
  await issue(call, invoice)
  if (credited && invoice.content.reason === 'refund') credited.credit()
}

const lockInvoice = (call: Call, id: string): Promise<Invoice | null> =>
  call.em.findOne(Invoice, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })

const issue = async (call: Call, invoice: Invoice): Promise<void> => {
  const { timeZone } = await call.em.findOneOrFail(Vendor, { id: invoice.vendorId })
  const year = Number(dayAt(call.now, timeZone).slice(0, 4))
  const content = await contentOf(call, invoice.orderId, invoice.creditsId ?? null, invoice.content.reason)
  invoice.issue(year, await takeNumber(call, invoice.vendorId, 'invoice', year), content, call.now)
  await call.em.flush()
}
