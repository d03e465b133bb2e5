import { letter } from '../src/letter.ts'
import type { Invitation } from '../src/people.ts'
import { invitationShape, invitationValues } from '../src/people.ts'

export const inviteSingle = letter({
  room: 'people',
  shape: invitationShape,
  fill: (params: Invitation, locale) => invitationValues(params, locale),
})
