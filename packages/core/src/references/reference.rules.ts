import { refuse } from '../kernel/errors.ts'
import { defineMoves } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'

export const referenceStates = [
  'draft',
  'awaiting_customer',
  'approved',
  'assigned',
  'rejected',
  'lapsed',
  'cancelled',
  'expired',
  'revoked',
] as const
export type ReferenceState = (typeof referenceStates)[number]

export const referenceVerbs = [
  'send',
  'resend',
  'confirm',
  'reject',
  'lapse',
  'cancel',
  'assign',
  'unassign',
  'expire',
  'revoke',
] as const
export type ReferenceVerb = (typeof referenceVerbs)[number]

/** B.5.2. */
export const referenceMoves = defineMoves<ReferenceState, ReferenceVerb>()({
  draft: { send: 'awaiting_customer' },
  awaiting_customer: {
    resend: 'awaiting_customer',
    confirm: 'approved',
    reject: 'rejected',
    lapse: 'lapsed',
    cancel: 'cancelled',
  },
  approved: { assign: 'assigned', expire: 'expired', revoke: 'revoked' },
  assigned: { assign: 'assigned', unassign: 'approved', expire: 'expired', revoke: 'revoked' },
  rejected: {},
  lapsed: { resend: 'awaiting_customer' },
  cancelled: {},
  expired: {},
  revoked: {},
})

/** Why a customer says no (B.5.2). */
export const referenceRejectReasons = ['not_our_project', 'description_wrong', 'not_satisfied', 'other'] as const
export type ReferenceRejectReason = (typeof referenceRejectReasons)[number]

/**
 * What made an answer look like a program's (L7, L9): the hidden field was filled, the hidden link was followed, or it
 * came sooner than anybody reads the page. Noted for the reviewer; nobody is refused for it.
 */
export const referenceSignals = ['trap_field', 'trap_link', 'quick'] as const
export type ReferenceSignal = (typeof referenceSignals)[number]

/** What the customer would have written otherwise: shown to the partner, never applied (B.5.2). */
export interface ReferenceSuggestion {
  projectTitle?: string
  startedOn?: string
  endedOn?: string
  note?: string
}

/** Days after a letter on which the contact is reminded, and days before the end on which the partner is warned (B.17). */
export const answerReminders = [7, 21, 45] as const
export const expiryWarnings = [90, 30, 7] as const
export type AnswerReminder = (typeof answerReminders)[number]
export type ExpiryWarning = (typeof expiryWarnings)[number]

/** After a no the same person is not asked again about the same project for so many days (REF-R8). */
export const askAgainDays = 30

/** Reading the page and typing name and role takes a person longer than this; milliseconds. */
const readingTime = 10_000

/** So many calendar months later, at the same instant in UTC; where the month has no such day, on its last. */
export const monthsAfter = (at: Date, months: number): Date => {
  const later = new Date(at)
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate()
  later.setUTCDate(Math.min(at.getUTCDate(), lastDay))
  return later
}

/** Until when a reference is good, by the calendar from the instant of its approval (REF-R4, AMB-20). */
export const expiryOf = (approvedAt: Date, validMonths: number): Date => monthsAfter(approvedAt, validMonths)

/** A reference counts while the end of its validity lies ahead (REF-R4): at that very instant it counts no more. */
export const isExpired = (expiresAt: Date | null | undefined, now: Date): boolean =>
  expiresAt != null && expiresAt.getTime() <= now.getTime()

/** Whole days that are left of it, the one that has begun counted; null before the approval. */
export const daysLeft = (expiresAt: Date | null, now: Date): number | null =>
  expiresAt && Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / 86_400_000))

/** From when the request may be sent again; at exactly that instant it may (REF-R6, GEN-R2). */
export const resendFrom = (lastSentAt: Date, days: number): Date => daysAfter(lastSentAt, days)

/** Refuses with `REFERENCE_RESEND_TOO_SOON` and the instant from which it is possible (REF-R6). */
export const decideResend = (lastSentAt: Date, days: number, now: Date): void => {
  const resendAt = resendFrom(lastSentAt, days)
  if (now.getTime() < resendAt.getTime())
    refuse('invalid', 'REFERENCE_RESEND_TOO_SOON', {
      rule: 'REF-R6',
      params: { resendAt: resendAt.toISOString(), days },
    })
}

export interface Place {
  locationId: string
  competency: string
}

export interface AssignmentFacts {
  state: ReferenceState
  expiresAt: Date | null
  /** Competencies that the customer confirmed it for. */
  competencies: readonly string[]
  /** Whether the location is one of the organisation's, and has not left. */
  isLocationOpen: boolean
}

/**
 * Refuses with `REFERENCE_EXPIRED` what is not good any more, and with `REFERENCE_NOT_ASSIGNABLE` what the customer has
 * not confirmed, a location that has left, and a competency that the reference does not name (REF-R5).
 */
export const decideAssign = (facts: AssignmentFacts, { competency }: Place, now: Date): void => {
  const stands = facts.state === 'approved' || facts.state === 'assigned'
  if (facts.state === 'expired' || (stands && isExpired(facts.expiresAt, now)))
    refuse('invalid', 'REFERENCE_EXPIRED', {
      rule: 'REF-R4',
      ...(facts.expiresAt && { params: { expiresAt: facts.expiresAt.toISOString() } }),
    })
  const field = !facts.isLocationOpen
    ? 'locationId'
    : facts.competencies.includes(competency)
      ? undefined
      : 'competency'
  if (stands && !field) return
  refuse('invalid', 'REFERENCE_NOT_ASSIGNABLE', { rule: 'REF-R5', ...(stands && field && { field }) })
}

/** What is to be noted of an answer: `trap` is what came in the hidden field, or `link`; `age` of the page in milliseconds. */
export const signalsOf = (trap: string, age: number): ReferenceSignal[] => {
  const trapped: ReferenceSignal[] = trap === '' ? [] : [trap === 'link' ? 'trap_link' : 'trap_field']
  return age < readingTime ? [...trapped, 'quick'] : trapped
}
