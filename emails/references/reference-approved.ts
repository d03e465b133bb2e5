import { letter } from '../src/letter.ts'
import { day } from '../src/moments.ts'
import { name } from '../src/plain.ts'
import { happenedShape, happenedValues } from '../src/references.ts'
import type { ReferenceApproved } from '../src/references.ts'

export const referenceApproved = letter({
  room: 'references',
  shape: {
    ...happenedShape,
    contactName: 'line',
    expiresOn: 'line',
    quotingAllowed: 'flag',
    suggested: 'flag',
  },
  fill: (params: ReferenceApproved, locale) => ({
    ...happenedValues(params, locale),
    contactName: name(params.contactName),
    expiresOn: day(params.expiresAt, params.timeZone, locale),
    quotingAllowed: params.quotingAllowed,
    suggested: params.suggested,
  }),
})
