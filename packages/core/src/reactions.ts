import { approvedLetter, claimLetters } from './claims/claim.mail.ts'
import { noteAnswer } from './claims/conflict.jobs.ts'
import { commentLetters } from './claims/comment.mail.ts'
import { conflictLetters } from './claims/conflict.mail.ts'
import { deadlineLetters } from './claims/deadline.mail.ts'
import { nudgeLetter } from './claims/nudge.mail.ts'
import { closeQuestion, putQuestion, restateQuestion } from './consent/clarification.asking.ts'
import { sendQuestion } from './consent/clarification.mail.ts'
import { sendEnded, sendReceipts } from './consent/consent.mail.ts'
import { openWindow, pauseWindow } from './consent/consent.reactions.ts'
import { notifyCustomer } from './consent/notifying.ts'
import type { Reaction, Reactions } from './kernel/dispatch.ts'

const several = (...lists: Readonly<Record<string, readonly Reaction[] | Reaction>>[]): Reactions => {
  const joined: Record<string, Reaction[]> = {}
  for (const list of lists)
    for (const [type, reactions] of Object.entries(list)) joined[type] = [...(joined[type] ?? []), reactions].flat()
  return joined
}

/** What each room does when something happened to its left. */
export const reactions: Reactions = several(claimLetters, commentLetters, conflictLetters, deadlineLetters, {
  'claim.nudged': nudgeLetter,
  'claim.evidenceAdded': noteAnswer,
  'claim.approved': [approvedLetter, notifyCustomer],
  'claim.contactCorrected': notifyCustomer,
  'claim.ended': sendEnded,
  'claim.itemsEnded': sendEnded,
  'claim.consentRecorded': sendReceipts,
  'conflict.customerAsked': putQuestion,
  'conflict.joined': restateQuestion,
  'conflict.left': restateQuestion,
  'conflict.decided': closeQuestion,
  'conflict.dissolved': closeQuestion,
  'clarification.opened': sendQuestion,
  'clarification.restated': sendQuestion,
  'clarification.reminded': sendQuestion,
  'letter.accepted': openWindow,
  'letter.failed': pauseWindow,
})
