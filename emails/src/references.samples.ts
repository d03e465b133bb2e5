import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const reference = {
  ...vendor,
  letterNumber: '7KD4-2QMX',
  customerName: 'Orchard Foods',
  projectTitle: 'One inventory for forty shops',
  locationName: 'Leeds',
} as const

const asked = {
  ...reference,
  recipientName: 'Nora Whitlock',
  partnerName: 'Kestrel Consulting Group',
  startedOn: '2026-02-02',
  endedOn: '2026-09-30',
  verifyUrl: 'https://records.halcyon.example/verify',
  privacyUrl: 'https://records.halcyon.example/privacy',
} as const

const confirmation = {
  ...asked,
  askedAt: '2026-11-02T09:14:00Z',
  dueAt: '2027-01-01T09:14:00Z',
  quotingAsked: false,
  referenceUrl: 'https://records.halcyon.example/reference/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40__',
} as const

const receipt = {
  ...asked,
  answeredAt: '2026-11-03T11:42:00Z',
  answeredName: 'Nora Whitlock',
  answeredRole: 'Head of Operations',
  quotingAllowed: false,
  expiresAt: '2028-11-03T11:42:00Z',
  withdrawUrl: 'https://records.halcyon.example/withdraw/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a41__',
} as const

const partner = {
  ...reference,
  recipientName: 'Gwen Alderson',
  happenedAt: '2026-11-03T11:42:00Z',
  referenceUrl: 'https://partners.halcyon.example/references/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a42',
} as const

const expiresAt = '2028-11-03T11:42:00Z'

/** The letters about customers' references. */
export const referenceSamples: {
  readonly [
    T in
      | 'reference-confirmation'
      | 'reference-reminder'
      | 'reference-receipt'
      | 'reference-approved'
      | 'reference-rejected'
      | 'reference-expiring'
      | 'reference-lapsed'
      | 'reference-returned'
      | 'reference-revoked'
  ]: Samples<T>
} = {
  'reference-confirmation': { usual: confirmation, quoting: { ...confirmation, quotingAsked: true } },
  'reference-reminder': { usual: { ...confirmation, sentAt: '2026-11-09T09:14:00Z' } },
  'reference-receipt': { usual: receipt, quoted: { ...receipt, quotingAllowed: true } },
  'reference-approved': {
    usual: { ...partner, contactName: 'Nora Whitlock', expiresAt, quotingAllowed: false, suggested: false },
    'quoted and suggested': {
      ...partner,
      contactName: 'Nora Whitlock',
      expiresAt,
      quotingAllowed: true,
      suggested: true,
    },
  },
  'reference-rejected': {
    usual: { ...partner, reason: 'description_wrong', comment: 'It was thirty shops, not forty.' },
    'without a comment': { ...partner, reason: 'other' },
  },
  'reference-expiring': {
    usual: { ...partner, expiresAt, counts: { competencyName: 'Cloud Platform', locationName: 'Leeds' } },
    unassigned: { ...partner, expiresAt },
  },
  'reference-lapsed': { usual: partner },
  'reference-returned': { usual: partner },
  'reference-revoked': { usual: partner },
}
