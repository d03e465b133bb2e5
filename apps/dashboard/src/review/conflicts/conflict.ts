import type { ConflictPage } from '@ofrecord/core/claims/conflict.queries'
import type { ConflictOutcome } from '@ofrecord/core/claims/conflict.rules'
import { outcomeOf } from '@ofrecord/core/claims/conflict.rules'

export type { ConflictPage }
export type Party = ConflictPage['parties'][number]

/** Those who are still compared: whoever left before a decision is out of it. */
export const sidesOf = (conflict: ConflictPage): Party[] =>
  conflict.status === 'decided' ? conflict.parties : conflict.parties.filter(({ outcome }) => outcome === null)

export const incumbentOf = (conflict: ConflictPage): Party | undefined =>
  sidesOf(conflict).find(({ role }) => role === 'incumbent')

/** The documents of a side, newest first. */
export const documentsOf = ({ claim }: Party) => claim.evidence.toReversed()

/** What each side reads when `winnerId` wins: a category, as the letter says it. */
export const outcomesFor = (conflict: ConflictPage, winnerId: string): { party: Party; outcome: ConflictOutcome }[] =>
  sidesOf(conflict).map((party) => ({ party, outcome: outcomeOf(party.role, party.claimId === winnerId) }))
