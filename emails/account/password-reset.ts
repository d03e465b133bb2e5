import type { PasswordReset } from '../src/account.ts'
import { letter } from '../src/letter.ts'
import { day, moment } from '../src/moments.ts'
import { exact, link, name } from '../src/plain.ts'

export const passwordReset = letter({
  room: 'account',
  shape: {
    vendor: 'line',
    vendorAddress: 'line?',
    sentOn: 'line',
    recipient: 'line?',
    account: 'line',
    askedAt: 'line',
    until: 'line',
    resetUrl: 'link',
  },
  fill: (params: PasswordReset, locale) => ({
    vendor: name(params.vendorName),
    vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
    sentOn: day(params.sentAt, params.timeZone, locale),
    recipient: params.recipientName === undefined ? undefined : name(params.recipientName),
    account: exact(params.accountAddress),
    askedAt: moment(params.askedAt, params.timeZone, locale),
    until: moment(params.untilAt, params.timeZone, locale),
    resetUrl: link(params.resetUrl),
  }),
})
