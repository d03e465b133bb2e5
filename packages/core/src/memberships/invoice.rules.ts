import type { Conversion } from './price.rules.ts'

export type InvoiceReason = 'order' | 'refund' | 'tax_exempt' | 'overpaid'

/** Everything that the paper of an invoice or credit note says, frozen when it is issued. */
export type InvoiceContent = {
  reason: InvoiceReason
  vendor: string
  organisation: string
  location: {
    name: string
    legalName: string
    number: number
    street: string
    postalCode: string
    city: string
    region: string
    country: string
    taxId: string
  }
  orderNumber: string
  offer: string
  competency: string | null
  coversUntil: string | null
  paidOn: string | null
  method: string
  listMinor: number
  discountPercent: number
  discountMinor: number
  taxName: string | null
  taxBasisPoints: number
  exempt: boolean
  converted: Conversion | null
  /** Of a credit note: the number of the invoice that it credits. */
  credits: string | null
}

/** `2026-000042`: one series of a vendor and a year, for invoices and credit notes. */
export const invoiceNumber = (year: number, number: number): string => `${year}-${String(number).padStart(6, '0')}`
