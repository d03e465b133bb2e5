/** What every letter to a customer says: who it is for, how to check it, why it came. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import { inLine } from './direction.ts'
import { codeFact, fact, factShape, itemsFact } from './facts.ts'
import type { Fact, LetterItem } from './facts.ts'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { exact, link, name, place } from './plain.ts'
import type { Values } from './template.ts'

/** A letter to somebody at the customer. The partner never gets one of these, not even as a copy. */
export interface CustomerLetter extends AnyLetter {
  /** Claim number, hyphen, running number of the letter: `1000388-1`. It can be typed into the verify page. */
  letterNumber: string
  /** Why this person gets it: named by the partner, or administrator of the tenant. */
  recipientKind: 'customer' | 'tenant_admin'
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  partnerName: string
  customerName: string
  /** The verified domain the claim names. */
  domain: string
  /** GUID of the tenant. */
  tenantId: string
  items: readonly LetterItem[]
  /** The page where a letter is checked by its number. Shown as text to type, never as a link (B.2.6). */
  verifyUrl: string
  /** The phrase the tenant's administrators chose, if they did (B.2.6). */
  codePhrase?: string | undefined
  privacyUrl: string
}

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
