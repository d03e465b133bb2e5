import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { counted } from '../src/counted.ts'
import { customerShape, customerValues, tenantFacts } from '../src/customer.ts'
import { inLine } from '../src/direction.ts'
import { fact, personFact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import type { AssociationNotice } from '../src/consent.ts'
import { moment } from '../src/moments.ts'
import { link, name, place, said } from '../src/plain.ts'
import type { Plain } from '../src/plain.ts'

export const associationNotice = letter({
  room: 'consent',
  shape: {
    ...customerShape,
    window: 'line',
    silenceFrom: 'line',
    noticeUrl: 'link',
    askPlace: 'line?',
    surveyUrl: 'link?',
    copies: 'line',
  },
  editions: ['opt_in'],
  editionOf: ({ onlyYes }: AssociationNotice) => (onlyYes ? 'opt_in' : undefined),
  fill: (params: AssociationNotice, locale) => ({
    ...customerValues(params, locale),
    window: counted(m.letters_days, params.windowDays, locale),
    silenceFrom: moment(params.silenceFrom, params.timeZone, locale),
    noticeUrl: link(params.noticeUrl),
    askPlace: params.askUrl === undefined ? undefined : place(params.askUrl),
    surveyUrl: params.surveyUrl === undefined ? undefined : link(params.surveyUrl),
    copies: copies(params, locale),
    facts: [
      ...tenantFacts(params, locale),
      fact(m.letters_fact_asks({}, { locale }), inLine(locale, name(params.partnerName), name(params.locationCity))),
      personFact(m.letters_fact_contact({}, { locale }), params.partnerContactName, params.partnerContactEmail),
      fact(m.letters_fact_why({}, { locale }), said(m.letters_association_notice_why_they_ask({}, { locale }))),
    ],
  }),
})

// The contact is told about administrators; an administrator about "other people", who may be either.
function copies(params: AssociationNotice, locale: Locale): Plain {
  const count = params.otherRecipients
  if (count === 0) return said(m.letters_association_notice_no_copy({}, { locale }))
  if (params.recipientKind === 'customer') return counted(m.letters_association_notice_copies, count, locale)
  return counted(m.letters_association_notice_copies_admin, count, locale)
}
