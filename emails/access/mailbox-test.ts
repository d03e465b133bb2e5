import type { MailboxTest } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { name } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'
import { contactButton } from './contact-changed.ts'

export const mailboxTest = letter({
  room: 'access',
  shape: { ...accessShape, location: 'line', button: 'line' },
  fill: (params: MailboxTest, locale) => ({
    ...accessValues(params, locale),
    location: name(params.locationName),
    button: contactButton(params.opens, locale),
  }),
})
