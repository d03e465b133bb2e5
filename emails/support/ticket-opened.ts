import { letter } from '../src/letter.ts'
import { day } from '../src/moments.ts'
import { ticketShape, ticketValues } from '../src/support.ts'
import type { TicketOpened } from '../src/support.ts'

export const ticketOpened = letter({
  room: 'support',
  shape: { ...ticketShape, dueOn: 'line' },
  fill: (params: TicketOpened, locale) => ({
    ...ticketValues(params, locale),
    dueOn: day(params.dueAt, params.timeZone, locale),
  }),
})
