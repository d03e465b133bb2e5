/** Letters about somebody's place in an organisation (B.6.1). Their readers may have no account yet. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { moment } from './moments.ts'
import { exact, link, name } from './plain.ts'
import type { Values } from './template.ts'

interface PlaceLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  organisationName: string
  locationName: string
}

/** Recalls an invitation, or a request that was granted, while the profile is missing. */
export interface AwaitingProfileReminder extends PlaceLetter {
  /** The mailbox it went to: the link is good for it alone. */
  recipientAddress: string
  dueAt: string
  /** The page of the invitation. The one button. */
  invitationUrl: string
}

/** Invites somebody (AF1, AF5). */
export interface Invitation extends AwaitingProfileReminder {
  invitedByName: string
}

/** Says yes or no to who asked, and to whose profile was done (AF3, AF4, AF7, AF8). */
export interface AssociationRequestDecision extends PlaceLetter {
  /** `awaiting`: in, once the profile is done. */
  outcome: 'awaiting' | 'active' | 'denied'
  /** Why not, in the words of whoever decided. */
  comment?: string | undefined
  /** The page of the profile, of signing in, or of asking again. The one button. */
  continueUrl: string
  dueAt?: string | undefined
}

interface RecoveryLetter extends AnyLetter {
  recipientName?: string | undefined
  organisationName: string
  /** Where it is shown, and can be stopped while it runs. The one button. */
  recoveryUrl: string
}

/** Tells every member that somebody becomes the administrator unless one of them objects (PPL-R7). */
export interface AdminRecovery extends AdminRecoveryOwn {
  personName: string
  personAddress: string
}

/** Tells who asked that they become the administrator unless a member objects (PPL-R7). */
export interface AdminRecoveryOwn extends RecoveryLetter {
  domain: string
  /** 72 hours after the proof. */
  dueAt: string
}

/** Tells the members how it ended (PPL-R7). */
export interface AdminRecoveryEnded extends RecoveryLetter {
  /** `overtaken`: somebody else administers the organisation by now. */
  outcome: 'done' | 'objected' | 'withdrawn' | 'overtaken'
  personName: string
  personAddress: string
}

/** Tells who asked how it ended, unless they ended it themselves (PPL-R7). */
export interface AdminRecoveryEndedOwn extends RecoveryLetter {
  outcome: 'done' | 'objected' | 'overtaken'
}

export const recoveryShape = { ...greetedShape, organisation: 'line', recoveryUrl: 'link' } as const

export const recoveryValues = (params: RecoveryLetter, locale: Locale): Values<typeof recoveryShape> => ({
  ...greetedValues(params, locale),
  organisation: name(params.organisationName),
  recoveryUrl: link(params.recoveryUrl),
})

export const reminderShape = {
  ...greetedShape,
  organisation: 'line',
  location: 'line',
  address: 'line',
  dueAt: 'line',
  invitationUrl: 'link',
} as const

export const reminderValues = (params: AwaitingProfileReminder, locale: Locale): Values<typeof reminderShape> => ({
  ...greetedValues(params, locale),
  organisation: name(params.organisationName),
  location: name(params.locationName),
  address: exact(params.recipientAddress),
  dueAt: moment(params.dueAt, params.timeZone, locale),
  invitationUrl: link(params.invitationUrl),
})

export const invitationShape = { ...reminderShape, invitedBy: 'line' } as const

export const invitationValues = (params: Invitation, locale: Locale): Values<typeof invitationShape> => ({
  ...reminderValues(params, locale),
  invitedBy: name(params.invitedByName),
})
