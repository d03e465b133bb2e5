import { letter } from '../src/letter.ts'
import { invitationShape, invitationValues } from '../src/people.ts'

export const inviteMulti = letter({
  room: 'people',
  shape: invitationShape,
  fill: invitationValues,
})
