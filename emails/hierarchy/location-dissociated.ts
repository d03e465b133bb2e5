import type { LocationDissociated } from '../src/hierarchy.ts'
import { treeShape, treeValues } from '../src/hierarchy.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import { exact, name } from '../src/plain.ts'

export const locationDissociated = letter({
  room: 'hierarchy',
  shape: { ...treeShape, location: 'line', number: 'line', untilAt: 'line' },
  editions: ['reminder'],
  editionOf: ({ isReminder }: LocationDissociated) => (isReminder ? 'reminder' : undefined),
  fill: (params: LocationDissociated, locale) => ({
    ...treeValues(params, locale),
    location: name(params.locationName),
    number: exact(String(params.locationNumber)),
    untilAt: moment(params.untilAt, params.timeZone, locale),
  }),
})
