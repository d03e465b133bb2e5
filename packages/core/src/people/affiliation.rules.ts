import { z } from 'zod'
import type { PartnerRole } from '../kernel/authority.ts'
import { refuse } from '../kernel/errors.ts'
import { defineMoves, next } from '../kernel/moves.ts'
import { line, paragraph } from '../kernel/text.rules.ts'

export const affiliationStates = [
  'invited_single',
  'profile_done_pending_approval',
  'awaiting_profile',
  'requested',
  'active',
  'denied',
  'deleted',
  'expired',
  'ended',
] as const
export type AffiliationState = (typeof affiliationStates)[number]

/** States in which somebody may still come in, or is in: there is one such row a person and organisation. */
export const liveStates = [
  'invited_single',
  'profile_done_pending_approval',
  'awaiting_profile',
  'requested',
  'active',
] as const satisfies readonly AffiliationState[]

/** Whether an invitation, or a request that was granted, waits for its person: the states in which a link is good. */
export const isWaitedFor = ({ status }: { status: AffiliationState }): boolean =>
  status === 'invited_single' || status === 'awaiting_profile'

/** How somebody came to an organisation (B.6.1); kept for good. */
export const inviteMethods = ['single', 'multi', 'request', 'import', 'directory'] as const
export type InviteMethod = (typeof inviteMethods)[number]

/** A role that an invitation names. `locationId` null: the whole organisation. */
export interface ProposedRole {
  role: PartnerRole
  locationId: string | null
}

export const affiliationVerbs = [
  'completeProfile',
  'approve',
  'deny',
  'resend',
  'remove',
  'expire',
  'end',
  'reassign',
] as const
export type AffiliationVerb = (typeof affiliationVerbs)[number]

/** B.16.1: what leads where. A new request or invitation after the end is a new row. */
export const affiliationMoves = defineMoves<AffiliationState, AffiliationVerb>()({
  invited_single: {
    completeProfile: 'profile_done_pending_approval',
    resend: 'invited_single',
    remove: 'deleted',
    expire: 'expired',
  },
  profile_done_pending_approval: { approve: 'active', deny: 'denied' },
  awaiting_profile: { completeProfile: 'active', resend: 'awaiting_profile', remove: 'deleted', expire: 'expired' },
  requested: { approve: 'awaiting_profile', deny: 'denied' },
  active: { end: 'ended', reassign: 'active' },
  denied: {},
  deleted: {},
  expired: {},
  ended: {},
})

/** Where a verb leads from a state; refuses with `ILLEGAL_TRANSITION` (STM-R1). */
export const nextState = (state: AffiliationState, verb: AffiliationVerb): AffiliationState =>
  next<AffiliationState, AffiliationVerb>(affiliationMoves, state, verb)

/** Days of an invitation on which it is recalled to mind, as far as it lives that long (B.17). */
export const inviteReminders = [14, 27] as const

/** So long an expired row stays in the list, grey, to be sent again (AF12). */
export const greyDays = 90

/** So many requests of one person to one organisation within so many days, whatever became of them (AF8). */
export const requestLimit = { requests: 3, days: 90 } as const

/** So many seconds lie between two letters with a link to one person (AF10). */
export const resendSeconds = 60

/** Nobody lets themselves in: refuses with `SELF_APPROVAL` (AF3, ROL-R4). */
export const decideApproval = (approverId: string, personId: string): void => {
  if (approverId === personId) refuse('forbidden', 'SELF_APPROVAL', { rule: 'ROL-R4' })
}

/** Whether letters can be dated by it. One that no clock knows would stop every letter of an event that its owner is told of. */
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What the person says about themselves. */
export const ProfileInput = z.strictObject({
  name: line(120).min(1),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** BCP 47; letters are written in it where there is a translation. */
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  jobRole: line(80).min(1),
  /** null: as it was. */
  timeZone: z.string().max(60).refine(isTimeZone).nullable().default(null),
  /** null: as it was; empty: none any more. */
  phone: line(40).nullable().default(null),
})
export type ProfileInput = z.infer<typeof ProfileInput>

export interface ProfileFacts {
  name: string
  country: string
  locale: string
  jobRole: string
  emailProvenAt: Date | string | null
}

/** Whether somebody may be let in by it (AF9): name, proven address, country, language and job role. */
export const isProfileComplete = ({ name, country, locale, jobRole, emailProvenAt }: ProfileFacts): boolean =>
  [name, country, locale, jobRole].every((part) => part !== '') && emailProvenAt !== null

/** Refuses with `REQUEST_LIMIT` after the third request within ninety days (AF8). `nextAt`: when there is room again. */
export const decideRequest = (earlier: readonly Date[], nextAt: (oldest: Date) => Date): void => {
  if (earlier.length < requestLimit.requests) return
  const oldest = earlier.toSorted((a, b) => a.getTime() - b.getTime()).at(-requestLimit.requests)!
  refuse('conflict', 'REQUEST_LIMIT', {
    rule: 'AF8',
    params: { ...requestLimit, nextAt: nextAt(oldest).toISOString() },
  })
}

export const DecisionInput = z.strictObject({
  affiliationIds: z.array(z.uuid()).min(1).max(100),
  verdict: z.enum(['approve', 'deny']),
  /** Read by the person, at most 500 characters. */
  reason: paragraph(500).default(''),
})
export type DecisionInput = z.infer<typeof DecisionInput>
