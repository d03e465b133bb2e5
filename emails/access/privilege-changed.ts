import * as m from '@ofrecord/messages/customer/messages'
import type { PrivilegeChanged } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { name, said, sentence } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'

const privileges = {
  software_download: m.accessletters_privilege_software_download,
  view_keys: m.accessletters_privilege_view_keys,
  license_statement: m.accessletters_privilege_license_statement,
  training_admin: m.accessletters_privilege_training_admin,
} as const

export const privilegeChanged = letter({
  room: 'access',
  shape: { ...accessShape, location: 'line', privilege: 'line', logged: 'line?' },
  editions: ['taken'],
  editionOf: ({ taken }: PrivilegeChanged) => (taken ? 'taken' : undefined),
  fill: (params: PrivilegeChanged, locale) => ({
    ...accessValues(params, locale),
    location: name(params.locationName),
    privilege: said(privileges[params.privilege]({}, { locale })),
    // Whoever looks at keys is told that it is seen (PRV-R5).
    logged:
      params.privilege === 'view_keys' && !params.taken ? sentence(m.accessletters_logged({}, { locale })) : undefined,
  }),
})
