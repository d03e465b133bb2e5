import { randomInt } from 'node:crypto'
import { approveByRules } from './claims/approving.ts'
import { claimDigest, reviewDigest } from './claims/claim.digest.ts'
import { lapseClaim } from './claims/claim.jobs.ts'
import { noteSilence } from './claims/conflict.jobs.ts'
import { remind, remindOfDispute } from './claims/reminding.ts'
import { flagOverSla, remindOfSla } from './claims/sla.ts'
import { recountAsked, recountTimer } from './competencies/recounting.ts'
import { followYear, yearTimer } from './competencies/year.jobs.ts'
import { closeWindow } from './consent/answering.ts'
import { escalateQuestion, remindCustomer } from './consent/clarification.jobs.ts'
import { consentDigest } from './consent/consent.digest.ts'
import { remindContact } from './consent/reminding.ts'
import { expireMerge, remindOfMerge, remindOfUndo, settleMerge } from './hierarchy/merge.jobs.ts'
import { archive, remindOfRestore } from './hierarchy/restoring.ts'
import { endIncentives } from './hierarchy/enrolling.ts'
import { locationDigest } from './hierarchy/location.digest.ts'
import type { DeadlineHandler } from './kernel/deadlines.ts'
import { issueInvoice } from './memberships/invoicing.ts'
import { followMembership } from './memberships/membership.jobs.ts'
import { expireOrder, remindOfTransfer } from './memberships/order.jobs.ts'
import { expireInvitation, remindInvited } from './people/affiliation.jobs.ts'
import type { DigestPart } from './people/digest.lines.ts'
import { peopleDigest } from './people/people.digest.ts'
import { flagNameCheck } from './people/credential.jobs.ts'
import { recover } from './people/recovery.ts'
import { expireReference, lapseReference, remindOfReference, warnOfExpiry } from './references/reference.jobs.ts'
import { closeTicket, remindOfClosing } from './support/ticket.jobs.ts'

/** What each room has to say in a digest, in the order of the start page. */
export const digestParts: readonly DigestPart[] = [
  consentDigest,
  reviewDigest,
  claimDigest,
  peopleDigest,
  locationDigest,
]

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
  'reference.reminder7': (call, referenceId) => remindOfReference(call, referenceId, 7),
  'reference.reminder21': (call, referenceId) => remindOfReference(call, referenceId, 21),
  'reference.reminder45': (call, referenceId) => remindOfReference(call, referenceId, 45),
  'reference.lapse': (call, referenceId, dueAt) => lapseReference(call, referenceId, dueAt),
  'reference.expiring90': (call, referenceId) => warnOfExpiry(call, referenceId, 90),
  'reference.expiring30': (call, referenceId) => warnOfExpiry(call, referenceId, 30),
  'reference.expiring7': (call, referenceId) => warnOfExpiry(call, referenceId, 7),
  'reference.expire': (call, referenceId, dueAt) => expireReference(call, referenceId, dueAt),
  'ticket.close': (call, ticketId, dueAt) => closeTicket(call, ticketId, dueAt),
  'ticket.closeReminder': (call, ticketId) => remindOfClosing(call, ticketId),
  'order.expire': (call, orderId, dueAt) => expireOrder(call, orderId, dueAt),
  'order.reminder7': (call, orderId) => remindOfTransfer(call, orderId, 7),
  'order.reminder21': (call, orderId) => remindOfTransfer(call, orderId, 21),
  'invoice.issue': (call, invoiceId) => issueInvoice(call, invoiceId),
  'membership.year': (call, membershipId, dueAt) => followMembership(call, membershipId, dueAt),
  [recountTimer]: (call, organizationId, dueAt) => recountAsked(call, organizationId, dueAt),
  [yearTimer]: (call, enrollmentId, dueAt) => followYear(call, enrollmentId, dueAt),
}
