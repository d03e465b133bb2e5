/** Letters about the competencies of a location (B.8): to its primary contact and to who administers the organisation. */
import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { day } from './moments.ts'
import type { Plain } from './plain.ts'
import { exact, link, name, said } from './plain.ts'
import type { Values } from './template.ts'

interface CompetencyLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  organisationName: string
  locationName: string
  locationNumber: number
  competencyName: string
  level: 'silver' | 'gold'
  /** The competency in the dashboard. The one button. */
  pageUrl: string
}

/** Every requirement is met and the fee can be paid; `lost`: one is missing again before it was. */
export interface CompetencyQualified extends CompetencyLetter {
  outcome: 'qualified' | 'lost'
  happenedAt: string
}

/** Requirements that will not be met on the anniversary, by what is known today. */
export interface CompetencyAtRisk extends CompetencyLetter {
  /** The anniversary, a day: `2027-07-06`. */
  endsOn: string
  requirements: readonly string[]
}

/** 90 days before the anniversary; as a reminder 60, 30 and 15 days before; in grace, 23 days after (CMP-R6). */
export interface CompetencyRenewal extends CompetencyLetter {
  phase: 'open' | 'reminder' | 'grace'
  endsOn: string
  /** The last day on which it can be renewed. */
  lastDay: string
}

/** It counts no more. `ahead`: it was granted before its requirements were met; `given_up`: it was withdrawn. */
export interface CompetencyLapsed extends CompetencyLetter {
  why: 'not_renewed' | 'ahead' | 'given_up'
  happenedAt: string
}

/** The vendor granted a level ahead of its requirements; also as a reminder of its end. */
export interface CompetencyPreapproved extends CompetencyLetter {
  endsOn: string
  isReminder: boolean
}

export const competencyShape = {
  ...greetedShape,
  organisation: 'line',
  location: 'line',
  number: 'line',
  competency: 'line',
  level: 'line',
  pageUrl: 'link',
} as const

/** What every letter about a competency prints. */
export const competencyValues = (params: CompetencyLetter, locale: Locale): Values<typeof competencyShape> => ({
  ...greetedValues(params, locale),
  organisation: name(params.organisationName),
  location: name(params.locationName),
  number: exact(String(params.locationNumber)),
  competency: name(params.competencyName),
  level: said(
    params.level === 'gold'
      ? m.competencyletters_level_gold({}, { locale })
      : m.competencyletters_level_silver({}, { locale }),
  ),
  pageUrl: link(params.pageUrl),
})

/** A day without a time of day, which is the same in every zone. */
export const plainDay = (on: string, locale: Locale): Plain => day(`${on}T12:00:00Z`, 'UTC', locale)
