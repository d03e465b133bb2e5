export const competencyLevels = ['silver', 'gold'] as const
export type CompetencyLevel = (typeof competencyLevels)[number]

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

/** States in which a competency counts and brings benefits. */
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
