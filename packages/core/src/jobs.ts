import { lapseClaim } from './claims/claim.jobs.ts'
import { closeWindow } from './consent/answering.ts'
import type { DeadlineHandler } from './kernel/deadlines.ts'

/** What each deadline does. */
export const deadlines: Readonly<Record<string, DeadlineHandler>> = {
  'claim.actionRequired': (call, claimId, dueAt) => lapseClaim(call, claimId, dueAt),
  'claim.consentWindow': (call, claimId, dueAt, installation) => closeWindow(call, installation, claimId, dueAt),
}
