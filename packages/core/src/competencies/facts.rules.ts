import type { SkillKind } from '../catalogue/catalogue.rules.ts'
import type { AssociationMethod, Requirement } from '../catalogue/requirement.rules.ts'
import type { Day, Skill } from '../people/skill.rules.ts'
import type { CompetencyLevel, EnrollmentState } from './enrollment.rules.ts'

/**
 * What is read of an organisation before anything is counted: plain JSON. Days are text as the database has them
 * (`2026-11-02`), months are their first day, money is in cents of the US dollar, growth in basis points.
 */
export interface Facts {
  organizationId: string
  locations: readonly LocationFact[]
  /** Everybody who is active, also without any results: their number decides about small firms. */
  people: readonly PersonFact[]
  /** Approved ones, assigned or not; what has expired by then is left out by counting. */
  references: readonly ReferenceFact[]
  /** Those that hold, and those that ended within the last years: a customer that was one before is not new. */
  associations: readonly AssociationFact[]
  amounts: readonly AmountFacts[]
  figures: readonly FigureFact[]
  documents: readonly DocumentFact[]
  pins: readonly PinFact[]
  enrollments: readonly EnrolledFact[]
}

export type Market = 'developed' | 'developing'

export interface LocationFact {
  id: string
  name: string
  /** By its country: which threshold holds. */
  market: Market
}

export interface PersonFact {
  id: string
  name: string
  locationId: string
  /** Of the credential, where it is linked to this organisation; else none. */
  skills: readonly Skill[]
}

export interface ReferenceFact {
  id: string
  company: string
  title: string
  /** The location that did the work. */
  locationId: string
  /** The competencies that it may be assigned to. */
  competencies: readonly string[]
  /** Where it counts (REF-R5). */
  assigned: { locationId: string; competency: string } | null
  /** ISO instant; it counts while the time is before it (REF-R4). */
  expiresAt: string
}

export interface AssociationFact {
  id: string
  tenantId: string
  tenantName: string
  locationId: string
  method: AssociationMethod
  product: string
  since: Day
  /** The first day on which it does not hold any more; null: no end is known. */
  until: Day | null
  seats: number
  /** Entitlements in use, by the newest figures. */
  active: number
}

/** What one location's customers consumed or bought in one month, of one product and by one method. */
export interface AmountFacts {
  locationId: string
  measure: 'consumption' | 'revenue'
  method: AssociationMethod
  product: string
  /** First day of the month. */
  month: Day
  cents: number
}

/** One indicator of a points model in one month. */
export interface FigureFact {
  locationId: string
  competency: string
  indicator: string
  month: Day
  value: number
  /** Where growth began; null: the figure is no growth. */
  baseline: number | null
}

/** A document that was handed in: an agreement, a survey. It counts for twelve months. */
export interface DocumentFact {
  locationId: string
  competency: string
  document: string
  on: Day
}

/** Somebody whom an administrator reserved for one competency at one location (CP-R8). */
export interface PinFact {
  personId: string
  competency: string
  locationId: string
}

export interface EnrolledFact {
  locationId: string
  competency: string
  /** Held or worked for. */
  level: CompetencyLevel
  state: EnrollmentState
  /** The anniversary that its requirements are projected to; null: there is none yet. */
  renewsOn: Day | null
}

/** What the vendor asks: competencies, each with the options of its levels. */
export interface Programme {
  competencies: readonly CompetencyTerms[]
  /** Names of what can be passed, for those who are one exam short. */
  certifications: readonly CertificationTerms[]
}

export interface CompetencyTerms {
  code: string
  name: string
  /** Several of one level are alternatives: all requirements of one of them (B.8.1). */
  options: readonly OptionTerms[]
}

export interface OptionTerms {
  level: CompetencyLevel
  /** Unique within the level. */
  option: string
  name: string
  requirements: readonly Requirement[]
}

export interface CertificationTerms {
  code: string
  name: string
  kind: SkillKind
  qualifiesFor: readonly string[]
}
