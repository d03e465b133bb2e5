import type { ClaimPlan } from '../claims/plan.ts'
import { personas } from '../personas.ts'

/** Organisations of the people one can be on the sign-in page. */
const homes: ReadonlySet<string> = new Set(
  personas.flatMap(({ organisation, also }) => [organisation, ...(also ? [also.organisation] : [])]),
)

/**
 * Why `npm start` leaves a claim out: nobody can look at it. It belongs to an organisation without a persona, stands in
 * no reviewer's queue, and no story names it. Playing these 150 would take half of the load; `--whole` plays them too.
 */
export const unseen = ({ organisation, status, key }: ClaimPlan): string | undefined => {
  const isQueued = status === 'submitted' || status === 'under_review'
  const isTold = !key.startsWith('drawn-')
  return homes.has(organisation) || isQueued || isTold ? undefined : 'is seen by nobody yet'
}
