import { member, router } from '../kernel/trpc.ts'
import { readSubject } from './about.ts'
import { answerTicket, openTicket, rateTicket, reopenTicket } from './asking.ts'
import {
  About,
  OfTicket,
  OpenInput,
  RateInput,
  TicketFilters,
  TicketListInput,
  WordsInput,
} from './ticket.input.rules.ts'
import { countTickets, listTickets, readTicket } from './ticket.queries.ts'

/** What a partner's people ask the service desk (B.12). Every mutation answers the ticket as it stands afterwards. */
export const supportRouter = router({
  /** A record that a ticket would be about, with the report that would go with it. Refuses with `NOT_FOUND`. */
  subject: member('support.ask')
    .input(About)
    .query(({ ctx, input }) => readSubject(ctx.call, input)),

  /** Opens a ticket; the report of a merger or a rehearsal is attached as it stands (B.7.5). Refuses with `NOT_FOUND`. */
  open: member('support.ask', 'write')
    .input(OpenInput)
    .mutation(async ({ ctx, input }) => {
      const { id } = await openTicket(ctx.call, input)
      return readTicket(ctx.call, 'partner', id)
    }),

  /** One's own, and of the locations one administers everybody's (SUP-R5); what changed last is first. */
  list: member('support.ask')
    .input(TicketListInput)
    .query(({ ctx, input }) => listTickets(ctx.call, 'partner', ctx.keys.cursor, input)),

  /** How many rows an export with these filters has (GEN-R6); the file is at `/exports/tickets.csv`. */
  count: member('support.ask')
    .input(TicketFilters)
    .query(async ({ ctx, input }) => ({ count: await countTickets(ctx.call, 'partner', input) })),

  get: member('support.ask')
    .input(OfTicket)
    .query(({ ctx, input }) => readTicket(ctx.call, 'partner', input.ticketId)),

  /** Says more. Refuses with `TICKET_CLOSED` what is resolved, and with `CONFLICT_STALE`. */
  reply: member('support.ask', 'write')
    .input(WordsInput)
    .mutation(async ({ ctx, input }) => {
      await answerTicket(ctx.call, input)
      return readTicket(ctx.call, 'partner', input.ticketId)
    }),

  /** Within 30 days of its resolution; refuses with `TICKET_CLOSED` after that, and with `CONFLICT_STALE` (SUP-R3). */
  reopen: member('support.ask', 'write')
    .input(WordsInput)
    .mutation(async ({ ctx, input }) => {
      await reopenTicket(ctx.call, input)
      return readTicket(ctx.call, 'partner', input.ticketId)
    }),

  /** How it went, 1 to 5, once and by whoever opened it. Refuses with `FORBIDDEN`, `TICKET_RATED`, `ILLEGAL_TRANSITION`. */
  rate: member('support.ask', 'write')
    .input(RateInput)
    .mutation(async ({ ctx, input }) => {
      await rateTicket(ctx.call, input)
      return readTicket(ctx.call, 'partner', input.ticketId)
    }),
})
