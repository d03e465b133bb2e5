import { letter } from '../src/letter.ts'
import { invitationShape, invitationValues } from '../src/people.ts'

export const inviteSingle = letter({
  room: 'people',
  shape: invitationShape,
  fill: invitationValues,
})
