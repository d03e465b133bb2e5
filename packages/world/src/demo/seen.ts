import type { ClaimPlan } from '../claims/plan.ts'
import { personas } from '../personas.ts'

/** Organisations of the people one can be on the sign-in page. */
const homes: ReadonlySet<string> = new Set(
  personas.flatMap(({ organisation, also }) => [organisation, ...(also ? [also.organisation] : [])]),
)

/**
 * Why `npm start` leaves a claim out: nobody can look at it. It belongs to an organisation without a persona, no
 * reviewer has it on the desk, no customer is asked about it, and no story names it. Playing these 110 would take a
 * third of the load; `--whole` plays them too.
 */
export const unseen = ({ organisation, status, phase, key }: ClaimPlan): string | undefined => {
  const isOpen = ['submitted', 'under_review', 'action_required'].includes(status) || phase === 'window'
  const isTold = !key.startsWith('drawn-')
  return homes.has(organisation) || isOpen || isTold ? undefined : 'is seen by nobody yet'
}
