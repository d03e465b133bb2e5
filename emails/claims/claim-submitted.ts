import { letter } from '../src/letter.ts'
import type { ClaimSubmitted } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'

export const claimSubmitted = letter({
  room: 'claims',
  shape: { ...partnerShape, submittedAt: 'line', dueAt: 'line' },
  fill: (params: ClaimSubmitted, locale) => ({
    ...partnerValues(params, locale),
    submittedAt: moment(params.submittedAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
  }),
})
