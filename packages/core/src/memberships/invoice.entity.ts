import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import type { InvoiceContent } from './invoice.rules.ts'
import { FeeOrder } from './order.entity.ts'
import type { InvoiceState, InvoiceVerb } from './order.rules.ts'
import { invoiceMoves } from './order.rules.ts'
import { owned } from './owned.columns.ts'

/** An invoice or, with `creditsId`, a credit note; numbered per vendor and year without gaps (DBI-R1). */
export const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoice',
  properties: {
    ...owned,
    orderId: () => p.manyToOne(FeeOrder).mapToPk().joinColumn('order_id').deleteRule('restrict').index(),
    state: () => text().$type<InvoiceState>(),
    /** Given when it is issued: the year, and a number that leaves no gap. */
    year: () => p.integer().nullable(),
    number: () => p.integer().nullable(),
    creditsId: () => p.uuid().nullable().index(),
    currency: () => text(),
    netMinor: () => p.bigint('number'),
    taxMinor: () => p.bigint('number'),
    totalMinor: () => p.bigint('number'),
    /** Everything that its paper says, frozen: names, addresses, tax numbers, lines. */
    content: () => p.json().$type<InvoiceContent>(),
    createdAt: () => instant(),
    issuedAt: () => instant().nullable(),
  },
  uniques: [{ name: 'invoice_number_unique', properties: ['vendorId', 'year', 'number'] }],
  checks: [
    {
      name: 'invoice_amount_check',
      expression:
        '"net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" >= 0 and "total_minor" = "net_minor" + "tax_minor"',
    },
    {
      name: 'invoice_issued_check',
      expression: `("state" = 'pending') = ("number" is null) and ("number" is null) = ("year" is null) and ("number" is null) = ("issued_at" is null)`,
    },
  ],
  policies: organizationPolicy('invoice_own'),
})
export class Invoice extends InvoiceSchema.class {
  /** Its number is given and what it says is frozen. */
  issue(year: number, number: number, content: InvoiceContent, now: Date): void {
    this.state = next<InvoiceState, InvoiceVerb>(invoiceMoves, this.state, 'issue')
    Object.assign(this, { year, number, content, issuedAt: now })
    const { orderId, creditsId, currency, totalMinor } = this
    happened(this, 'invoice.issued', { orderId, creditsId: creditsId ?? null, year, number, currency, totalMinor })
  }

  /** A credit note takes all of it back. */
  credit(): void {
    this.state = next<InvoiceState, InvoiceVerb>(invoiceMoves, this.state, 'credit')
    happened(this, 'invoice.credited', { orderId: this.orderId })
  }
}
InvoiceSchema.setClass(Invoice)
