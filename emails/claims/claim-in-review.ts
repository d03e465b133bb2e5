import { letter } from '../src/letter.ts'
import type { ClaimInReview } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'

export const claimInReview = letter({
  room: 'claims',
  shape: { ...partnerShape, takenAt: 'line', dueAt: 'line' },
  fill: (params: ClaimInReview, locale) => ({
    ...partnerValues(params, locale),
    takenAt: moment(params.takenAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
  }),
})
