import type { CredentialMoved } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { name } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'

export const credentialMoved = letter({
  room: 'access',
  shape: { ...accessShape, person: 'line' },
  editions: ['joined'],
  editionOf: ({ joined }: CredentialMoved) => (joined ? 'joined' : undefined),
  fill: (params: CredentialMoved, locale) => ({
    ...accessValues(params, locale),
    person: name(params.personName),
  }),
})
