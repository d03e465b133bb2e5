import { letter } from '../src/letter.ts'
import type { EvidenceRequested } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name } from '../src/plain.ts'

export const evidenceRequested = letter({
  room: 'claims',
  shape: { ...partnerShape, requestedAt: 'line', dueAt: 'line', item: 'line' },
  fill: (params: EvidenceRequested, locale) => ({
    ...partnerValues(params, locale),
    requestedAt: moment(params.requestedAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    item: name(params.item),
  }),
})
