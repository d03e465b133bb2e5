import { letter } from '../src/letter.ts'
import type { ClaimActionRequired } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name, paragraphs, sentence } from '../src/plain.ts'

export const claimActionRequired = letter({
  room: 'claims',
  shape: { ...partnerShape, returnedAt: 'line', dueAt: 'line', reviewer: 'line?', reasons: 'lines', comment: 'lines' },
  fill: (params: ClaimActionRequired, locale) => ({
    ...partnerValues(params, locale),
    returnedAt: moment(params.returnedAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    reviewer: params.reviewerName === undefined ? undefined : name(params.reviewerName),
    reasons: params.reasons.map((reason) => sentence(reason)),
    comment: params.comment === undefined ? [] : paragraphs(params.comment),
  }),
})
