import { defineMoves } from '../kernel/moves.ts'

export const competencyLevels = ['silver', 'gold'] as const
export type CompetencyLevel = (typeof competencyLevels)[number]

export const lowerLevel = (mine: CompetencyLevel, other: CompetencyLevel): CompetencyLevel =>
  mine === 'gold' ? other : mine

export const enrollmentStates = [
  'in_progress',
  'qualified',
  'active_earned',
  'active_preapproved',
  'in_renewal',
  'grace',
  'lapsed',
  'withdrawn',
] as const
export type EnrollmentState = (typeof enrollmentStates)[number]

export type EnrollmentVerb =
  | 'qualify'
  | 'lose'
  | 'earn'
  | 'unpay'
  | 'preapprove'
  | 'openRenewal'
  | 'renew'
  | 'enterGrace'
  | 'lapse'
  | 'withdraw'
  | 'startAgain'

/**
 * B.16.4. `not_started` is a row that is not there. `at_risk` is a flag of the held states, and another level is another
 * value of the same row (CMP-R4). Who withdraws keeps the benefits until the anniversary, where it lapses.
 * `unpay` takes back what a refunded fee brought.
 */
export const enrollmentMoves = defineMoves<EnrollmentState, EnrollmentVerb>()({
  in_progress: { qualify: 'qualified', preapprove: 'active_preapproved' },
  qualified: { lose: 'in_progress', earn: 'active_earned' },
  active_earned: { openRenewal: 'in_renewal', withdraw: 'withdrawn', unpay: 'qualified' },
  active_preapproved: {
    earn: 'active_earned',
    lapse: 'lapsed',
    withdraw: 'withdrawn',
    preapprove: 'active_preapproved',
  },
  in_renewal: { renew: 'active_earned', enterGrace: 'grace', withdraw: 'withdrawn' },
  grace: { renew: 'active_earned', lapse: 'lapsed' },
  lapsed: { startAgain: 'in_progress' },
  withdrawn: { lapse: 'lapsed' },
})

/** States in which a competency counts and brings benefits; what was withdrawn keeps them until its anniversary. */
export const heldStates: readonly EnrollmentState[] = ['active_earned', 'active_preapproved', 'in_renewal', 'grace']

/** A competency that counts at one location, with the day of its next renewal (ISO), if it has one. */
export type HeldCompetency = { competency: string; level: CompetencyLevel; renewsOn: string | null }

/**
 * The organisation's level of each competency: the highest that any of its locations holds (CMP-R2). A merge makes one
 * set of two; what each location holds, and until when its benefits last, stays as it is (MRG-R3).
 */
export const levelsOf = (held: readonly HeldCompetency[]): Map<string, CompetencyLevel> => {
  const levels = new Map<string, CompetencyLevel>()
  for (const { competency, level } of held)
    if (level === 'gold' || !levels.has(competency)) levels.set(competency, level)
  return levels
}
