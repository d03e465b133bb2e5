import { letter } from '../src/letter.ts'
import type { SubscriptionEnding } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name } from '../src/plain.ts'

export const subscriptionEnding = letter({
  room: 'claims',
  shape: { ...partnerShape, endsAt: 'line', items: 'line' },
  fill: (params: SubscriptionEnding, locale) => ({
    ...partnerValues(params, locale),
    endsAt: moment(params.endsAt, params.timeZone, locale),
    items: name(new Intl.ListFormat(locale).format(params.items)),
  }),
})
