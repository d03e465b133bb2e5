import { digestShape, digestValues } from '../src/digest.ts'
import { letter } from '../src/letter.ts'

export const digestWeekly = letter({
  room: 'digest',
  shape: digestShape,
  fill: digestValues,
})
