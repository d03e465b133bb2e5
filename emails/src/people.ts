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

/** Tells every member that somebody becomes the administrator unless one of them objects (PPL-R7). */
export interface AdminRecovery extends AnyLetter {
  recipientName?: string | undefined
  organisationName: string
  personName: string
  personAddress: string
  domain: string
  /** 72 hours after the proof. */
  dueAt: string
  /** Where it can be stopped. The one button. */
  recoveryUrl: string
}

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
