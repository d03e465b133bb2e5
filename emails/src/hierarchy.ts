/** Letters about the tree of an organisation: closing, heading, merging (B.7). Their readers administer it. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { moment } from './moments.ts'
import { link, name } from './plain.ts'
import type { Values } from './template.ts'

interface TreeLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  organisationName: string
  /** The page of the matter. The one button. */
  pageUrl: string
  /** When it happened. */
  happenedAt: string
}

/** To the primary program contact of a headquarters, who alone answers (M1, M2); also as a reminder. */
export interface MergeInvite extends TreeLetter {
  /** The organisation that asks. */
  otherName: string
  dueAt: string
  isReminder: boolean
}

/**
 * What became of a merge. `over`: it expired or was taken back; `settling`: a week is left in which it can be undone.
 */
export interface MergeResult extends TreeLetter {
  otherName: string
  outcome: 'executed' | 'accepted' | 'declined' | 'over' | 'undone' | 'settling'
  /** Why the other side declined, in its words. */
  comment?: string | undefined
  /** Until when it can be undone. */
  untilAt?: string | undefined
}

/** A location closed, or can be restored for one more week (DIS-R5). */
export interface LocationDissociated extends TreeLetter {
  locationName: string
  locationNumber: number
  untilAt: string
  isReminder: boolean
}

/** A closed location is back (DIS-R5). */
export interface LocationRestored extends TreeLetter {
  locationName: string
  locationNumber: number
}

/** Another location is the headquarters (HIE-R12). */
export interface HqChanged extends TreeLetter {
  locationName: string
  locationNumber: number
  formerLocationName: string
}

export const treeShape = {
  ...greetedShape,
  organisation: 'line',
  at: 'line',
  pageUrl: 'link',
} as const

/** What every letter of the tree prints. */
export const treeValues = (params: TreeLetter, locale: Locale): Values<typeof treeShape> => ({
  ...greetedValues(params, locale),
  organisation: name(params.organisationName),
  at: moment(params.happenedAt, params.timeZone, locale),
  pageUrl: link(params.pageUrl),
})
