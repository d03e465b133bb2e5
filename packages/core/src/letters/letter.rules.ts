import { defineMoves } from '../kernel/moves.ts'

export const letterStates = ['queued', 'sending', 'accepted', 'retry', 'failed', 'unknown', 'bounced'] as const
export type LetterState = (typeof letterStates)[number]
export type LetterVerb = 'send' | 'accept' | 'defer' | 'fail' | 'lose' | 'bounce'

/** The outbox protocol: what may follow what. `unknown` is a state: the body left and no answer came (RFC 1047). */
export const letterMoves = defineMoves<LetterState, LetterVerb>()({
  // Its recipient was erased (GEN-R7).
  queued: { send: 'sending', fail: 'failed' },
  sending: { accept: 'accepted', defer: 'retry', fail: 'failed', lose: 'unknown' },
  // A letter that comes back had left, also when its first attempt ended without an answer.
  retry: { send: 'sending', fail: 'failed', bounce: 'bounced' },
  unknown: { send: 'sending', fail: 'failed', bounce: 'bounced' },
  accepted: { bounce: 'bounced' },
  failed: {},
  bounced: {},
})

/** What the relay (or its silence) said to one attempt. */
export type Outcome =
  | { kind: 'accepted'; response: string }
  | { kind: 'refused'; code: number; response: string }
  | { kind: 'unreached'; response: string }
  | { kind: 'silent'; response: string }

export type NextStep = { verb: 'accept' } | { verb: 'fail' } | { verb: 'defer' | 'lose'; afterSeconds: number | null }

const consentNotices: ReadonlySet<string> = new Set(['association-notice', 'contact-correction'])

/** Whether a letter is the one that a customer's window starts with, to the first contact or to a corrected one (T19). */
export const isConsentNotice = (template: string): boolean => consentNotices.has(template)

const legalNotices: ReadonlySet<string> = new Set([
  ...consentNotices,
  'association-denied',
  'association-confirmed',
  'association-ended',
])

/** Whether a letter tells somebody at the customer what their right of refusal hangs on. */
export const isLegalNotice = (template: string): boolean => legalNotices.has(template)

const digests: ReadonlySet<string> = new Set(['digest-daily', 'digest-weekly'])

/** Whether somebody may do without a letter, and has it stopped by their mail program (L8, RFC 8058): digests alone. */
export const isOptional = (template: string): template is 'digest-daily' | 'digest-weekly' => digests.has(template)

/**
 * Whether a letter of unknown outcome goes out once more: a notice that the law of the programme needs does, with the
 * same Message-ID, since none may be lost; any other never does, since nobody wants it twice.
 */
export const goesAgain = (template: string, unknownBefore: boolean): boolean =>
  isLegalNotice(template) && !unknownBefore

/** Close to five days with the pauses below: a relay that is down over a weekend loses nothing (RFC 5321, 4.5.4.1). */
const maxAttempts = 36
/** Two hours: what a digest says is then no more what its reader would see, and the next one says it again. */
const maxOptionalAttempts = 8
const fifteenMinutes = 900

/** A minute, doubled each time, to four hours at most; a fifth of it is chance, so that letters do not march in step. */
const backoffSeconds = (attempt: number, chance: number): number =>
  Math.round(Math.min(60 * 2 ** (attempt - 1), 14_400) * (0.8 + 0.4 * chance))

/**
 * What follows an attempt: 2xx accepted, 4xx and unreachable servers again later, 5xx never again, silence after the
 * body unknown. A legal notice that is unknown goes once more after 15 minutes with the same Message-ID, so that none
 * is lost; `chance` is between 0 and 1.
 */
export const decideNext = (
  template: string,
  attempt: number,
  unknownBefore: boolean,
  outcome: Outcome,
  chance: number,
): NextStep => {
  if (outcome.kind === 'accepted') return { verb: 'accept' }
  if (outcome.kind === 'refused' && outcome.code >= 500) return { verb: 'fail' }
  if (outcome.kind === 'silent')
    return { verb: 'lose', afterSeconds: goesAgain(template, unknownBefore) ? fifteenMinutes : null }
  return attempt >= (isOptional(template) ? maxOptionalAttempts : maxAttempts)
    ? { verb: 'fail' }
    : { verb: 'defer', afterSeconds: backoffSeconds(attempt, chance) }
}
