import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const common = {
  ...vendor,
  recipientName: 'Max Feld',
  organisationName: 'Tidewater Cloud',
} as const

const order = {
  ...common,
  happenedAt: '2026-11-02T09:13:00Z',
  orderNumber: 'O-2026-000123',
  offer: 'silver',
  competencyName: 'Application development',
  locationName: 'Bristol',
  locationNumber: 4_410_213,
  currency: 'GBP',
  netMinor: 147_500,
  taxMinor: 29_500,
  taxName: 'VAT',
  totalMinor: 177_000,
  pageUrl: 'https://partners.halcyon.example/memberships/orders/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40',
} as const

const transfer = {
  ...order,
  missingMinor: 177_000,
  reference: 'O-2026-000123 4410213',
  account: 'Halcyon Software, Example Bank, GB00 0000 0000 0000',
  dueAt: '2026-12-02T23:59:59.999Z',
} as const

const year = {
  ...common,
  tier: 'starter',
  endsOn: '2027-01-31',
  pageUrl: 'https://partners.halcyon.example/memberships',
} as const

/** The letters about fees and the year of a membership. */
export const membershipSamples: {
  readonly [
    T in
      | 'order-confirmation'
      | 'transfer-instructions'
      | 'invoice-ready'
      | 'refund'
      | 'money-owed'
      | 'exemption-refused'
      | 'membership-renewal'
  ]: Samples<T>
} = {
  'order-confirmation': {
    usual: { ...order, coversUntil: '2027-11-02' },
    'converted, without tax': {
      ...order,
      offer: 'starter',
      competencyName: undefined,
      currency: 'JPY',
      netMinor: 71_212,
      taxMinor: 0,
      taxName: undefined,
      totalMinor: 71_212,
      convertedMinor: 47_500,
      perDollar: '149.92',
      coversUntil: '2027-11-02',
    },
  },
  'transfer-instructions': {
    usual: { ...transfer, phase: 'ordered' },
    reminder: { ...transfer, phase: 'reminder', sentAt: '2026-11-09T09:14:00Z', account: undefined },
    short: { ...transfer, phase: 'short', missingMinor: 100 },
  },
  'invoice-ready': {
    usual: { ...order, invoiceNumber: '2026-000042', isCredit: false },
    'credit note': { ...order, invoiceNumber: '2026-000043', isCredit: true },
  },
  refund: {
    usual: { ...order, outcome: 'refunded' },
    refused: { ...order, outcome: 'refused' },
    tax: { ...order, outcome: 'tax' },
  },
  'money-owed': {
    usual: { ...order, outcome: 'owed', owedMinor: 100_000 },
    'paid back': { ...order, outcome: 'paid_back', owedMinor: 100_000, to: 'SEPA 4711' },
    credited: { ...order, outcome: 'credited', owedMinor: 100_000, to: 'O-2026-000131' },
  },
  'exemption-refused': {
    usual: {
      ...common,
      happenedAt: '2026-11-02T09:13:00Z',
      country: 'GB',
      certificate: 'GB-EX-4711',
      note: 'It ended last year.',
      pageUrl: 'https://partners.halcyon.example/memberships/tax',
    },
  },
  'membership-renewal': {
    usual: { ...year, phase: 'open' },
    grace: { ...year, phase: 'grace' },
    lapsed: { ...year, phase: 'lapsed' },
    network: { ...year, phase: 'network', tier: 'network' },
  },
}
