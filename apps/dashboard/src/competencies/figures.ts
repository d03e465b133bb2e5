import type { RequirementKind } from '@ofrecord/core/catalogue/requirement.rules'
import type { RequirementUnit } from '@ofrecord/core/competencies/counting.rules'
import {
  competencies_loss_cents,
  competencies_loss_customers,
  competencies_loss_documents,
  competencies_loss_entitlements,
  competencies_loss_people,
  competencies_loss_references,
  competencies_loss_tenths,
  competencies_more_cents,
  competencies_more_customers,
  competencies_more_documents,
  competencies_more_entitlements,
  competencies_more_people,
  competencies_more_references,
  competencies_more_tenths,
} from '@ofrecord/messages/messages'
import { formatNumber } from '../lib/format.ts'
import { locale } from '../lib/locale.ts'

/** `USD 15,000`: whole dollars from cents, downwards, since what is a cent short is not there yet. */
const dollars = (cents: number): string =>
  new Intl.NumberFormat(locale() === 'en' ? 'en-GB' : locale(), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'code',
    maximumFractionDigits: 0,
  }).format(Math.floor(cents / 100))

/** A figure in its unit: dollars from cents, points from tenths (599 is 59.9, never 60), else a whole number. */
export const figureText = (unit: RequirementUnit, value: number): string => {
  if (unit === 'cents') return dollars(value)
  return formatNumber(unit === 'tenths' ? value / 10 : value)
}

/** The same by what a requirement asks for. */
export const figure = (kind: RequirementKind, value: number): string =>
  figureText(kind === 'consumption' || kind === 'revenue' ? 'cents' : kind === 'points' ? 'tenths' : 'people', value)

type Counted = (inputs: { count: number; amount: string }) => string

const moreWords: Record<RequirementUnit, Counted> = {
  people: competencies_more_people,
  references: competencies_more_references,
  entitlements: competencies_more_entitlements,
  customers: competencies_more_customers,
  cents: competencies_more_cents,
  tenths: competencies_more_tenths,
  documents: competencies_more_documents,
}

const lossWords: Record<RequirementUnit, Counted> = {
  people: competencies_loss_people,
  references: competencies_loss_references,
  entitlements: competencies_loss_entitlements,
  customers: competencies_loss_customers,
  cents: competencies_loss_cents,
  tenths: competencies_loss_tenths,
  documents: competencies_loss_documents,
}

const say = (words: Record<RequirementUnit, Counted>, unit: RequirementUnit, figure: number): string =>
  words[unit]({ count: unit === 'tenths' ? figure / 10 : figure, amount: figureText(unit, figure) })

/** `312 more active entitlements needed`. */
export const moreText = (unit: RequirementUnit, value: number): string =>
  // What is a cent short is a dollar short, not none.
  say(moreWords, unit, unit === 'cents' ? Math.ceil(value / 100) * 100 : value)

/** `1 reference expires`: what counts today and will not on the anniversary. */
export const lossText = (unit: RequirementUnit, figure: number): string => say(lossWords, unit, figure)

/** A phrase as the beginning of a sentence. */
export const capital = (phrase: string): string => phrase.charAt(0).toLocaleUpperCase() + phrase.slice(1)
