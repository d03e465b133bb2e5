import type { Reaction } from '../kernel/dispatch.ts'
import { toPartner } from './claim.mail.ts'
import type { ConflictOutcome } from './conflict.rules.ts'

/** What the sides of a conflict are told: what is asked of them, and the category of the outcome (CNF-R3, CNF-R6). */
export const conflictLetters: Readonly<Record<string, Reaction>> = {
  'claim.evidenceRequested': toPartner('evidence-requested', (event) => ({
    requestedAt: event.at.toISOString(),
    dueAt: String(event.data.dueAt),
    item: String(event.data.item),
  })),
  'claim.conflictDecided': toPartner('claim-conflict-decided', (event) => ({
    decidedAt: event.at.toISOString(),
    item: String(event.data.item),
    outcome: event.data.outcome as ConflictOutcome,
  })),
}
