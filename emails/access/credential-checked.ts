import type { CredentialChecked } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { exact } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'

export const credentialChecked = letter({
  room: 'access',
  shape: { ...accessShape, credential: 'line' },
  editions: ['refused'],
  editionOf: ({ accepted }: CredentialChecked) => (accepted ? undefined : 'refused'),
  fill: (params: CredentialChecked, locale) => ({
    ...accessValues(params, locale),
    credential: exact(params.credentialId),
  }),
})
