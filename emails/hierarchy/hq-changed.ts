import type { HqChanged } from '../src/hierarchy.ts'
import { treeShape, treeValues } from '../src/hierarchy.ts'
import { letter } from '../src/letter.ts'
import { exact, name } from '../src/plain.ts'

export const hqChanged = letter({
  room: 'hierarchy',
  shape: { ...treeShape, location: 'line', number: 'line', formerLocation: 'line' },
  fill: (params: HqChanged, locale) => ({
    ...treeValues(params, locale),
    location: name(params.locationName),
    number: exact(String(params.locationNumber)),
    formerLocation: name(params.formerLocationName),
  }),
})
