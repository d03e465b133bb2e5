import type { LocationRestored } from '../src/hierarchy.ts'
import { treeShape, treeValues } from '../src/hierarchy.ts'
import { letter } from '../src/letter.ts'
import { exact, name } from '../src/plain.ts'

export const locationRestored = letter({
  room: 'hierarchy',
  shape: { ...treeShape, location: 'line', number: 'line' },
  fill: (params: LocationRestored, locale) => ({
    ...treeValues(params, locale),
    location: name(params.locationName),
    number: exact(String(params.locationNumber)),
  }),
})
