/**
 * One believable set of parameters for each letter, and its variants: what the preview shows and the tests render. The
 * people are those of the demo world; nothing here is sent to anybody.
 */
import { accessSamples } from './access.samples.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { competencySamples } from './competencies.samples.ts'
import { digestSamples } from './digest.samples.ts'
import { hierarchySamples } from './hierarchy.samples.ts'
import { membershipSamples } from './memberships.samples.ts'
import { peopleSamples } from './people.samples.ts'
import { referenceSamples } from './references.samples.ts'
import { supportSamples } from './support.samples.ts'

/** The samples of one letter, by the name of the variant; `usual` is always there. */
export type Samples<T extends LetterTemplate> = { readonly usual: LetterParams[T] } & {
  readonly [variant: string]: LetterParams[T]
}

const vendor = {
  vendorName: 'Halcyon Software',
  vendorAddress: '1 Example Quay, Dublin',
  timeZone: 'Europe/London',
  sentAt: '2026-11-02T09:14:00Z',
}

const account = {
  ...vendor,
  recipientName: 'Ines Marchetti',
  accountAddress: 'ines.incentive@kestrel.example',
} as const

const changed = {
  ...account,
  changedAt: '2026-11-02T09:14:00Z',
  securityUrl: 'https://partners.halcyon.example/account/security',
} as const

const customer = {
  ...vendor,
  letterNumber: '1000388-1',
  recipientKind: 'customer',
  recipientName: 'Nora Whitlock',
  partnerName: 'Kestrel Consulting Group',
  customerName: 'Orchard Foods',
  domain: 'orchardfoods.example',
  tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
  items: [
    { name: 'Mail and Calendar', code: 'MAIL' },
    { name: 'Meetings and Chat', code: 'MEET' },
    { name: 'Document Sites', code: 'SITE' },
    { name: 'Personal Files', code: 'SYNC' },
  ],
  verifyUrl: 'https://records.halcyon.example/verify',
  codePhrase: 'blue heron 47',
  privacyUrl: 'https://records.halcyon.example/privacy',
} as const

const admin = { recipientKind: 'tenant_admin', recipientName: undefined } as const

const notice = {
  ...customer,
  locationCity: 'Leeds',
  partnerContactName: 'Ines Marchetti',
  partnerContactEmail: 'ines.incentive@kestrel.example',
  otherRecipients: 2,
  windowDays: 7,
  silenceFrom: '2026-11-09T09:14:00Z',
  noticeUrl: 'https://records.halcyon.example/n/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a10__',
  askUrl: 'https://records.halcyon.example/ask',
} as const

const surveyUrl = 'https://records.halcyon.example/survey/halcyon'

const denied = {
  ...customer,
  letterNumber: '1000388-2',
  sentAt: '2026-11-03T11:42:05Z',
  deniedAt: '2026-11-03T11:42:00Z',
  deniedBy: 'nora.contact@orchardfoods.example',
  recipientActed: true,
  receiptCode: 'R7KD-42QM-XW9F',
  receiptUrl: 'https://records.halcyon.example/r/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a11__',
  undoUntil: '2026-11-04T11:42:00Z',
  undoUrl: 'https://records.halcyon.example/n/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a12__/undo',
} as const

const confirmed = {
  ...customer,
  letterNumber: '1000388-2',
  sentAt: '2026-11-03T11:42:05Z',
  confirmedAt: '2026-11-03T11:42:00Z',
  confirmedBy: 'nora.contact@orchardfoods.example',
  recipientActed: true,
  receiptCode: 'R7KD-42QM-XW9F',
  receiptUrl: 'https://records.halcyon.example/r/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a11__',
  noticeUrl: 'https://records.halcyon.example/n/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a10__',
} as const

const ended = {
  ...customer,
  letterNumber: '1000388-3',
  sentAt: '2027-02-12T15:30:10Z',
  endedAt: '2027-02-12T15:30:00Z',
  reason: 'partner_disassociated',
  noticeUrl: 'https://records.halcyon.example/n/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a10__',
} as const

const reminded = {
  ...customer,
  sentAt: '2026-11-06T09:14:10Z',
  noticedAt: '2026-11-02T09:14:00Z',
  dueAt: '2026-11-09T09:14:00Z',
  noticeUrl: notice.noticeUrl,
  askUrl: 'https://records.halcyon.example/ask',
} as const

const relinked = { ...customer, sentAt: '2026-11-06T09:14:10Z', noticeUrl: notice.noticeUrl } as const

const asked = {
  ...vendor,
  letterNumber: '7KD4-2QMX',
  recipientKind: 'tenant_admin',
  recipientName: 'Tess Okafor',
  customerName: 'Orchard Foods',
  domain: 'orchardfoods.example',
  tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
  item: 'Mail and Calendar',
  firstPartnerName: 'Kestrel Consulting Group',
  secondPartnerName: 'Tidewater Cloud',
  askedAt: '2026-11-02T09:14:00Z',
  dueAt: '2026-11-16T09:14:00Z',
  isReminder: false,
  questionUrl: 'https://records.halcyon.example/por/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a13__',
  verifyUrl: 'https://records.halcyon.example/verify',
  codePhrase: 'blue heron 47',
  privacyUrl: 'https://records.halcyon.example/privacy',
} as const

