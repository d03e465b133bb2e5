import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const ticket = {
  ...vendor,
  happenedAt: '2026-11-02T09:13:00Z',
  recipientName: 'Gwen Aldous',
  letterNumber: 'T-000123',
  ticketSubject: 'What becomes of our silver competency in a merger?',
  pageUrl: 'https://partners.halcyon.example/support/0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40',
} as const

const reply = {
  ...ticket,
  agentName: 'Sam Okafor',
  comment: 'Both competencies stay until their own renewal.\nAfter that the higher level counts.',
}

const resolved = { ...reply, closesAt: '2026-11-12T09:13:00Z', reopenUntil: '2026-12-02T09:13:00Z' }

/** The letters about tickets. */
export const supportSamples: {
  readonly [T in 'ticket-opened' | 'ticket-replied' | 'ticket-resolved']: Samples<T>
} = {
  'ticket-opened': { usual: { ...ticket, dueAt: '2026-11-05T23:59:59Z' } },
  'ticket-replied': {
    usual: { ...reply, asks: false },
    asks: { ...reply, comment: 'Which of the two locations pays the fee?', asks: true },
  },
  'ticket-resolved': {
    usual: { ...resolved, isReminder: false },
    reminder: { ...resolved, sentAt: '2026-11-09T09:14:00Z', isReminder: true },
  },
}
