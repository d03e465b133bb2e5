import { letter } from '../src/letter.ts'
import type { ClaimDeniedPartner } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { paragraphs, sentence } from '../src/plain.ts'

export const claimDeniedPartner = letter({
  room: 'claims',
  shape: { ...partnerShape, deniedAt: 'line', undoUntil: 'line', reasons: 'lines', comment: 'lines' },
  fill: (params: ClaimDeniedPartner, locale) => ({
    ...partnerValues(params, locale),
    deniedAt: moment(params.deniedAt, params.timeZone, locale),
    undoUntil: moment(params.undoUntil, params.timeZone, locale),
    reasons: params.reasons.map((reason) => sentence(reason)),
    comment: params.comment === undefined ? [] : paragraphs(params.comment),
  }),
})
