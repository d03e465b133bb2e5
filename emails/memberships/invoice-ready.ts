import { letter } from '../src/letter.ts'
import type { InvoiceReady } from '../src/memberships.ts'
import { orderShape, orderValues } from '../src/memberships.ts'
import { name } from '../src/plain.ts'

export const invoiceReady = letter({
  room: 'memberships',
  shape: { ...orderShape, invoice: 'line' },
  editions: ['credit'],
  editionOf: ({ isCredit }: InvoiceReady) => (isCredit ? 'credit' : undefined),
  fill: (params: InvoiceReady, locale) => ({
    ...orderValues(params, locale),
    invoice: name(params.invoiceNumber),
  }),
})
