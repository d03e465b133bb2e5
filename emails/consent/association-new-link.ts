import { customerShape, customerValues, tenantFacts } from '../src/customer.ts'
import { fact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import * as m from '@ofrecord/messages/customer/messages'
import type { AssociationNewLink } from '../src/consent.ts'
import { link, name } from '../src/plain.ts'

export const associationNewLink = letter({
  room: 'consent',
  shape: { ...customerShape, noticeUrl: 'link' },
  fill: (params: AssociationNewLink, locale) => ({
    ...customerValues(params, locale),
    noticeUrl: link(params.noticeUrl),
    facts: [fact(m.letters_fact_asks({}, { locale }), name(params.partnerName)), ...tenantFacts(params, locale)],
  }),
})
