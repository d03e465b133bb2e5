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
