import { z } from 'zod'
import { router, staff } from '../kernel/trpc.ts'
import {
  askPartner,
  assignTicket,
  listAgents,
  noteOnTicket,
  replyToTicket,
  resolveTicket,
  takeTicket,
} from './serving.ts'
import { OfTicket, OfTicketAsRead, TicketFilters, TicketListInput, WordsInput } from './ticket.input.rules.ts'
import { countTickets, listTickets, readTicket } from './ticket.queries.ts'

/**
 * The service desk's side of tickets (B.12). An agent reads what nobody has and what is theirs, a lead everything
 * (SUP-R5). Every mutation answers the ticket as it stands afterwards, and refuses with `CONFLICT_STALE`.
 */
export const supportDeskRouter = router({
  /** What is due first is on top. */
  queue: staff('support.serve')
    .input(TicketListInput)
    .query(({ ctx, input }) => listTickets(ctx.call, 'desk', ctx.keys.cursor, input)),

  count: staff('support.serve')
    .input(TicketFilters)
    .query(async ({ ctx, input }) => ({ count: await countTickets(ctx.call, 'desk', input) })),

  get: staff('support.serve')
    .input(OfTicket)
    .query(({ ctx, input }) => readTicket(ctx.call, 'desk', input.ticketId)),

  /** Who can be given a ticket. */
  agents: staff('support.lead').query(({ ctx }) => listAgents(ctx.call)),

  /** Refuses with `ALREADY_THERE` what the caller has. */
  take: staff('support.serve', 'write')
    .input(OfTicketAsRead)
    .mutation(async ({ ctx, input }) => {
      await takeTicket(ctx.call, input)
      return readTicket(ctx.call, 'desk', input.ticketId)
    }),

  /** A lead gives it to somebody. Refuses with `NOT_FOUND` whoever does not stand at the desk. */
  assign: staff('support.lead', 'write')
    .input(OfTicketAsRead.extend({ agentId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await assignTicket(ctx.call, input)
      return readTicket(ctx.call, 'desk', input.ticketId)
    }),

  /** Refuses with `TICKET_NOT_YOURS` and `ILLEGAL_TRANSITION`, as `ask` and `resolve` do. */
  reply: staff('support.serve', 'write')
    .input(WordsInput)
    .mutation(async ({ ctx, input }) => {
      await replyToTicket(ctx.call, input)
      return readTicket(ctx.call, 'desk', input.ticketId)
    }),

  /** Asks the partner, whose answer sets the desk's time running again. */
  ask: staff('support.serve', 'write')
    .input(WordsInput)
    .mutation(async ({ ctx, input }) => {
      await askPartner(ctx.call, input)
      return readTicket(ctx.call, 'desk', input.ticketId)
    }),

  resolve: staff('support.serve', 'write')
    .input(WordsInput)
    .mutation(async ({ ctx, input }) => {
      await resolveTicket(ctx.call, input)
      return readTicket(ctx.call, 'desk', input.ticketId)
    }),

  /** For the desk alone. */
  note: staff('support.serve', 'write')
    .input(WordsInput)
    .mutation(async ({ ctx, input }) => {
      await noteOnTicket(ctx.call, input)
      return readTicket(ctx.call, 'desk', input.ticketId)
    }),
})
