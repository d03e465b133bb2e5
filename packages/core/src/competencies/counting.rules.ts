import type { AssociationMethod, RequirementKind } from '../catalogue/requirement.rules.ts'
import type { Day } from '../people/skill.rules.ts'

/** What a requirement is counted in; points are in tenths, cents are of the US dollar. */
export type RequirementUnit = 'people' | 'references' | 'entitlements' | 'customers' | 'cents' | 'tenths' | 'documents'

/** How one requirement stands: plain JSON that a page shows as it is. */
export interface RequirementCount {
  requirement: string
  name: string
  kind: RequirementKind
  scope: 'location' | 'organization'
  unit: RequirementUnit
  needed: number
  have: number
  missing: number
  met: boolean
  /** How much of `have` ends before the anniversary, by what is known today; 0 without an anniversary. */
  expiring: number
  /** What it will have on the anniversary, by what is known today and the pace of today; null: without one. */
  onAnniversary: number | null
  /** What counted, those that end first in front; at most `countedShown`, `countedOf` in all. */
  counted: Counted[]
  countedOf: number
  /** Only of requirements whose people count for no other (CP-R8). */
  exclusive: ExclusiveCount | null
  /** What would close the gap. */
  closers: Closer[]
}

export type Counted =
  | CountedPerson
  | { kind: 'reference'; id: string; name: string; title: string; locationId: string; through: string }
  | {
      kind: 'association'
      id: string
      name: string
      locationId: string
      product: string
      method: AssociationMethod
      amount: number
      since: Day
      through: Day | null
    }
  | { kind: 'customer'; id: string; name: string; since: Day; seats: number }
  | { kind: 'month'; month: Day; cents: number }
  | {
      kind: 'indicator'
      code: string
      name: string
      tenths: number
      maxTenths: number
      value: number
      /** What earns all of its points; null: no band fits the baseline. */
      threshold: number | null
      baseline: number | null
      /** The month of the figure; null: there is none. */
      month: Day | null
    }
  | { kind: 'document'; document: string; locationId: string; on: Day; through: Day }

export interface CountedPerson {
  kind: 'person'
  id: string
  name: string
  locationId: string
  /** Codes of the results by which they count. */
  skills: string[]
  /** The last day on which they count, and the result that ends then; null: no end is known. */
  through: Day | null
  ending: string | null
}

/** Somebody who qualifies, and is used by another competency. */
export interface UsedElsewhere {
  id: string
  name: string
  competency: string
  /** null: used for the whole organisation. */
  locationId: string | null
  pinned: boolean
}

export interface ExclusiveCount {
  /** Who qualifies and is used nowhere. */
  spare: { id: string; name: string }[]
  elsewhere: UsedElsewhere[]
}

/** What would close a gap, or keep one from opening: data, for a sentence and a button. */
export type Closer =
  /** An approved reference that counts nowhere, or elsewhere. */
  | {
      close: 'assignReference'
      id: string
      name: string
      title: string
      from: { locationId: string; competency: string } | null
    }
  | { close: 'gainReferences'; count: number }
  /** So many people with these results are missing. */
  | { close: 'certify'; count: number; match: 'any' | 'all'; minimum: number; codes: string[] }
  /** This person lacks only `exams` (any `short` of them). */
  | { close: 'passExam'; id: string; name: string; short: number; exams: { code: string; name: string }[] }
  /** This person's result ends before the anniversary. */
  | { close: 'renewExam'; id: string; name: string; code: string; before: Day }
  /** Qualifies, and sits at another location. */
  | { close: 'movePerson'; id: string; name: string; locationId: string }
  /** Qualifies, and is reserved for another competency. */
  | { close: 'unpin'; id: string; name: string; competency: string }
  | { close: 'moreEntitlements'; count: number; products: string[] }
  | { close: 'moreCustomers'; count: number; minSeats: number; months: number }
  | { close: 'moreAmount'; measure: 'consumption' | 'revenue'; cents: number; months: number }
  | {
      close: 'morePoints'
      tenths: number
      indicators: { code: string; name: string; tenths: number; value: number | null }[]
    }
  | { close: 'handIn'; document: string }

/** At most this many of what counts, of who is spare and of who is used elsewhere are named; the number counts all. */
export const countedShown = 50
