import type { CredentialAsked } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { name } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'

const { at: _at, ...shape } = accessShape

export const credentialAsked = letter({
  room: 'access',
  shape: { ...shape, author: 'line' },
  fill: (params: CredentialAsked, locale) => {
    const { at: _unsaid, ...values } = accessValues(params, locale)
    return { ...values, author: name(params.authorName) }
  },
})
