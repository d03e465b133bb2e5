import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const place = {
  ...vendor,
  recipientName: 'Ada Byrne',
  organisationName: 'Kestrel Consulting Group',
  locationName: 'Leeds',
} as const

const waiting = {
  ...place,
  recipientAddress: 'ada.byrne@kestrel.example',
  dueAt: '2026-12-02T09:14:00Z',
  invitationUrl: 'https://partners.halcyon.example/invitation/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a30__',
} as const

const again = 'https://partners.halcyon.example/account/organisations'

const invitation = { ...waiting, invitedByName: 'Gwen Alderson' } as const

const recovery = {
  ...vendor,
  recipientName: 'Mina Okafor',
  organisationName: 'Kestrel Consulting Group',
  recoveryUrl: 'https://partners.halcyon.example/organisation',
} as const

const theirs = { ...recovery, personName: 'Luca Ferri', personAddress: 'luca.ferri@kestrel.example' } as const

const own = { ...recovery, recipientName: 'Luca Ferri', recoveryUrl: again } as const

const proven = { domain: 'kestrel.example', dueAt: '2026-11-05T09:14:00Z' } as const

/** The letters about somebody's place in an organisation. */
export const peopleSamples: {
  readonly [
    T in
      | 'invite-single'
      | 'invite-multi'
      | 'association-request-decision'
      | 'awaiting-profile-reminder'
      | 'admin-recovery'
      | 'admin-recovery-own'
      | 'admin-recovery-ended'
      | 'admin-recovery-ended-own'
  ]: Samples<T>
} = {
  'invite-single': { usual: invitation },
  'invite-multi': { usual: { ...invitation, recipientName: undefined } },
  'association-request-decision': {
    usual: { ...place, outcome: 'awaiting', continueUrl: waiting.invitationUrl, dueAt: waiting.dueAt },
    active: { ...place, outcome: 'active', continueUrl: 'https://partners.halcyon.example/sign-in' },
    denied: { ...place, outcome: 'denied', continueUrl: again, comment: 'We do not know you at this location.' },
    'denied without a reason': { ...place, outcome: 'denied', continueUrl: again },
  },
  'awaiting-profile-reminder': { usual: waiting },
  'admin-recovery': { usual: { ...theirs, ...proven } },
  'admin-recovery-own': { usual: { ...own, ...proven } },
  'admin-recovery-ended': {
    usual: { ...theirs, outcome: 'done' },
    objected: { ...theirs, outcome: 'objected' },
    withdrawn: { ...theirs, outcome: 'withdrawn' },
    overtaken: { ...theirs, outcome: 'overtaken' },
  },
  'admin-recovery-ended-own': {
    usual: { ...own, outcome: 'done' },
    objected: { ...own, outcome: 'objected' },
    overtaken: { ...own, outcome: 'overtaken' },
  },
}
