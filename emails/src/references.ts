/** Letters about customers' references (B.5): to the contact who is asked, and to the partner who asks. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import type { Fact } from './facts.ts'
import { fact, factShape } from './facts.ts'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { day, moment } from './moments.ts'
import type { Plain } from './plain.ts'
import { exact, link, name, paragraphs, place, said } from './plain.ts'
import type { Values } from './template.ts'

interface ReferenceLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  /** Number of the reference, `7KD4-2QMX`. */
  letterNumber: string
  /** The customer's company, as the partner wrote it. */
  customerName: string
  projectTitle: string
  /** The location that did the work. */
  locationName: string
}

interface AskedLetter extends ReferenceLetter {
  partnerName: string
  /** Days without a time of day: `2026-05-01`. */
  startedOn: string
  endedOn: string
  verifyUrl: string
  privacyUrl: string
}

/** Asks the contact to confirm or reject what the partner wrote (B.5.2); also as a reminder. */
export interface ReferenceConfirmation extends AskedLetter {
  askedAt: string
  /** Sixty days later; silence confirms nothing. */
  dueAt: string
  /** The partner asks to quote it too. */
  quotingAsked: boolean
  /** The contact's own page of the reference. The one button. */
  referenceUrl: string
}

/** To the contact: what was confirmed through their link, by whom, and how to take it back. */
export interface ReferenceReceipt extends AskedLetter {
  answeredAt: string
  /** As typed by whoever confirmed. */
  answeredName: string
  answeredRole: string
  quotingAllowed: boolean
  expiresAt: string
  /** The page that takes it back. The one button. */
  withdrawUrl: string
}

/** To the partner: what became of a reference. */
export interface ReferencePartnerLetter extends ReferenceLetter {
  /** When it happened. */
  happenedAt: string
  /** The reference in the dashboard. The one button. */
  referenceUrl: string
}

export interface ReferenceApproved extends ReferencePartnerLetter {
  contactName: string
  expiresAt: string
  quotingAllowed: boolean
  /** The customer would have written something otherwise. */
  suggested: boolean
}

export interface ReferenceRejected extends ReferencePartnerLetter {
  /** What the customer chose on its page. */
  reason: keyof typeof reasons
  /** Only when the customer ticked that it may be shared. */
  comment?: string | undefined
}

const reasons = {
  not_our_project: m.reference_reason_not_our_project,
  description_wrong: m.reference_reason_description_wrong,
  not_satisfied: m.reference_reason_not_satisfied,
  other: m.reference_reason_other,
} as const

export interface ReferenceExpiring extends ReferencePartnerLetter {
  expiresAt: string
  /** Where it counts; absent while it counts nowhere. */
  counts?: { competencyName: string; locationName: string } | undefined
}

export const askedShape = {
  ...greetedShape,
  letterNumber: 'line',
  partner: 'line',
  customer: 'line',
  project: 'line',
  verifyPlace: 'line',
  codePhrase: 'line?',
  privacyUrl: 'link',
  facts: { each: factShape },
} as const

export const confirmationShape = {
  ...askedShape,
  dueAt: 'line',
  quotingAsked: 'flag',
  referenceUrl: 'link',
} as const

export const partnerReferenceShape = {
  ...greetedShape,
  letterNumber: 'line',
  customer: 'line',
  project: 'line',
  location: 'line',
  referenceUrl: 'link',
} as const

/** What every letter to the contact says. */
export const askedValues = (params: AskedLetter, locale: Locale): Values<typeof askedShape> => ({
  ...greetedValues(params, locale),
  letterNumber: exact(params.letterNumber),
  partner: name(params.partnerName),
  customer: name(params.customerName),
  project: name(params.projectTitle),
  verifyPlace: place(params.verifyUrl),
  // A phrase belongs to a tenant, and nobody said of which one this contact is.
  codePhrase: undefined,
  privacyUrl: link(params.privacyUrl),
  facts: factsOf(params, locale),
})

const factsOf = (params: AskedLetter, locale: Locale): readonly Fact[] => {
  const from = calendarDay(params.startedOn, locale)
  const until = calendarDay(params.endedOn, locale)
  return [
    fact(m.referenceletters_fact_project({}, { locale }), name(params.projectTitle)),
    fact(
      m.referenceletters_fact_period({}, { locale }),
      said(m.referenceletters_fact_period_text({ from, until }, { locale })),
    ),
    fact(m.referenceletters_fact_done_by({}, { locale }), name(params.partnerName), name(params.locationName)),
    fact(m.letters_fact_organisation({}, { locale }), name(params.customerName)),
  ]
}

/** A day of the calendar is the same everywhere. */
const calendarDay = (date: string, locale: Locale): string => day(`${date}T12:00:00Z`, 'UTC', locale)

export const confirmationValues = (
  params: ReferenceConfirmation,
  locale: Locale,
): Values<typeof confirmationShape> => ({
  ...askedValues(params, locale),
  dueAt: moment(params.dueAt, params.timeZone, locale),
  quotingAsked: params.quotingAsked,
  referenceUrl: link(params.referenceUrl),
})

/** What every letter to the partner says. */
export const partnerReferenceValues = (
  params: ReferencePartnerLetter,
  locale: Locale,
): Values<typeof partnerReferenceShape> => ({
  ...greetedValues(params, locale),
  letterNumber: exact(params.letterNumber),
  customer: name(params.customerName),
  project: name(params.projectTitle),
  location: name(params.locationName),
  referenceUrl: link(params.referenceUrl),
})

export const happenedShape = { ...partnerReferenceShape, at: 'line' } as const

/** The same, of letters that say when it happened. */
export const happenedValues = (params: ReferencePartnerLetter, locale: Locale): Values<typeof happenedShape> => ({
  ...partnerReferenceValues(params, locale),
  at: moment(params.happenedAt, params.timeZone, locale),
})

/** The reason in the words in which the customer's page offers it. */
export const reasonText = (reason: ReferenceRejected['reason'], locale: Locale): Plain =>
  said(reasons[reason]({}, { locale }))

/** The customer's words, where they may be read. */
export const commentLines = (comment: string | undefined) => (comment === undefined ? [] : paragraphs(comment))
