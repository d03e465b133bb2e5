import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { customerShape, customerValues, tenantFacts } from '../src/customer.ts'
import { fact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import type { AssociationEnded, EndedReason } from '../src/consent.ts'
import { moment } from '../src/moments.ts'
import { link, name, said } from '../src/plain.ts'

export const associationEnded = letter({
  room: 'consent',
  shape: { ...customerShape, endedAt: 'line', noticeUrl: 'link' },
  // What never started does not end.
  editions: ['unanswered'],
  editionOf: ({ reason }: AssociationEnded) => (reason === 'no_consent' ? 'unanswered' : undefined),
  fill: (params: AssociationEnded, locale) => {
    const endedAt = moment(params.endedAt, params.timeZone, locale)
    return {
      ...customerValues(params, locale),
      endedAt,
      noticeUrl: link(params.noticeUrl),
      facts: [
        fact(m.letters_fact_partner({}, { locale }), name(params.partnerName)),
        ...tenantFacts(params, locale),
        fact(m.letters_fact_when({}, { locale }), endedAt),
        fact(m.letters_fact_reason({}, { locale }), said(reasons[params.reason](locale))),
      ],
    }
  },
})

// The category only: which other partner is recorded now, or what the vendor found, is nobody else's business.
const reasons: Record<EndedReason, (locale: Locale) => string> = {
  partner_disassociated: (locale) => m.letters_association_ended_by_partner({}, { locale }),
  superseded: (locale) => m.letters_association_ended_superseded({}, { locale }),
  subscription_ended: (locale) => m.letters_association_ended_subscription({}, { locale }),
  location_dissociated: (locale) => m.letters_association_ended_location({}, { locale }),
  vendor_revoked: (locale) => m.letters_association_ended_by_vendor({}, { locale }),
  no_consent: (locale) => m.letters_association_ended_no_consent({}, { locale }),
}
