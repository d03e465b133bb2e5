import { customerShape, customerValues, tenantFacts } from '../src/customer.ts'
import { fact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import * as m from '@ofrecord/messages/customer/messages'
import type { AssociationReminder } from '../src/consent.ts'
import { day, moment } from '../src/moments.ts'
import { link, name, place } from '../src/plain.ts'

export const associationReminder = letter({
  room: 'consent',
  shape: { ...customerShape, noticedOn: 'line', dueAt: 'line', noticeUrl: 'link', askPlace: 'line?' },
  editions: ['opt_in'],
  editionOf: ({ onlyYes }: AssociationReminder) => (onlyYes ? 'opt_in' : undefined),
  fill: (params: AssociationReminder, locale) => ({
    ...customerValues(params, locale),
    noticedOn: day(params.noticedAt, params.timeZone, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    noticeUrl: link(params.noticeUrl),
    askPlace: params.askUrl === undefined ? undefined : place(params.askUrl),
    facts: [fact(m.letters_fact_asks({}, { locale }), name(params.partnerName)), ...tenantFacts(params, locale)],
  }),
})
