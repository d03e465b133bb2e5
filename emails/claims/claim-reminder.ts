import { letter } from '../src/letter.ts'
import type { ClaimReminder } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { sentence } from '../src/plain.ts'

export const claimReminder = letter({
  room: 'claims',
  shape: { ...partnerShape, returnedAt: 'line', dueAt: 'line', reasons: 'lines' },
  fill: (params: ClaimReminder, locale) => ({
    ...partnerValues(params, locale),
    returnedAt: moment(params.returnedAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    reasons: params.reasons.map((reason) => sentence(reason)),
  }),
})
