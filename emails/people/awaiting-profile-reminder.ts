import { letter } from '../src/letter.ts'
import type { AwaitingProfileReminder } from '../src/people.ts'
import { reminderShape, reminderValues } from '../src/people.ts'

export const awaitingProfileReminder = letter({
  room: 'people',
  shape: reminderShape,
  fill: (params: AwaitingProfileReminder, locale) => reminderValues(params, locale),
})
