import type { ClaimPlan, Verb } from '../claims/plan.ts'
import type { World } from '../world.ts'

/** What a builder can do today; a plan that needs more is left out, it is never faked by rows (SED-R1). */
const playableVerbs: ReadonlySet<Verb> = new Set<Verb>([
  'create',
  'attach',
  'submit',
  'recall',
  'take',
  'return',
  'approve',
  'reject',
  'lapse',
  'acceptNotice',
  'bounceNotice',
  'activate',
  'confirm',
  'deny',
  'undoDenial',
])

/** Why a plan cannot be played yet, in words of its own; undefined when it can. */
export const obstacleOf = (world: Pick<World, 'tenants'>, plan: ClaimPlan): string | undefined => {
  const missing = plan.needs.filter((verb) => !playableVerbs.has(verb))
  if (missing.length > 0) return `needs ${missing.join(', ')}`
  if (plan.items.some(({ decision }) => decision !== plan.items[0]!.decision)) return 'needs a verdict on single items'
  if (plan.evidence.some(({ infected }) => infected)) return 'needs a scanner that finds its upload infected'
  const consent = world.tenants.find(({ key }) => key === plan.tenant)!.consent.mode
  // Silence must not count there, and the window does not know it yet.
  if (consent !== 'opt_out' && plan.phase === 'window') return `needs the consent mode ${consent}`
  return undefined
}
