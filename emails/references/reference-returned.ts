import { letter } from '../src/letter.ts'
import { happenedShape, happenedValues } from '../src/references.ts'

export const referenceReturned = letter({
  room: 'references',
  shape: happenedShape,
  fill: happenedValues,
})
