import { letter } from '../src/letter.ts'
import { day } from '../src/moments.ts'
import { name } from '../src/plain.ts'
import { partnerReferenceShape, partnerReferenceValues } from '../src/references.ts'
import type { ReferenceExpiring } from '../src/references.ts'

export const referenceExpiring = letter({
  room: 'references',
  shape: { ...partnerReferenceShape, expiresOn: 'line', competency: 'line?', place: 'line' },
  fill: (params: ReferenceExpiring, locale) => ({
    ...partnerReferenceValues(params, locale),
    expiresOn: day(params.expiresAt, params.timeZone, locale),
    competency: params.counts && name(params.counts.competencyName),
    place: name(params.counts?.locationName ?? params.locationName),
  }),
})
