import { letter } from '../src/letter.ts'
import type { ClaimActivated } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'

export const claimActivated = letter({
  room: 'claims',
  shape: { ...partnerShape, activatedAt: 'line', unasked: 'flag', confirmed: 'flag' },
  fill: (params: ClaimActivated, locale) => ({
    ...partnerValues(params, locale),
    activatedAt: moment(params.activatedAt, params.timeZone, locale),
    unasked: params.basis === 'not_applicable',
    confirmed: params.basis === 'confirmed',
  }),
})
