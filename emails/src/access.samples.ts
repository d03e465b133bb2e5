import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const common = {
  ...vendor,
  happenedAt: '2026-11-02T09:14:00Z',
  organisationName: 'Kestrel Consulting Group',
} as const

const contact = {
  ...common,
  recipientName: 'Luca Ferraris',
  locationName: 'Kestrel Milan',
  role: 'primary_program',
  taken: false,
  pageUrl: 'https://partners.halcyon.example/people/contacts',
} as const

const member = { opens: 'own', pageUrl: 'https://partners.halcyon.example/account/organisations' } as const

const privilege = {
  ...common,
  recipientName: 'Mina Haddad',
  locationName: 'Kestrel Leeds',
  privilege: 'view_keys',
  taken: false,
  pageUrl: 'https://partners.halcyon.example/account/profile',
} as const

const moved = {
  ...common,
  recipientName: 'Gwen Okafor',
  personName: 'Mina Haddad',
  joined: false,
  pageUrl: 'https://partners.halcyon.example/people/certified',
} as const

const own = {
  ...common,
  recipientName: 'Mina Haddad',
  pageUrl: 'https://partners.halcyon.example/account/credential',
} as const

/** Letters about contacts, privileges and certifications. */
export const accessSamples: {
  readonly [
    T in
      | 'contact-changed'
      | 'privilege-changed'
      | 'credential-moved'
      | 'credential-asked'
      | 'credential-checked'
      | 'mailbox-test'
  ]: Samples<T>
} = {
  'contact-changed': {
    usual: { ...contact, administers: 'location' },
    headquarters: { ...contact, locationName: 'Kestrel Bristol', administers: 'organisation' },
    technical: { ...contact, role: 'technical_2', ...member },
    taken: { ...contact, taken: true, ...member },
  },
  'privilege-changed': {
    usual: privilege,
    downloads: { ...privilege, privilege: 'software_download' },
    taken: { ...privilege, taken: true },
  },
  'credential-moved': { usual: moved, joined: { ...moved, joined: true } },
  'credential-asked': { usual: { ...own, authorName: 'Gwen Okafor' } },
  'credential-checked': {
    usual: { ...own, credentialId: 'HC-204816', accepted: true },
    refused: { ...own, credentialId: 'HC-204816', accepted: false },
  },
  'mailbox-test': {
    usual: {
      ...common,
      recipientName: contact.recipientName,
      locationName: contact.locationName,
      pageUrl: contact.pageUrl,
    },
  },
}
