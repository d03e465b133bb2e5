/** What every letter to a customer says: who it is for, how to check it, why it came. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import { inLine } from './direction.ts'
import { codeFact, fact, factShape, itemsFact } from './facts.ts'
import type { Fact } from './facts.ts'
import { greetedShape, greetedValues } from './greeted.ts'
import type { CustomerLetter } from './letters.ts'
import { exact, link, name, place } from './plain.ts'
import type { Values } from './template.ts'

export const customerShape = {
  ...greetedShape,
  letterNumber: 'line',
  recipientIsAdmin: 'flag',
  partner: 'line',
  customer: 'line',
  verifyPlace: 'line',
  codePhrase: 'line?',
  privacyUrl: 'link',
  facts: { each: factShape },
} as const

/** The values of `customerShape`, all but the facts, whose rows differ from letter to letter. */
export function customerValues(params: CustomerLetter, locale: Locale): Omit<Values<typeof customerShape>, 'facts'> {
  return {
    ...greetedValues(params, locale),
    letterNumber: exact(params.letterNumber),
    recipientIsAdmin: params.recipientKind === 'tenant_admin',
    partner: name(params.partnerName),
    customer: name(params.customerName),
    verifyPlace: place(params.verifyUrl),
    codePhrase: params.codePhrase === undefined ? undefined : exact(params.codePhrase),
    privacyUrl: link(params.privacyUrl),
  }
}

/**
 * The rows that say which tenant and which services a letter is about. The customer's name may be anything; the domain
 * is shown as it was verified.
 */
export function tenantFacts(params: CustomerLetter, locale: Locale): readonly Fact[] {
  return [
    fact(m.letters_fact_organisation({}, { locale }), inLine(locale, name(params.customerName), exact(params.domain))),
    codeFact(m.letters_fact_tenant({}, { locale }), params.tenantId),
    itemsFact(params.items, locale),
  ]
}
