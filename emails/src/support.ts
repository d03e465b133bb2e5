/** Letters about tickets (B.12): to whoever opened one. */
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { moment } from './moments.ts'
import { exact, link, name } from './plain.ts'
import type { Values } from './template.ts'

interface TicketLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  /** `T-000123` */
  letterNumber: string
  ticketSubject: string
  /** When it happened. */
  happenedAt: string
  /** The ticket. The one button. */
  pageUrl: string
}

export interface TicketOpened extends TicketLetter {
  /** Until the end of which day the desk means to have it solved. */
  dueAt: string
}

/** What the desk wrote; `asks`: it waits for an answer before it goes on. */
export interface TicketReplied extends TicketLetter {
  agentName: string
  comment: string
  asks: boolean
}

/** It is resolved, and closes by itself; once more before it does (B.17). */
export interface TicketResolved extends TicketLetter {
  agentName: string
  comment: string
  closesAt: string
  reopenUntil: string
  isReminder: boolean
}

export const ticketShape = {
  ...greetedShape,
  number: 'line',
  subject: 'line',
  at: 'line',
  pageUrl: 'link',
} as const

/** What every letter about a ticket prints. */
export const ticketValues = (params: TicketLetter, locale: Locale): Values<typeof ticketShape> => ({
  ...greetedValues(params, locale),
  number: exact(params.letterNumber),
  subject: name(params.ticketSubject),
  at: moment(params.happenedAt, params.timeZone, locale),
  pageUrl: link(params.pageUrl),
})
