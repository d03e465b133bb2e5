import { randomInt } from 'node:crypto'
import { approveByRules } from './claims/approving.ts'
import { lapseClaim } from './claims/claim.jobs.ts'
import { noteSilence } from './claims/conflict.jobs.ts'
import { remind, remindOfDispute } from './claims/reminding.ts'
import { flagOverSla, remindOfSla } from './claims/sla.ts'
import { closeWindow } from './consent/answering.ts'
import { escalateQuestion, remindCustomer } from './consent/clarification.jobs.ts'
import { remindContact } from './consent/reminding.ts'
import { expireMerge, remindOfMerge, remindOfUndo, settleMerge } from './hierarchy/merge.jobs.ts'
import { archive, remindOfRestore } from './hierarchy/restoring.ts'
import { endIncentives } from './hierarchy/enrolling.ts'
import type { DeadlineHandler } from './kernel/deadlines.ts'
import { expireInvitation, remindInvited } from './people/affiliation.jobs.ts'
import { flagNameCheck } from './people/credential.jobs.ts'
import { recover } from './people/recovery.ts'

/** What each deadline does. */
export const deadlines: Readonly<Record<string, DeadlineHandler>> = {
  'claim.byRules': (call, claimId) => approveByRules(call, claimId, () => randomInt(100)),
  'claim.sla': (call, claimId) => flagOverSla(call, claimId),
  'claim.slaReminder': (call, claimId) => remindOfSla(call, claimId),
  'claim.disputeReminder': (call, claimId) => remindOfDispute(call, claimId),
  'claim.reminder10': (call, claimId) => remind(call, claimId, 10),
  'claim.reminder3': (call, claimId) => remind(call, claimId, 3),
  'claim.reminder1': (call, claimId) => remind(call, claimId, 1),
  'claim.actionRequired': (call, claimId, dueAt) => lapseClaim(call, claimId, dueAt),
  'conflict.evidence': (call, conflictId, dueAt) => noteSilence(call, conflictId, dueAt),
  'claim.consentWindow': (call, claimId, dueAt, installation) => closeWindow(call, installation, claimId, dueAt),
  'claim.consentReminder4': (call, claimId) => remindContact(call, claimId, 4),
  'claim.consentReminder7': (call, claimId) => remindContact(call, claimId, 7),
  'claim.consentReminder21': (call, claimId) => remindContact(call, claimId, 21),
  'clarification.reminder3': (call, clarificationId) => remindCustomer(call, clarificationId, 3),
  'clarification.reminder7': (call, clarificationId) => remindCustomer(call, clarificationId, 7),
  'clarification.reminder12': (call, clarificationId) => remindCustomer(call, clarificationId, 12),
  'affiliation.expire': (call, affiliationId, dueAt) => expireInvitation(call, affiliationId, dueAt),
  'affiliation.reminder14': (call, affiliationId) => remindInvited(call, affiliationId, 14),
  'affiliation.reminder27': (call, affiliationId) => remindInvited(call, affiliationId, 27),
  'credential.nameCheck': (call, credentialProfileId) => flagNameCheck(call, credentialProfileId),
  'people.recover': (call, proofId) => recover(call, proofId),
  'clarification.due': (call, clarificationId) => escalateQuestion(call, clarificationId),
  'location.archive': (call, locationId) => archive(call, locationId),
  'location.restoreReminder': (call, locationId) => remindOfRestore(call, locationId),
  'merge.expire': (call, mergeId) => expireMerge(call, mergeId),
  'merge.reminder7': (call, mergeId) => remindOfMerge(call, mergeId),
  'merge.reminder21': (call, mergeId) => remindOfMerge(call, mergeId),
  'merge.undoReminder': (call, mergeId) => remindOfUndo(call, mergeId),
  'merge.settle': (call, mergeId) => settleMerge(call, mergeId),
  'location.incentives': (call, locationId) => endIncentives(call, locationId),
}
