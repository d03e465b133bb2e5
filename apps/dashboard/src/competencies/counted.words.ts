import type { Counted, RequirementCount } from '@ofrecord/core/competencies/counting.rules'
import {
  competencies_ends_other,
  competencies_ends_person,
  competencies_ends_person_plain,
  competencies_ends_reference,
  competencies_meter,
} from '@ofrecord/messages/messages'
import { shownPerson } from '../lib/erased.ts'
import { dayText, monthText, whenText } from './days.ts'
import { figureText } from './figures.ts'

/** What something that counts is called. */
export const countedName = (one: Counted): string => {
  switch (one.kind) {
    case 'month':
      return monthText(one.month)
    case 'document':
      return one.document
    case 'person':
      return shownPerson(one.name)
    case 'reference':
    case 'association':
    case 'customer':
    case 'indicator':
      return one.name
  }
}

/** The last day on which it counts, if one is known. */
export const lastDayOf = (one: Counted): string | null =>
  'through' in one ? (one.through?.slice(0, 10) ?? null) : null

/** How much it brings, in the requirement's unit; nothing where each is one. */
export const countedFigure = (one: Counted, { unit }: RequirementCount): string => {
  switch (one.kind) {
    case 'association':
      return figureText(unit, one.amount)
    case 'customer':
      return figureText('entitlements', one.seats)
    case 'month':
      return figureText('cents', one.cents)
    case 'indicator':
      return competencies_meter({
        have: figureText('tenths', one.tenths),
        needed: figureText('tenths', one.maxTenths),
      })
    case 'person':
    case 'reference':
    case 'document':
      return ''
  }
}

/** Whether it is known to end before a day. */
export const endsBefore = (one: Counted, day: string | null): boolean => {
  const last = lastDayOf(one)
  return day !== null && last !== null && last < day
}

/** `Mina Okafor’s HX-214 expires on 12 Jan.` */
export const endText = (one: Counted): string => {
  const last = lastDayOf(one) ?? ''
  const name = countedName(one)
  const when = whenText(last)
  if (one.kind === 'reference') return competencies_ends_reference({ name, when })
  if (one.kind !== 'person') return competencies_ends_other({ name, when })
  return one.ending === null
    ? competencies_ends_person_plain({ name, when: dayText(last) })
    : competencies_ends_person({ name, code: one.ending, when })
}
