import { letter } from '../src/letter.ts'
import { confirmationShape, confirmationValues } from '../src/references.ts'

export const referenceConfirmation = letter({
  room: 'references',
  shape: confirmationShape,
  fill: confirmationValues,
})
