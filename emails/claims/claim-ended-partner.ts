import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { letter } from '../src/letter.ts'
import type { ClaimEndedPartner } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { said } from '../src/plain.ts'

export const claimEndedPartner = letter({
  room: 'claims',
  shape: { ...partnerShape, endedAt: 'line', reason: 'line' },
  // What never started does not end.
  editions: ['unanswered'],
  editionOf: ({ reason }: ClaimEndedPartner) => (reason === 'no_consent' ? 'unanswered' : undefined),
  fill: (params: ClaimEndedPartner, locale) => ({
    ...partnerValues(params, locale),
    endedAt: moment(params.endedAt, params.timeZone, locale),
    reason: said(reasons[params.reason](locale)),
  }),
})

// The category only: another partner's name or evidence is never told (CNF-R6).
const reasons: Record<ClaimEndedPartner['reason'], (locale: Locale) => string> = {
  partner_disassociated: (locale) => m.letters_claim_ended_by_partner({}, { locale }),
  superseded: (locale) => m.letters_claim_ended_superseded({}, { locale }),
  subscription_ended: (locale) => m.letters_claim_ended_subscription({}, { locale }),
  location_dissociated: (locale) => m.letters_claim_ended_location({}, { locale }),
  vendor_revoked: (locale) => m.letters_claim_ended_by_vendor({}, { locale }),
  customer_revoked: (locale) => m.letters_claim_ended_by_customer({}, { locale }),
  no_consent: (locale) => m.letters_claim_ended_no_consent({}, { locale }),
}
