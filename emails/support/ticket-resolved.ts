import { letter } from '../src/letter.ts'
import { day } from '../src/moments.ts'
import { name, paragraphs } from '../src/plain.ts'
import { ticketShape, ticketValues } from '../src/support.ts'
import type { TicketResolved } from '../src/support.ts'

export const ticketResolved = letter({
  room: 'support',
  shape: { ...ticketShape, agent: 'line', comment: 'lines', closesOn: 'line', reopenUntil: 'line' },
  editions: ['reminder'],
  editionOf: ({ isReminder }: TicketResolved) => (isReminder ? 'reminder' : undefined),
  fill: (params: TicketResolved, locale) => ({
    ...ticketValues(params, locale),
    agent: name(params.agentName),
    comment: paragraphs(params.comment),
    closesOn: day(params.closesAt, params.timeZone, locale),
    reopenUntil: day(params.reopenUntil, params.timeZone, locale),
  }),
})
