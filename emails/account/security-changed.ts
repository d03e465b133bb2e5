import * as m from '@ofrecord/messages/customer/messages'
import type { SecurityChanged } from '../src/account.ts'
import { greetedShape, greetedValues } from '../src/greeted.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import { exact, link, sentence } from '../src/plain.ts'

const changes = {
  password: m.accountletters_change_password,
  passkey_added: m.accountletters_change_passkey_added,
  passkey_removed: m.accountletters_change_passkey_removed,
  factor_on: m.accountletters_change_factor_on,
  factor_off: m.accountletters_change_factor_off,
  company_sign_in: m.accountletters_change_company_sign_in,
} as const

export const securityChanged = letter({
  room: 'account',
  shape: {
    ...greetedShape,
    account: 'line',
    changedAt: 'line',
    change: 'line',
    securityUrl: 'link',
  },
  fill: (params: SecurityChanged, locale) => ({
    ...greetedValues(params, locale),
    account: exact(params.accountAddress),
    changedAt: moment(params.changedAt, params.timeZone, locale),
    change: sentence(changes[params.change]({}, { locale })),
    securityUrl: link(params.securityUrl),
  }),
})
