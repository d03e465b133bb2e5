import type { Digest } from './digest.ts'
import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const usual: Digest = {
  ...vendor,
  sentAt: '2026-11-09T07:00:00Z',
  recipientName: 'Gwen Aldous',
  tasks: [
    {
      kind: 'claim_returned',
      name: 'Workplace roll-out',
      number: 1_000_388,
      other: 'Orchard Foods',
      dueAt: '2026-11-12T17:30:00Z',
      pageUrl: 'https://partners.halcyon.example/claims/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a41',
    },
    {
      kind: 'claim_unfinished',
      pageUrl: 'https://partners.halcyon.example/claims/unfinished/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a42/items',
    },
    { kind: 'approvals', count: 3, pageUrl: 'https://partners.halcyon.example/people/to-approve' },
  ],
  moreTasks: 0,
  news: [
    {
      kind: 'joined',
      name: 'Ada Byrne',
      other: 'Leeds',
      pageUrl: 'https://partners.halcyon.example/people/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a43',
    },
    {
      kind: 'claim_activated',
      name: 'Sites for Larkspur',
      number: 1_000_391,
      other: 'Larkspur Clinics',
      pageUrl: 'https://partners.halcyon.example/claims/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a44',
    },
  ],
  moreNews: 0,
  sinceAt: '2026-11-02T07:00:00Z',
  homeUrl: 'https://partners.halcyon.example/',
  choiceUrl: 'https://partners.halcyon.example/account/letters',
  stopUrl: 'https://partners.halcyon.example/digest/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40__',
}

const [returned, , approvals] = usual.tasks

/** The digests. */
export const digestSamples: { readonly [T in 'digest-daily' | 'digest-weekly']: Samples<T> } = {
  'digest-daily': {
    usual: { ...usual, sinceAt: '2026-11-06T07:00:00Z' },
    'nothing waits': { ...usual, tasks: [] },
  },
  'digest-weekly': {
    usual,
    'several organisations, and more than fits': {
      ...usual,
      tasks: [
        { ...returned!, placeName: 'Kestrel Consulting Group' },
        { ...approvals!, placeName: 'Tidewater Cloud' },
      ],
      moreTasks: 14,
      news: usual.news.map((news) => ({ ...news, placeName: 'Kestrel Consulting Group' })),
      moreNews: 1,
    },
    'the vendor': {
      ...usual,
      tasks: [
        { ...returned!, kind: 'review', other: 'Kestrel Consulting Group' },
        { ...returned!, kind: 'unknown_partner', dueAt: undefined },
        { ...returned!, kind: 'silent_customer', name: 'Mail and Calendar', number: undefined, dueAt: undefined },
      ],
      news: [],
    },
  },
}
