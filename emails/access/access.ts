import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { MailboxTest } from '../src/access.ts'
import { day, moment } from '../src/moments.ts'
import { link, name } from '../src/plain.ts'

/** What every letter of this room prints. */
export const accessShape = {
  vendor: 'line',
  vendorAddress: 'line?',
  sentOn: 'line',
  recipient: 'line?',
  organisation: 'line',
  at: 'line',
  pageUrl: 'link',
} as const

type Common = Omit<MailboxTest, 'locationName' | 'opens'>

export const accessValues = (params: Common, locale: Locale) => ({
  vendor: name(params.vendorName),
  vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
  sentOn: day(params.sentAt, params.timeZone, locale),
  recipient: params.recipientName === undefined ? undefined : name(params.recipientName),
  organisation: name(params.organisationName),
  at: moment(params.happenedAt, params.timeZone, locale),
  pageUrl: link(params.pageUrl),
})
