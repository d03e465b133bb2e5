import { defineMoves } from '../kernel/moves.ts'

export type ConflictStatus = 'open' | 'awaiting_partners' | 'decided'
export type ConflictVerb = 'ask' | 'answer' | 'wait' | 'decide' | 'dissolve'

/** The state machine of a conflict (B.1.7): asked, it waits for the incumbent's documents or for the end of their time. */
export const conflictMoves = defineMoves<ConflictStatus, ConflictVerb>()({
  open: { ask: 'awaiting_partners', decide: 'decided', dissolve: 'decided' },
  awaiting_partners: { answer: 'open', wait: 'open', decide: 'decided', dissolve: 'decided' },
  decided: {},
})

/** Who holds the item, and who asks for it. */
export type PartyRole = 'incumbent' | 'challenger'

/** A challenger that lost may come again after this many days, or with a document that is newer than the decision (CNF-R7). */
export const challengeAgainDays = 90

/**
 * What one side is told of a decision: its category and nothing else (CNF-R6). `recorded`: it holds the item and keeps
 * it; `continues`: its claim goes on; `refused`: another partner is recorded; `replaced`: another partner is recorded
 * when the customer's window ends without a no.
 */
export type ConflictOutcome = 'recorded' | 'continues' | 'refused' | 'replaced'

export const outcomeOf = (role: PartyRole, won: boolean): ConflictOutcome => {
  if (role === 'incumbent') return won ? 'recorded' : 'replaced'
  return won ? 'continues' : 'refused'
}

/** Sides are organisations: two claims of one organisation are never a conflict with each other (C39). */
export const isContested = (parties: readonly { organizationId: string }[]): boolean =>
  new Set(parties.map(({ organizationId }) => organizationId)).size > 1
