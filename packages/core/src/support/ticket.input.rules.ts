import { z } from 'zod'
import { pageSizes } from '../claims/list.rules.ts'
import { line, paragraph } from '../kernel/text.rules.ts'
import { aboutKinds, ticketPaths, ticketPriorities, ticketStates } from './ticket.rules.ts'

/** What a ticket is about: a record of the asker's organisation that the asker may read. */
export const About = z.strictObject({ kind: z.enum(aboutKinds), id: z.uuid() })
export type About = z.infer<typeof About>

export const words = paragraph(5000).min(1)

export const OpenInput = z.strictObject({
  path: z.enum(ticketPaths),
  priority: z.enum(ticketPriorities).default('normal'),
  subject: line(150).min(1),
  body: words,
  about: About.nullable().default(null),
})
export type OpenInput = z.infer<typeof OpenInput>

export const OfTicket = z.strictObject({ ticketId: z.uuid() })
export const OfTicketAsRead = OfTicket.extend({ version: z.int() })
export const WordsInput = OfTicketAsRead.extend({ body: words })
export type WordsInput = z.infer<typeof WordsInput>

export const RateInput = OfTicketAsRead.extend({ rating: z.int().min(1).max(5), words: paragraph(1000).default('') })
export type RateInput = z.infer<typeof RateInput>

/** What narrows a list of tickets, of a partner and of the desk. */
export const TicketFilters = z.strictObject({
  /** A number, or a part of the subject; at the desk also of the organisation's name. */
  search: line(120).default(''),
  states: z.array(z.enum(ticketStates)).max(ticketStates.length).default([]),
  priorities: z.array(z.enum(ticketPriorities)).max(ticketPriorities.length).default([]),
  /** Only the reader's own: opened by them, or at the desk assigned to them. */
  mine: z.boolean().default(false),
  /** Only those whose time is over. */
  overdue: z.boolean().default(false),
})
export type TicketFilters = z.infer<typeof TicketFilters>

export const TicketListInput = TicketFilters.extend({
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(600).nullable().default(null),
})
export type TicketListInput = z.infer<typeof TicketListInput>
