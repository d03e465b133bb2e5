import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const happened = {
  ...vendor,
  happenedAt: '2026-11-02T09:13:00Z',
}

const merge = {
  ...happened,
  recipientName: 'June Abara',
  organisationName: 'Tidewater Cloud',
  otherName: 'Kestrel Consulting Group',
  pageUrl: 'https://partners.halcyon.example/organisation/merges/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40',
} as const

const untilAt = '2026-12-02T09:13:00Z'

const place = {
  ...happened,
  recipientName: 'Gwen Aldous',
  organisationName: 'Kestrel Consulting Group',
  locationName: 'Leeds',
  locationNumber: 4_410_213,
  pageUrl: 'https://partners.halcyon.example/organisation/locations',
} as const

/** The letters about the tree of an organisation. */
export const hierarchySamples: {
  readonly [
    T in 'merge-invite' | 'merge-result' | 'location-dissociated' | 'location-restored' | 'hq-changed'
  ]: Samples<T>
} = {
  'merge-invite': {
    usual: { ...merge, dueAt: untilAt, isReminder: false },
    reminder: { ...merge, sentAt: '2026-11-23T09:14:00Z', dueAt: untilAt, isReminder: true },
  },
  'merge-result': {
    usual: { ...merge, outcome: 'executed', untilAt },
    accepted: { ...merge, outcome: 'accepted' },
    declined: { ...merge, outcome: 'declined', comment: 'Not before spring.' },
    'declined without a reason': { ...merge, outcome: 'declined' },
    over: { ...merge, outcome: 'over' },
    undone: { ...merge, outcome: 'undone' },
    settling: { ...merge, sentAt: '2026-11-25T09:14:00Z', outcome: 'settling', untilAt },
  },
  'location-dissociated': {
    usual: { ...place, untilAt, isReminder: false },
    reminder: { ...place, sentAt: '2026-11-25T09:14:00Z', untilAt, isReminder: true },
  },
  'location-restored': { usual: { ...place, pageUrl: 'https://partners.halcyon.example/organisation/history' } },
  'hq-changed': { usual: { ...place, formerLocationName: 'Bristol' } },
}