const portal = {
  ...vendor,
  recipientName: 'Tess Okafor',
  customerName: 'Orchard Foods',
  codePhrase: 'blue heron 47',
  privacyUrl: 'https://records.halcyon.example/privacy',
} as const

const invited = {
  recipientName: 'Ian Falconer',
  invitedByName: 'Tess Okafor',
  recipientAddress: 'i.falconer@orchardfoods.example',
  isDelegate: false,
  portalUrl: 'https://records.halcyon.example/portal',
} as const

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

export const samples: { readonly [T in LetterTemplate]: Samples<T> } = {
  'association-notice': {
    usual: notice,
    administrator: { ...notice, ...admin, otherRecipients: 1 },
    'no administrator on file': { ...notice, otherRecipients: 0, codePhrase: undefined, recipientName: undefined },
    'one administrator': { ...notice, otherRecipients: 1 },
    'only a yes counts': { ...notice, onlyYes: true, windowDays: 30, silenceFrom: '2026-12-02T09:14:00Z' },
    'with a survey': { ...notice, surveyUrl },
    'only a yes counts, with a survey': { ...notice, onlyYes: true, surveyUrl },
    subscriptions: {
      ...notice,
      timeZone: 'Europe/Rome',
      items: [
        { name: 'Sales Hub', code: 'SALE', subscriptionId: '8c1e0b54-6f0f-4a8e-9a55-0d4c6d3b7e21', country: 'IT' },
        {
          name: 'Additional Portal',
          code: 'PORT',
          subscriptionId: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
          country: 'IE',
        },
      ],
    },
  },
  'association-denied': {
    usual: denied,
    administrator: { ...denied, ...admin, letterNumber: '1000388-3', recipientActed: false, undoUrl: undefined },
    'stopped on the own page': { ...denied, ...admin, undoUrl: undefined, revoked: true },
    'stopped by another administrator': {
      ...denied,
      ...admin,
      deniedBy: 'tess.tenant@orchardfoods.example',
      recipientActed: false,
      undoUrl: undefined,
      revoked: true,
    },
  },
  'association-confirmed': {
    usual: confirmed,
    administrator: { ...confirmed, ...admin, letterNumber: '1000388-3', recipientActed: false },
  },
  'association-ended': {
    usual: ended,
    superseded: { ...ended, ...admin, reason: 'superseded' },
    'subscription ended': { ...ended, reason: 'subscription_ended' },
    'location left': { ...ended, reason: 'location_dissociated' },
    'by the vendor': { ...ended, reason: 'vendor_revoked' },
    'nobody said yes': { ...ended, endedAt: '2026-12-02T09:14:00Z', reason: 'no_consent' },
  },
  'association-reminder': {
    usual: reminded,
    'only a yes counts': { ...reminded, onlyYes: true, dueAt: '2026-12-02T09:14:00Z' },
  },
  'association-new-link': { usual: relinked, administrator: { ...relinked, ...admin, letterNumber: '1000388-3' } },
  'contact-correction': {
    usual: { ...notice, letterNumber: '1000388-2', recipientName: 'Otto New', otherRecipients: 0 },
    'only a yes counts': {
      ...notice,
      letterNumber: '1000388-2',
      onlyYes: true,
      windowDays: 30,
      silenceFrom: '2026-12-02T09:14:00Z',
    },
  },
  'clarify-customer': {
    usual: asked,
    reminder: { ...asked, sentAt: '2026-11-09T09:14:10Z', isReminder: true },
    'customer contact': { ...asked, recipientKind: 'customer', recipientName: 'Nora Whitlock', codePhrase: undefined },
  },
  'portal-code': {
    usual: { ...portal, code: '402917', untilAt: '2026-11-02T09:24:00Z', network: '203.0.113.0' },
    'network unknown': { ...portal, code: '402917', untilAt: '2026-11-02T09:24:00Z', codePhrase: undefined },
  },
  'portal-invitation': {
    usual: { ...portal, ...invited },
    delegate: { ...portal, ...invited, isDelegate: true },
  },
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
  'customer-question': {
    usual: {
      ...partner,
      askedAt: '2026-11-03T11:42:00Z',
      question: 'Which of our contracts is this about?\nAnd who of you works with us?',
      replyTo: 'nora.contact@orchardfoods.example',
    },
    'no address': { ...partner, askedAt: '2026-11-03T11:42:00Z', question: 'Which of our contracts is this about?' },
  },
  ...peopleSamples,
  ...accessSamples,
  ...hierarchySamples,
  ...supportSamples,
  ...membershipSamples,
  ...competencySamples,
  ...referenceSamples,
  ...digestSamples,
  'password-reset': {
    usual: {
      ...account,
      askedAt: '2026-11-02T09:14:00Z',
      untilAt: '2026-11-02T10:14:00Z',
      resetUrl: 'https://partners.halcyon.example/reset/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a20__',
    },
  },
  'security-changed': {
    usual: { ...changed, change: 'passkey_added' },
    password: { ...changed, change: 'password' },
    'factor off': { ...changed, change: 'factor_off' },
    'company sign-in': { ...changed, change: 'company_sign_in' },
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
}
