import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

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

/** The letters to customers about associations and about their own page. */
export const consentSamples: {
  readonly [
    T in
      | 'association-notice'
      | 'association-denied'
      | 'association-confirmed'
      | 'association-ended'
      | 'association-reminder'
      | 'association-new-link'
      | 'contact-correction'
      | 'clarify-customer'
      | 'portal-code'
      | 'portal-invitation'
  ]: Samples<T>
} = {
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
}
