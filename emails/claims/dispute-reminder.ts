import { letter } from '../src/letter.ts'
import type { DisputeReminder } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { sentence } from '../src/plain.ts'

export const disputeReminder = letter({
  room: 'claims',
  shape: { ...partnerShape, rejectedAt: 'line', dueAt: 'line', reasons: 'lines' },
  fill: (params: DisputeReminder, locale) => ({
    ...partnerValues(params, locale),
    rejectedAt: moment(params.rejectedAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    reasons: params.reasons.map((reason) => sentence(reason)),
  }),
})
