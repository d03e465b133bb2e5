import type { ClaimPlan } from '../claims/plan.ts'
import { personas } from '../personas.ts'
import type { World } from '../world.ts'

/** Organisations of the people one can be on the sign-in page. */
const homes: ReadonlySet<string> = new Set(
  personas.flatMap(({ organisation, also }) => [organisation, ...(also ? [also.organisation] : [])]),
)

/** Nobody can look at it: it belongs to an organisation without a persona and stands in no reviewer's queue. */
const isHidden = ({ organisation, status }: ClaimPlan): boolean =>
  !homes.has(organisation) && status !== 'submitted' && status !== 'under_review'

/** Of claims that no story names, so many of one status are as good as all. */
const ENOUGH: Readonly<Partial<Record<ClaimPlan['status'], number>>> = {
  submitted: 14,
  under_review: 12,
  approved: 16,
  rejected: 6,
}

/**
 * Why `npm start` leaves a claim out: nobody can look at it, or there are enough like it. Playing these 280 would take
 * two thirds of the load; `--whole` plays them too. What a story names is always played.
 */
export const unseenIn = ({ claims }: World): ((plan: ClaimPlan) => string | undefined) => {
  const drawn = claims.filter(({ key }) => key.startsWith('drawn-'))
  const hidden = new Set(drawn.filter(isHidden))
  const shown = Map.groupBy(
    drawn.filter((plan) => !hidden.has(plan)),
    ({ status }) => status,
  )
  const spare = new Set([...shown].flatMap(([status, plans]) => thinned(plans, ENOUGH[status] ?? plans.length)))
  return (plan) => (hidden.has(plan) ? 'is seen by nobody yet' : spare.has(plan) ? 'is like many others' : undefined)
}

/** Those that can go when so many are to stay, evenly spread: a year stays a year. */
const thinned = <T>(all: readonly T[], stay: number): T[] =>
  all.filter((_each, at) => Math.floor(((at + 1) * stay) / all.length) === Math.floor((at * stay) / all.length))
