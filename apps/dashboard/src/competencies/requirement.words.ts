import type { AssociationMethod, MarketValue, Requirement } from '@ofrecord/core/catalogue/requirement.rules'
import {
  programme_indicator_all_or_nothing,
  programme_indicator_proportional,
  programme_method_claim,
  programme_method_delegated,
  programme_method_designation,
  programme_method_transaction,
  programme_need_agreement,
  programme_need_assessed_own,
  programme_need_consumption,
  programme_need_customers,
  programme_need_customers_seats,
  programme_need_entitlements,
  programme_need_listed,
  programme_need_people_all,
  programme_need_people_any,
  programme_need_people_one,
  programme_need_people_own,
  programme_need_people_some,
  programme_need_points,
  programme_need_references,
  programme_need_revenue,
  programme_need_survey,
  programme_note_developing,
  programme_note_exclusive,
  programme_note_location,
  programme_note_methods,
  programme_note_products,
  programme_note_results,
  programme_note_same_people,
  programme_note_small,
} from '@ofrecord/messages/messages'
import { formatList, formatNumber } from '../lib/format.ts'
import { figure } from './figures.ts'

interface RequirementWords {
  /** What must be shown, without a full stop: "2 people, each with one of HX-101 and HX-102". */
  sentence: string
  /** What else is to be known of it, each a sentence of its own, without a full stop. */
  notes: string[]
}

interface RequirementContext {
  /** The requirements of the same option: one may ask for the people of another. */
  siblings?: readonly Requirement[]
  /** What a product, an exam or a certification is called; without it, its code. */
  nameOf?: (code: string) => string
  /** The market of the location; without one both thresholds are told. */
  market?: keyof MarketValue
}

/** More results than these stand in a note, so that the sentence stays one. */
const inSentence = 4

/** Says a requirement in the reader's language. */
export const requirementWords = (requirement: Requirement, context: RequirementContext = {}): RequirementWords => ({
  sentence: sentenceOf(requirement, context),
  notes: [...notesOf(requirement, context), ...scopeNote(requirement)],
})

type PeopleRequirement = Extract<Requirement, { kind: 'people_certified' | 'people_assessed' }>

const sentenceOf = (requirement: Requirement, context: RequirementContext): string => {
  const { market } = context
  switch (requirement.kind) {
    case 'people_certified':
    case 'people_assessed':
      return peopleSentence(requirement, context)
    case 'references':
      return programme_need_references(counted(requirement.count))
    case 'active_entitlements':
      return programme_need_entitlements(counted(shown(requirement.threshold, market)))
    case 'new_customers': {
      const { threshold, months, minSeats } = requirement
      const inputs = { ...counted(shown(threshold, market)), months: formatNumber(months) }
      return minSeats > 0
        ? programme_need_customers_seats({ ...inputs, seats: formatNumber(minSeats) })
        : programme_need_customers(inputs)
    }
    case 'consumption':
    case 'revenue': {
      const say = requirement.kind === 'revenue' ? programme_need_revenue : programme_need_consumption
      const amount = figure(requirement.kind, shown(requirement.threshold, market))
      return say({ amount, months: formatNumber(requirement.months) })
    }
    case 'points':
      return programme_need_points({
        points: formatTenths(requirement.minTenths),
        most: formatTenths(requirement.indicators.reduce((sum, { maxTenths }) => sum + maxTenths, 0)),
        ...counted(requirement.indicators.length),
      })
    case 'agreement':
      return programme_need_agreement({ name: requirement.name })
    case 'satisfaction_survey':
      return programme_need_survey({ name: requirement.name })
  }
}

const peopleSentence = (requirement: PeopleRequirement, { nameOf = same }: RequirementContext): string => {
  const { match, codes, minimum } = requirement.skills
  const people = counted(requirement.count)
  if (codes.length === 0)
    return requirement.kind === 'people_certified'
      ? programme_need_people_own(people)
      : programme_need_assessed_own(people)
  const results =
    codes.length > inSentence
      ? programme_need_listed({ count: formatNumber(codes.length) })
      : formatList(codes.map((code) => nameOf(code)))
  if (codes.length === 1) return programme_need_people_one({ ...people, results })
  if (match === 'all') return programme_need_people_all({ ...people, results })
  return minimum > 1
    ? programme_need_people_some({ ...people, results, minimum: formatNumber(minimum) })
    : programme_need_people_any({ ...people, results })
}

const notesOf = (requirement: Requirement, { market, siblings = [], nameOf = same }: RequirementContext): string[] => {
  switch (requirement.kind) {
    case 'people_certified':
    case 'people_assessed': {
      const { skills, smallCount, exclusive, samePeopleAs } = requirement
      const other = siblings.find(({ code }) => code === samePeopleAs)
      return [
        ...(skills.codes.length > inSentence
          ? [programme_note_results({ results: skills.codes.map((code) => nameOf(code)).join(', ') })]
          : []),
        ...(smallCount === null ? [] : [programme_note_small({ amount: formatNumber(smallCount) })]),
        ...(exclusive ? [programme_note_exclusive()] : []),
        ...(samePeopleAs === null ? [] : [programme_note_same_people({ name: other?.name ?? samePeopleAs })]),
      ]
    }
    case 'new_customers':
      return [...developingNote(requirement, market), methodsNote(requirement.methods)]
    case 'active_entitlements':
    case 'consumption':
    case 'revenue': {
      const { products, methods } = requirement
      return [
        ...developingNote(requirement, market),
        ...(products.length === 0 ? [] : [programme_note_products({ products: formatList(products.map(nameOf)) })]),
        methodsNote(methods),
      ]
    }
    case 'points':
      return requirement.indicators.map(({ kind, name, maxTenths }) =>
        (kind === 'proportional' ? programme_indicator_proportional : programme_indicator_all_or_nothing)({
          name,
          points: formatTenths(maxTenths),
        }),
      )
    case 'references':
    case 'agreement':
    case 'satisfaction_survey':
      return []
  }
}

const developingNote = (
  { kind, threshold: { developed, developing } }: Extract<Requirement, { threshold: MarketValue }>,
  market: RequirementContext['market'],
): string[] =>
  market === undefined && developed !== developing
    ? [programme_note_developing({ amount: figure(kind, developing) })]
    : []

const methodWords: Record<AssociationMethod, () => string> = {
  claim: programme_method_claim,
  designation: programme_method_designation,
  delegated: programme_method_delegated,
  transaction: programme_method_transaction,
}

const methodsNote = (methods: readonly AssociationMethod[]): string =>
  programme_note_methods({ methods: formatList(methods.map((method) => methodWords[method]())) })

/** What is counted in the whole organisation, as nearly all is, says nothing of it (CMP-R3). */
const scopeNote = ({ scope }: Requirement): string[] => (scope === 'location' ? [programme_note_location()] : [])

const shown = (value: MarketValue, market: RequirementContext['market']): number => value[market ?? 'developed']

const counted = (count: number): { count: number; amount: string } => ({ count, amount: formatNumber(count) })

/** Tenths of a point as people write them: 599 is 59.9, and never 60. */
const formatTenths = (tenths: number): string => formatNumber(tenths / 10)

const same = (code: string): string => code
