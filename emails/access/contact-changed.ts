import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { ContactChanged } from '../src/access.ts'
import { letter } from '../src/letter.ts'
import { name, said, sentence } from '../src/plain.ts'
import { accessShape, accessValues } from './access.ts'

const roles = {
  primary_program: m.accessletters_role_primary_program,
  executive: m.accessletters_role_executive,
  sales_marketing: m.accessletters_role_sales_marketing,
  technical_1: m.accessletters_role_technical_1,
  technical_2: m.accessletters_role_technical_2,
  technical_3: m.accessletters_role_technical_3,
} as const

const rights = {
  organisation: m.accessletters_administers_organisation,
  location: m.accessletters_administers_location,
} as const

/** What the button says: letters that were written before it had a choice open the contacts. */
export const contactButton = (opens: ContactChanged['opens'], locale: Locale) =>
  said((opens === 'own' ? m.accessletters_open_own : m.accessletters_open_contacts)({}, { locale }))

export const contactChanged = letter({
  room: 'access',
  shape: { ...accessShape, location: 'line', role: 'line', administers: 'line?', button: 'line' },
  editions: ['taken'],
  editionOf: ({ taken }: ContactChanged) => (taken ? 'taken' : undefined),
  fill: (params: ContactChanged, locale) => ({
    ...accessValues(params, locale),
    location: name(params.locationName),
    role: said(roles[params.role]({}, { locale })),
    button: contactButton(params.opens, locale),
    administers: params.administers && sentence(rights[params.administers]({}, { locale })),
  }),
})
