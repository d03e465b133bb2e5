import { noticeBouncedLetter } from './claims/bounce.mail.ts'
import { approvedLetter, claimLetters } from './claims/claim.mail.ts'
import { noteAnswer } from './claims/conflict.jobs.ts'
import { commentLetters } from './claims/comment.mail.ts'
import { conflictLetters } from './claims/conflict.mail.ts'
import { deadlineLetters } from './claims/deadline.mail.ts'
import { nudgeLetter } from './claims/nudge.mail.ts'
import { competencyLetters } from './competencies/competency.mail.ts'
import { recounts } from './competencies/competency.reactions.ts'
import { followReturn, noteComplaint } from './consent/bouncing.ts'
import { closeQuestion, putQuestion, restateQuestion } from './consent/clarification.asking.ts'
import { sendQuestion } from './consent/clarification.mail.ts'
import { sendEnded, sendReceipts } from './consent/consent.mail.ts'
import { openWindow } from './consent/consent.reactions.ts'
import { notifyCustomer } from './consent/notifying.ts'
import { sendCode, sendInvitation, sendRevoked } from './consent/portal.mail.ts'
import { sendCustomerQuestion } from './consent/question.mail.ts'
import { sendReminder } from './consent/reminding.ts'
import { sendNewLinks } from './consent/renewing.ts'
import { registerReactions } from './hierarchy/register.reactions.ts'
import { treeLetters } from './hierarchy/tree.mail.ts'
import type { Reaction, Reactions } from './kernel/dispatch.ts'
import { feeLetters } from './memberships/fees.mail.ts'
import { feeReactions } from './memberships/fees.reactions.ts'
import { sendPasswordReset, sendSecurityChanged } from './people/account.mail.ts'
import { contactLetters } from './people/contact.mail.ts'
import { mailboxNotes } from './people/contact.mailbox.ts'
import { credentialLetters } from './people/credential.mail.ts'
import { digestReactions } from './people/digest.reactions.ts'
import { peopleLetters } from './people/people.mail.ts'
import { referenceLetters } from './references/reference.mail.ts'
import { ticketLetters } from './support/ticket.mail.ts'
import { returns } from './references/returning.ts'

const several = (...lists: Readonly<Record<string, readonly Reaction[] | Reaction>>[]): Reactions => {
  const joined: Record<string, Reaction[]> = {}
  for (const list of lists)
    for (const [type, reactions] of Object.entries(list)) joined[type] = [...(joined[type] ?? []), reactions].flat()
  return joined
}

/** What each room does when something happened to its left. */
export const reactions: Reactions = several(
  claimLetters,
  commentLetters,
  conflictLetters,
  deadlineLetters,
  peopleLetters,
  contactLetters,
  credentialLetters,
  mailboxNotes,
  digestReactions,
  treeLetters,
  registerReactions,
  referenceLetters,
  competencyLetters,
  recounts,
  feeReactions,
  feeLetters,
  ticketLetters,
  returns,
  {
    'claim.nudged': nudgeLetter,
    'claim.evidenceAdded': noteAnswer,
    // First the notice: the partner's letter says what the customer is told.
    'claim.approved': [notifyCustomer, approvedLetter],
    'claim.contactCorrected': notifyCustomer,
    'claim.reinstated': notifyCustomer,
    'claim.noticeBounced': noticeBouncedLetter,
    'claim.ended': sendEnded,
    'claim.itemsEnded': sendEnded,
    'claim.contactReminded': sendReminder,
    'claim.linksRenewed': sendNewLinks,
    'claim.customerAsked': sendCustomerQuestion,
    'claim.consentRecorded': [sendReceipts, sendRevoked],
    'customer.codeRequested': sendCode,
    'customer.personInvited': sendInvitation,
    'conflict.customerAsked': putQuestion,
    'conflict.joined': restateQuestion,
    'conflict.left': restateQuestion,
    'conflict.decided': closeQuestion,
    'conflict.dissolved': closeQuestion,
    'clarification.opened': sendQuestion,
    'clarification.restated': sendQuestion,
    'clarification.reminded': sendQuestion,
    'person.passwordAsked': sendPasswordReset,
    'person.securityChanged': sendSecurityChanged,
    'letter.accepted': openWindow,
    'letter.failed': followReturn,
    'letter.bounced': followReturn,
    'letter.complained': noteComplaint,
  },
)
