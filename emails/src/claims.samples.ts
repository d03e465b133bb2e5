import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const partner = {
  ...vendor,
  claimNumber: '1000388',
  claimName: 'Workplace roll-out',
  customerName: 'Orchard Foods',
  activity: 'Workplace & Security, usage',
  location: 'Leeds (4000012)',
  claimUrl: 'https://partners.halcyon.example/claims/1000388',
}

const rejected = {
  ...partner,
  rejectedAt: '2026-11-02T09:14:00Z',
  noResponse: false,
  reasons: ['The documents do not name Document Sites.', 'The customer’s acknowledgement is older than twelve months.'],
  comment: 'The amendment covers mail and meetings only.',
  disputeUntil: '2026-12-02T09:14:00Z',
}

const returnedBecause =
  'The statement of work covers device management and identity.\nShow where information protection is agreed, and a signature page with a date. See amendment.pdf.'

/** The letters about claims, and what a customer asks about one. */
export const claimSamples: {
  readonly [
    T in
      | 'claim-submitted'
      | 'claim-in-review'
      | 'claim-approved'
      | 'claim-notice-bounced'
      | 'claim-activated'
      | 'claim-denied-partner'
      | 'claim-action-required'
      | 'claim-reminder'
      | 'claim-rejected'
      | 'claim-ended-partner'
      | 'evidence-requested'
      | 'claim-conflict-decided'
      | 'review-due'
      | 'dispute-reminder'
      | 'subscription-ending'
      | 'evidence-infected'
      | 'comment-mention'
      | 'claim-nudge'
      | 'customer-question'
  ]: Samples<T>
} = {
  'claim-submitted': { usual: { ...partner, submittedAt: '2026-11-02T09:14:00Z', dueAt: '2026-11-09T23:59:59Z' } },
  'claim-in-review': { usual: { ...partner, takenAt: '2026-11-02T09:14:00Z', dueAt: '2026-11-09T23:59:59Z' } },
  'claim-approved': {
    usual: { ...partner, approvedAt: '2026-11-02T09:14:00Z', windowDays: 7 },
    'only a yes counts': { ...partner, approvedAt: '2026-11-02T09:14:00Z', windowDays: 30, onlyYes: true },
  },
  'claim-notice-bounced': {
    usual: { ...partner, bouncedAt: '2026-11-04T09:14:00Z' },
    'for the second time': { ...partner, bouncedAt: '2026-11-12T09:14:00Z', again: true },
  },
  'claim-activated': {
    usual: { ...partner, activatedAt: '2026-11-09T09:14:00Z', basis: 'silence' },
    'customer said yes': { ...partner, activatedAt: '2026-11-03T11:42:00Z', basis: 'confirmed' },
    'no answer needed': {
      ...partner,
      activity: 'Business Applications, influenced revenue',
      activatedAt: '2026-11-02T09:14:00Z',
      basis: 'not_applicable',
    },
  },
  'claim-denied-partner': {
    usual: {
      ...partner,
      deniedAt: '2026-11-03T11:42:00Z',
      undoUntil: '2026-11-04T11:42:00Z',
      reasons: ['We do not know this partner'],
    },
    'comment shared': {
      ...partner,
      deniedAt: '2026-11-03T11:42:00Z',
      undoUntil: '2026-11-04T11:42:00Z',
      reasons: ['We do not want to share our data', 'Other'],
      comment: 'Our contract ended in June.\nTalk to our procurement office first.',
    },
  },
  'claim-action-required': {
    usual: {
      ...partner,
      returnedAt: '2026-11-02T09:14:00Z',
      dueAt: '2026-12-02T09:14:00Z',
      reviewerName: 'Rosa Lindqvist',
      reasons: ['The documents do not name every item.', 'Dates are missing.'],
      comment: returnedBecause,
    },
    'no name, no comment': {
      ...partner,
      returnedAt: '2026-11-02T09:14:00Z',
      dueAt: '2026-12-02T09:14:00Z',
      reasons: ['Dates are missing.'],
    },
  },
  'claim-reminder': {
    usual: {
      ...partner,
      sentAt: '2026-11-22T09:14:00Z',
      returnedAt: '2026-11-02T09:14:00Z',
      dueAt: '2026-12-02T09:14:00Z',
      reasons: ['The documents do not name every item.', 'Dates are missing.'],
    },
  },
  'claim-rejected': {
    usual: rejected,
    'no answer in time': {
      ...rejected,
      noResponse: true,
      reasons: [],
      comment: undefined,
      disputeUntil: undefined,
    },
  },
  'claim-ended-partner': {
    usual: { ...partner, endedAt: '2027-02-12T15:30:00Z', reason: 'superseded' },
    'by the partner': { ...partner, endedAt: '2027-02-12T15:30:00Z', reason: 'partner_disassociated' },
    'by the customer': { ...partner, endedAt: '2027-02-12T15:30:00Z', reason: 'customer_revoked' },
    'subscription ended': { ...partner, endedAt: '2027-02-12T15:30:00Z', reason: 'subscription_ended' },
    'location left': { ...partner, endedAt: '2027-02-12T15:30:00Z', reason: 'location_dissociated' },
    'by the vendor': { ...partner, endedAt: '2027-02-12T15:30:00Z', reason: 'vendor_revoked' },
    'nobody said yes': { ...partner, endedAt: '2026-12-02T09:14:00Z', reason: 'no_consent' },
  },
  'evidence-requested': {
    usual: {
      ...partner,
      requestedAt: '2026-11-12T10:05:00Z',
      dueAt: '2026-12-12T10:05:00Z',
      item: 'Mail and Calendar',
    },
  },
  'claim-conflict-decided': {
    usual: { ...partner, decidedAt: '2026-11-20T10:05:00Z', item: 'Mail and Calendar', outcome: 'recorded' },
    continues: { ...partner, decidedAt: '2026-11-20T10:05:00Z', item: 'Mail and Calendar', outcome: 'continues' },
    refused: { ...partner, decidedAt: '2026-11-20T10:05:00Z', item: 'Mail and Calendar', outcome: 'refused' },
    replaced: { ...partner, decidedAt: '2026-11-20T10:05:00Z', item: 'Mail and Calendar', outcome: 'replaced' },
  },
  'review-due': {
    usual: {
      ...partner,
      claimUrl: 'https://partners.halcyon.example/review/1000388',
      dueAt: '2026-11-09T23:59:59Z',
      phase: 'review',
      reviewerName: 'Rosa Lindqvist',
    },
    'in the queue': {
      ...partner,
      claimUrl: 'https://partners.halcyon.example/review/1000388',
      dueAt: '2026-11-09T23:59:59Z',
      phase: 'queue',
    },
    'a dispute that nobody has': {
      ...partner,
      claimUrl: 'https://partners.halcyon.example/review/1000388',
      dueAt: '2026-11-09T23:59:59Z',
      phase: 'dispute',
    },
  },
  'dispute-reminder': {
    usual: {
      ...partner,
      rejectedAt: '2026-11-02T09:14:00Z',
      dueAt: '2026-12-02T09:14:00Z',
      reasons: ['The documents do not name Document Sites.'],
    },
  },
  'subscription-ending': {
    usual: { ...partner, endsAt: '2026-12-02T00:00:00Z', items: ['Sales Desk', 'Field Desk'] },
  },
  'evidence-infected': {
    usual: { ...partner, foundAt: '2026-11-02T09:20:00Z', fileName: 'statement of work.pdf' },
  },
  'comment-mention': {
    usual: {
      ...partner,
      authorName: 'Ines Marchetti',
      writtenAt: '2026-11-02T09:14:00Z',
      comment: '@Gwen Aldous can you get the signed amendment from Nora?\nThe reviewer asks for it.',
    },
  },
  'claim-nudge': {
    usual: {
      ...vendor,
      authorName: 'Ines Marchetti',
      comment: 'I am away from Thursday.',
      claimNumber: '1000388',
      claimUrl: 'https://partners.halcyon.example/claims/1000388',
      claims: [
        {
          claimNumber: '1000388',
          claimName: 'Workplace roll-out',
          customerName: 'Orchard Foods',
          waits: 'Waits for your organisation',
          dueAt: '2026-12-02T09:14:00Z',
          claimUrl: 'https://partners.halcyon.example/claims/1000388',
        },
        {
          claimNumber: '1000391',
          claimName: 'Sites for Larkspur',
          customerName: 'Larkspur Clinics',
          waits: 'Waits for nobody',
          claimUrl: 'https://partners.halcyon.example/claims/1000391',
        },
      ],
    },
    'one claim': {
      ...vendor,
      authorName: 'Ines Marchetti',
      claimNumber: '1000388',
      claimUrl: 'https://partners.halcyon.example/claims/1000388',
      claims: [
        {
          claimNumber: '1000388',
          claimName: 'Workplace roll-out',
          customerName: 'Orchard Foods',
          waits: 'Waits for your organisation',
          claimUrl: 'https://partners.halcyon.example/claims/1000388',
        },
      ],
    },
  },
  'customer-question': {
    usual: {
      ...partner,
      askedAt: '2026-11-03T11:42:00Z',
      question: 'Which of our contracts is this about?\nAnd who of you works with us?',
      replyTo: 'nora.contact@orchardfoods.example',
    },
    'no address': { ...partner, askedAt: '2026-11-03T11:42:00Z', question: 'Which of our contracts is this about?' },
  },
}
