import { letter } from '../src/letter.ts'
import type { ClaimNoticeBounced } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'

export const claimNoticeBounced = letter({
  room: 'claims',
  shape: { ...partnerShape, bouncedAt: 'line' },
  editions: ['again'],
  editionOf: ({ again }: ClaimNoticeBounced) => (again ? 'again' : undefined),
  fill: (params: ClaimNoticeBounced, locale) => ({
    ...partnerValues(params, locale),
    bouncedAt: moment(params.bouncedAt, params.timeZone, locale),
  }),
})
