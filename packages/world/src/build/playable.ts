import type { ClaimPlan, Verb } from '../claims/plan.ts'

/** What the application can do today. A plan that needs more is left out: it is never faked by rows (SED-R1). */
const playableVerbs = [
  'create',
  'attach',
  'submit',
  'recall',
  'take',
  'return',
  'resubmit',
  'withdraw',
  'dispute',
  'decideDispute',
  'addEvidence',
  'disassociate',
  'dissociateLocation',
  'approve',
  'reject',
  'lapse',
  'acceptNotice',
  'bounceNotice',
  'remind',
  'ask',
  'activate',
  'confirm',
  'deny',
  'undoDenial',
] as const satisfies readonly Verb[]

export type PlayableVerb = (typeof playableVerbs)[number]

export const isPlayable = (verb: Verb): verb is PlayableVerb => (playableVerbs as readonly Verb[]).includes(verb)

/** Why a plan cannot be played yet; undefined when it can. */
export const obstacleOf = (plan: ClaimPlan): string | undefined => {
  const missing = plan.needs.filter((verb) => !isPlayable(verb))
  if (missing.length > 0) return `needs ${missing.join(', ')}`
  // Its document is no PDF, so it is refused by its type before a scanner sees it.
  return plan.evidence.some(({ infected }) => infected) ? 'needs an upload that only a scanner refuses' : undefined
}
