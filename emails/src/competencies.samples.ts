import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const place = {
  ...vendor,
  recipientName: 'Gwen Aldous',
  organisationName: 'Kestrel Consulting Group',
  locationName: 'Leeds',
  locationNumber: 4_410_213,
  competencyName: 'Messaging',
  level: 'gold',
  pageUrl: 'https://partners.halcyon.example/competencies/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40',
} as const

const happened = { ...place, happenedAt: '2026-11-02T09:13:00Z' } as const
const year = { ...place, endsOn: '2027-01-31', lastDay: '2027-03-02' } as const

/** The letters about the competencies of a location. */
export const competencySamples: {
  readonly [
    T in
      | 'competency-qualified'
      | 'competency-at-risk'
      | 'competency-renewal'
      | 'competency-lapsed'
      | 'competency-preapproved'
  ]: Samples<T>
} = {
  'competency-qualified': {
    usual: { ...happened, outcome: 'qualified' },
    lost: { ...happened, outcome: 'lost' },
  },
  'competency-at-risk': {
    usual: { ...place, endsOn: '2027-01-31', requirements: ['Customer references', 'Certified people'] },
  },
  'competency-renewal': {
    usual: { ...year, phase: 'open' },
    reminder: { ...year, sentAt: '2026-12-02T09:14:00Z', phase: 'reminder' },
    grace: { ...year, sentAt: '2027-02-23T09:14:00Z', phase: 'grace' },
  },
  'competency-lapsed': {
    usual: { ...happened, why: 'not_renewed' },
    ahead: { ...happened, level: 'silver', why: 'ahead' },
    'given up': { ...happened, why: 'given_up' },
  },
  'competency-preapproved': {
    usual: { ...place, level: 'silver', endsOn: '2027-01-31', isReminder: false },
    reminder: { ...place, level: 'silver', sentAt: '2027-01-01T09:14:00Z', endsOn: '2027-01-31', isReminder: true },
  },
}
