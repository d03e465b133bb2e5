import type { MailboxTest } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { name } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'

export const mailboxTest = letter({
  room: 'access',
  shape: { ...accessShape, location: 'line' },
  fill: (params: MailboxTest, locale) => ({
    ...accessValues(params, locale),
    location: name(params.locationName),
  }),
})
