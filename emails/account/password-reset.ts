import type { PasswordReset } from '../src/account.ts'
import { greetedShape, greetedValues } from '../src/greeted.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import { exact, link } from '../src/plain.ts'

export const passwordReset = letter({
  room: 'account',
  shape: {
    ...greetedShape,
    account: 'line',
    askedAt: 'line',
    until: 'line',
    resetUrl: 'link',
  },
  fill: (params: PasswordReset, locale) => ({
    ...greetedValues(params, locale),
    account: exact(params.accountAddress),
    askedAt: moment(params.askedAt, params.timeZone, locale),
    until: moment(params.untilAt, params.timeZone, locale),
    resetUrl: link(params.resetUrl),
  }),
})
