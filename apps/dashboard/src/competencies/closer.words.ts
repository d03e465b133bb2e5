import type { Closer, RequirementUnit } from '@ofrecord/core/competencies/counting.rules'
import {
  competencies_assigned,
  competencies_close_amount,
  competencies_close_certify_action,
  competencies_close_certify_all,
  competencies_close_certify_any,
  competencies_close_certify_own,
  competencies_close_exam,
  competencies_close_exam_action,
  competencies_close_exam_some,
  competencies_close_hand_in,
  competencies_close_move,
  competencies_close_move_action,
  competencies_close_points,
  competencies_close_points_of,
  competencies_close_record_action,
  competencies_close_reference_action,
  competencies_close_reference_free,
  competencies_close_reference_moves,
  competencies_close_references,
  competencies_close_references_action,
  competencies_close_renew_action,
  competencies_close_seats,
  competencies_close_unpin,
  competencies_close_unpin_action,
  competencies_gap,
  competencies_released,
  competencies_undone,
  programme_need_listed,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatList, formatNumber } from '../lib/format.ts'
import type { Deed } from '../lists/perform.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { capital, figureText, moreText } from './figures.ts'
import type { Names } from './names.ts'

/** Where one goes to close a gap, or what is done about it at once. */
export interface CloserAction {
  label: string
  /** The privilege without which it is not offered. */
  needs: string
  href?: string
  deed?: Deed
}

interface CloserWords {
  /** Empty where another line says it already. */
  text: string
  action?: CloserAction
}

interface CloserContext {
  names: Names
  unit: RequirementUnit
  /** Where it would count. */
  locationId: string
  competency: string
  vendor: string
}

/** More results than these are counted instead of named. */
const named = 4
const indicatorsNamed = 3

/** What would close a gap, as a sentence, and the way there. */
export const closerWords = (closer: Closer, context: CloserContext): CloserWords => {
  switch (closer.close) {
    case 'assignReference':
    case 'gainReferences':
      return referenceWords(closer, context)
    case 'certify':
    case 'passExam':
    case 'renewExam':
    case 'movePerson':
    case 'unpin':
      return personWords(closer, context)
    case 'moreEntitlements':
    case 'moreCustomers':
    case 'moreAmount':
    case 'morePoints':
    case 'handIn':
      return figureWords(closer, context)
  }
}

type Of<Name extends Closer['close']> = Extract<Closer, { close: Name }>

const referenceWords = (
  closer: Of<'assignReference' | 'gainReferences'>,
  { names, locationId, competency }: CloserContext,
): CloserWords => {
  if (closer.close === 'gainReferences')
    return {
      text: competencies_close_references({ count: closer.count }),
      action: {
        label: competencies_close_references_action(),
        href: programmePaths.newReference,
        needs: 'references.manage',
      },
    }
  const { id: referenceId, name, from } = closer
  const { assign, unassign } = api.references
  return {
    text: from
      ? competencies_close_reference_moves({ name, competency: names.competency(from.competency) })
      : competencies_close_reference_free({ name }),
    action: {
      label: competencies_close_reference_action({ name }),
      needs: 'references.manage',
      deed: {
        work: () => assign.mutate({ referenceId, locationId, competency }),
        told: competencies_assigned({ name, competency: names.competency(competency) }),
        back: {
          work: () => (from ? assign.mutate({ referenceId, ...from }) : unassign.mutate({ referenceId })),
          told: competencies_undone(),
        },
      },
    },
  }
}

const findPerson = (name: string): string => `${paths.people}?${new URLSearchParams({ q: name })}`

const personWords = (
  closer: Of<'certify' | 'passExam' | 'renewExam' | 'movePerson' | 'unpin'>,
  { names }: CloserContext,
): CloserWords => {
  if (closer.close === 'certify')
    return {
      text: certifyText(closer),
      action: { label: competencies_close_certify_action(), href: paths.certified, needs: 'people.see' },
    }
  const name = shownPerson(closer.name)
  const there = { href: findPerson(closer.name), needs: 'people.see' }
  switch (closer.close) {
    case 'renewExam':
      return { text: '', action: { label: competencies_close_renew_action({ name }), ...there } }
    case 'movePerson':
      return {
        text: competencies_close_move({ name, location: names.location(closer.locationId) }),
        action: { label: competencies_close_move_action({ name }), ...there },
      }
    case 'unpin':
      return {
        text: competencies_close_unpin({ name, competency: names.competency(closer.competency) }),
        action: {
          label: competencies_close_unpin_action({ name }),
          needs: 'competencies.manage',
          deed: { work: () => api.competencies.unpin.mutate({ personId: closer.id }), told: competencies_released() },
        },
      }
    case 'passExam': {
      const { short, exams: all } = closer
      const exams = formatList(all.map(({ code }) => code))
      return {
        text:
          short < all.length
            ? competencies_close_exam_some({ name, short: formatNumber(short), exams })
            : competencies_close_exam({ name, exams }),
        action: {
          label: competencies_close_exam_action({ name }),
          href: `${paths.trainings}?${new URLSearchParams({ q: closer.name })}`,
          needs: 'people.see',
        },
      }
    }
  }
}

const certifyText = ({ count, match, codes }: Of<'certify'>): string => {
  if (codes.length === 0) return competencies_close_certify_own({ count })
  const results =
    codes.length > named ? programme_need_listed({ count: formatNumber(codes.length) }) : formatList(codes)
  return match === 'all'
    ? competencies_close_certify_all({ count, results })
    : competencies_close_certify_any({ count, results })
}

const figureWords = (
  closer: Of<'moreEntitlements' | 'moreCustomers' | 'moreAmount' | 'morePoints' | 'handIn'>,
  { unit, vendor }: CloserContext,
): CloserWords => {
  const record = { label: competencies_close_record_action(), href: paths.newClaim, needs: 'claims.create' }
  switch (closer.close) {
    case 'moreEntitlements':
      return { text: competencies_gap({ more: capital(moreText(unit, closer.count)) }), action: record }
    case 'moreCustomers': {
      const more = capital(moreText(unit, closer.count))
      const seats = formatNumber(closer.minSeats)
      return {
        text: closer.minSeats > 0 ? competencies_close_seats({ more, seats }) : competencies_gap({ more }),
        action: record,
      }
    }
    case 'moreAmount':
      return {
        text: competencies_close_amount({
          more: capital(moreText('cents', closer.cents)),
          months: formatNumber(closer.months),
        }),
      }
    case 'morePoints':
      return {
        text: [competencies_gap({ more: capital(moreText('tenths', closer.tenths)) }), pointsText(closer)].join(' '),
      }
    case 'handIn':
      return { text: competencies_close_hand_in({ document: closer.document, vendor }) }
  }
}

const pointsText = ({ indicators }: Of<'morePoints'>): string =>
  indicators.length === 0
    ? ''
    : competencies_close_points({
        indicators: formatList(
          indicators
            .slice(0, indicatorsNamed)
            .map(({ name, tenths }) => competencies_close_points_of({ name, points: figureText('tenths', tenths) })),
        ),
      })
