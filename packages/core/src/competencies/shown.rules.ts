import type { RequirementKind } from '../catalogue/requirement.rules.ts'
import type { Day } from '../people/skill.rules.ts'
import type { RequirementCount, RequirementUnit } from './counting.rules.ts'
import type { CompetencyLevel, EnrollmentState } from './enrollment.rules.ts'
import type { Outlook } from './evaluation.rules.ts'

export interface ShownPlace {
  id: string
  name: string
  number: number
}

export interface ShownCompetency {
  code: string
  name: string
  groupCode: string
  groupName: string
}

/** One requirement that is not met, or will not be on the anniversary by what is known today. */
export interface ShownRisk {
  requirement: string
  kind: RequirementKind
  name: string
  unit: RequirementUnit
  needed: number
  have: number
  expiring: number
}

/** A competency at a location, as counted last. */
export interface SummaryRow {
  enrollmentId: string
  competency: ShownCompetency
  location: ShownPlace
  /** Held, or worked for. */
  level: CompetencyLevel
  /** The highest level of which an option is met: what a fee may be bought for. */
  metLevel: CompetencyLevel | null
  state: EnrollmentState
  stateAt: string
  goal: boolean
  atRisk: boolean
  renewsOn: Day | null
  preapprovedUntil: Day | null
  paidThrough: Day | null
  /** Requirements of its level that are met, of how many, by the option that comes nearest. */
  met: number
  of: number
  risks: ShownRisk[]
}

export interface ShownOption {
  option: string
  name: string
  met: boolean
  /**
   * Counted this instant. People, references and customers of locations outside the caller's scope are in the figures and
   * not among `counted` (B.18); `countedOf` says how many there are in all.
   */
  requirements: RequirementCount[]
}

export interface ShownLevel {
  level: CompetencyLevel
  met: boolean
  options: ShownOption[]
}

/** A competency at a location, requirement by requirement, counted this instant. */
export interface ShownStanding {
  competency: ShownCompetency
  location: ShownPlace
  metLevel: CompetencyLevel | null
  metOption: string | null
  /** Silver first; a level that the programme does not have is not there. */
  levels: ShownLevel[]
  /** What the anniversary will find; null: nothing is held. */
  outlook: Outlook | null
  /** People within the caller's scope who are reserved for it. */
  pins: { personId: string; name: string }[]
}

/** A level before and after what was supposed, and the figures that change. */
export interface SimulatedRow {
  competency: ShownCompetency
  location: ShownPlace
  before: CompetencyLevel | null
  after: CompetencyLevel | null
  changes: {
    level: CompetencyLevel
    option: string
    /** The name of the option, where its level has several ('' is the usual one); else null. */
    way: string | null
    requirement: string
    name: string
    unit: RequirementUnit
    needed: number
    before: number
    after: number
  }[]
}

/** What a few people or references hold up together: without them these levels are lost. */
export interface CriticalRow {
  competency: ShownCompetency
  location: ShownPlace
  level: CompetencyLevel
  /** How many it takes, at least. */
  size: number
  /** One such loss; what the caller may not see the name of is left out, and counted. */
  loss: { kind: 'person' | 'reference' | 'customer'; id: string; name: string; locationId: string | null }[]
}
