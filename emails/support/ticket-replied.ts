import { letter } from '../src/letter.ts'
import { name, paragraphs } from '../src/plain.ts'
import { ticketShape, ticketValues } from '../src/support.ts'
import type { TicketReplied } from '../src/support.ts'

export const ticketReplied = letter({
  room: 'support',
  shape: { ...ticketShape, agent: 'line', comment: 'lines' },
  editions: ['asks'],
  editionOf: ({ asks }: TicketReplied) => (asks ? 'asks' : undefined),
  fill: (params: TicketReplied, locale) => ({
    ...ticketValues(params, locale),
    agent: name(params.agentName),
    comment: paragraphs(params.comment),
  }),
})
