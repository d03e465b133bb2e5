import { letter } from '../src/letter.ts'
import { day, moment } from '../src/moments.ts'
import type { AdminRecovery } from '../src/people.ts'
import { exact, link, name } from '../src/plain.ts'

export const adminRecovery = letter({
  room: 'people',
  shape: {
    vendor: 'line',
    vendorAddress: 'line?',
    sentOn: 'line',
    recipient: 'line?',
    organisation: 'line',
    person: 'line',
    address: 'line',
    domain: 'line',
    dueAt: 'line',
    recoveryUrl: 'link',
  },
  fill: (params: AdminRecovery, locale) => ({
    vendor: name(params.vendorName),
    vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
    sentOn: day(params.sentAt, params.timeZone, locale),
    recipient: params.recipientName === undefined ? undefined : name(params.recipientName),
    organisation: name(params.organisationName),
    person: name(params.personName),
    address: exact(params.personAddress),
    domain: exact(params.domain),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    recoveryUrl: link(params.recoveryUrl),
  }),
})
