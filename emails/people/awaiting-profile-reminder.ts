import { letter } from '../src/letter.ts'
import { reminderShape, reminderValues } from '../src/people.ts'

export const awaitingProfileReminder = letter({
  room: 'people',
  shape: reminderShape,
  fill: reminderValues,
})
