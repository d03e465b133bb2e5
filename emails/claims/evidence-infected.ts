import { letter } from '../src/letter.ts'
import type { EvidenceInfected } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name } from '../src/plain.ts'

export const evidenceInfected = letter({
  room: 'claims',
  shape: { ...partnerShape, foundAt: 'line', file: 'line' },
  fill: (params: EvidenceInfected, locale) => ({
    ...partnerValues(params, locale),
    foundAt: moment(params.foundAt, params.timeZone, locale),
    file: name(params.fileName),
  }),
})
