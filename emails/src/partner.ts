/** What every letter to a partner says: which claim, whose customer, where to open it. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import { fact, factShape } from './facts.ts'
import type { AnyLetter } from './letters.ts'
import { day } from './moments.ts'
import { exact, link, name, said } from './plain.ts'
import type { Values } from './template.ts'

/** A letter to a partner: contact and creator of the claim, and who follows it. */
export interface PartnerLetter extends AnyLetter {
  /** `1000388` */
  claimNumber: string
  /** The partner's own name for the claim. */
  claimName: string
  customerName: string
  /** Area and activity in the words of the catalogue, in the letter's language. */
  activity: string
  /** Name of the location, with its number if wanted. */
  location: string
  /** The claim in the dashboard. */
  claimUrl: string
}

export const partnerShape = {
  vendor: 'line',
  vendorAddress: 'line?',
  claimNumber: 'line',
  claimUrl: 'link',
  customer: 'line',
  sentOn: 'line',
  facts: { each: factShape },
} as const

/** The values of `partnerShape`. */
export function partnerValues(params: PartnerLetter, locale: Locale): Values<typeof partnerShape> {
  return {
    vendor: name(params.vendorName),
    vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
    claimNumber: exact(params.claimNumber),
    claimUrl: link(params.claimUrl),
    customer: name(params.customerName),
    sentOn: day(params.sentAt, params.timeZone, locale),
    facts: [
      fact(m.letters_fact_claim({}, { locale }), said(`${name(params.claimName)}, ${exact(params.claimNumber)}`)),
      fact(m.letters_fact_customer({}, { locale }), name(params.customerName)),
      fact(m.letters_fact_activity({}, { locale }), name(params.activity)),
      fact(m.letters_fact_location({}, { locale }), name(params.location)),
    ],
  }
}
