import { letter } from '../src/letter.ts'
import { day } from '../src/moments.ts'
import { confirmationShape, confirmationValues } from '../src/references.ts'
import type { ReferenceConfirmation } from '../src/references.ts'

export const referenceReminder = letter({
  room: 'references',
  shape: { ...confirmationShape, askedOn: 'line' },
  fill: (params: ReferenceConfirmation, locale) => ({
    ...confirmationValues(params, locale),
    askedOn: day(params.askedAt, params.timeZone, locale),
  }),
})
