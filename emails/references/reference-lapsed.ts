import { letter } from '../src/letter.ts'
import { happenedShape, happenedValues } from '../src/references.ts'

export const referenceLapsed = letter({
  room: 'references',
  shape: happenedShape,
  fill: happenedValues,
})
