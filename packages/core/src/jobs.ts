import { lapseClaim } from './claims/claim.jobs.ts'
import { noteSilence } from './claims/conflict.jobs.ts'
import { remind } from './claims/reminding.ts'
import { flagOverSla } from './claims/sla.ts'
import { closeWindow } from './consent/answering.ts'
import type { DeadlineHandler } from './kernel/deadlines.ts'

/** What each deadline does. */
export const deadlines: Readonly<Record<string, DeadlineHandler>> = {
  'claim.sla': (call, claimId) => flagOverSla(call, claimId),
  'claim.reminder10': (call, claimId) => remind(call, claimId, 10),
  'claim.reminder3': (call, claimId) => remind(call, claimId, 3),
  'claim.reminder1': (call, claimId) => remind(call, claimId, 1),
  'claim.actionRequired': (call, claimId, dueAt) => lapseClaim(call, claimId, dueAt),
  'conflict.evidence': (call, conflictId, dueAt) => noteSilence(call, conflictId, dueAt),
  'claim.consentWindow': (call, claimId, dueAt, installation) => closeWindow(call, installation, claimId, dueAt),
}
