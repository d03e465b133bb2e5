import { letter } from '../src/letter.ts'
import type { ClaimRejected } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { paragraphs, sentence } from '../src/plain.ts'

export const claimRejected = letter({
  room: 'claims',
  shape: {
    ...partnerShape,
    rejectedAt: 'line',
    noResponse: 'flag',
    reasons: 'lines',
    comment: 'lines',
    disputeUntil: 'line?',
  },
  fill: (params: ClaimRejected, locale) => ({
    ...partnerValues(params, locale),
    rejectedAt: moment(params.rejectedAt, params.timeZone, locale),
    noResponse: params.noResponse,
    reasons: params.reasons.map((reason) => sentence(reason)),
    comment: params.comment === undefined ? [] : paragraphs(params.comment),
    disputeUntil: params.disputeUntil === undefined ? undefined : moment(params.disputeUntil, params.timeZone, locale),
  }),
})
