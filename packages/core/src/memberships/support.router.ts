import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'
import { router, staff } from '../kernel/trpc.ts'
import { decideExemption } from './exempting.ts'
import { extendMembership } from './extending.ts'
import {
  ExemptionsInput,
  CreditInput,
  ExtendInput,
  MatchInput,
  OwedInput,
  PayBackInput,
  RefundsInput,
  StandingsInput,
  TransfersInput,
  verdict,
} from './order.input.rules.ts'
import { readOrderPage } from './order.page.queries.ts'
import { bookLate, creditOwed, payBack } from './owing.ts'
import { decideRefund } from './refunding.ts'
import { listStandings } from './standing.queries.ts'
import { countTransfersToLookInto, listExemptions, listOwed, listRefunds, listTransfers } from './support.queries.ts'
import { loseTransfer, matchTransfer } from './transferring.ts'

const note = line(500)

/** The service desk's side of memberships: money that arrives, money that is asked back, certificates, longer years. */
export const supportRouter = router({
  /** Transfers that wait for the bank's statement; with `states` also those that are done. */
  transfers: staff('memberships.support')
    .input(TransfersInput)
    .query(({ ctx, input }) => listTransfers(ctx.call, ctx.actor.vendorId, ctx.keys.cursor, input)),

  transferCount: staff('memberships.support').query(async ({ ctx: { call, actor } }) => ({
    count: await countTransfersToLookInto(call, actor.vendorId),
  })),

  /**
   * Books what arrived: all of it pays the order, less waits ten days for the rest, more is credited. Refuses with
   * `PAYMENT_REFERENCE`, `CONFLICT_STALE`, and as ordering does where the organisation may not have it any more (B.16.5).
   */
  matchTransfer: staff('memberships.support', 'write')
    .input(MatchInput)
    .mutation(({ ctx, input }) => matchTransfer(ctx.call, input)),

  /** The proof names a transfer that is not at the bank: it waits in the queue of what nobody could match. */
  loseTransfer: staff('memberships.support', 'write')
    .input(z.strictObject({ paymentId: z.uuid(), version: z.int() }))
    .mutation(({ ctx, input }) => loseTransfer(ctx.call, input)),

  /** Money whose order is over, was paid already, or can be had no more: it is the partner's, the oldest first (MEM-R5). */
  owed: staff('memberships.support')
    .input(OwedInput)
    .query(({ ctx, input }) => listOwed(ctx.call, ctx.actor.vendorId, ctx.keys.cursor, input)),

  /**
   * Books what arrived for an order that expired, was cancelled or is paid already: it begins nothing, and is owed to the
   * partner. Refuses with `PAYMENT_REFERENCE`, `CONFLICT_STALE`, and with `ILLEGAL_TRANSITION` what still waits.
   */
  bookLate: staff('memberships.support', 'write')
    .input(MatchInput)
    .mutation(({ ctx, input }) => bookLate(ctx.call, input)),

  /** All that is owed was sent back. Refuses with `CONFLICT_STALE`, and with `ILLEGAL_TRANSITION` where nothing is owed. */
  payBack: staff('memberships.support', 'write')
    .input(PayBackInput)
    .mutation(({ ctx, input }) => payBack(ctx.call, input)),

  /**
   * All that is owed pays another order of the organisation, as a transfer would: too little waits for the rest, too much
   * is credited. Refuses with `CREDIT_TARGET`, `CONFLICT_STALE`, `ILLEGAL_TRANSITION`, and as ordering does.
   */
  creditOwed: staff('memberships.support', 'write')
    .input(CreditInput)
    .mutation(({ ctx, input }) => creditOwed(ctx.call, input)),

  refunds: staff('memberships.support')
    .input(RefundsInput)
    .query(({ ctx, input }) => listRefunds(ctx.call, ctx.actor.vendorId, ctx.keys.cursor, input)),

  /**
   * Gives the money back, which ends what was bought, or says no (MEM-R6). Refuses with `SELF_APPROVAL` (ROL-R4),
   * `CONFLICT_STALE`, and an approval with the guards that `askRefund` has.
   */
  decideRefund: staff('memberships.support', 'write')
    .input(z.strictObject({ orderId: z.uuid(), verdict, note: note.default(''), version: z.int() }))
    .mutation(({ ctx, input }) => decideRefund(ctx.call, input)),

  exemptions: staff('memberships.support')
    .input(ExemptionsInput)
    .query(({ ctx, input }) => listExemptions(ctx.call, ctx.actor.vendorId, ctx.keys.cursor, input)),

  /** Lets a certificate count, and gives back the tax of up to a year before, or says no. Refuses with `SELF_APPROVAL`. */
  decideExemption: staff('memberships.support', 'write')
    .input(z.strictObject({ exemptionId: z.uuid(), verdict, note: note.default(''), version: z.int() }))
    .mutation(({ ctx, input }) => decideExemption(ctx.call, input)),

  /** The standings of all organisations: whose year ends first on top. */
  standings: staff('memberships.support')
    .input(StandingsInput)
    .query(({ ctx, input }) => listStandings(ctx.call, ctx.actor.vendorId, ctx.keys.cursor, input)),

  /** One order of any organisation. */
  getOrder: staff('memberships.support')
    .input(z.strictObject({ orderId: z.uuid() }))
    .query(({ ctx, input }) => readOrderPage(ctx, null, input.orderId)),

  /** Moves an anniversary later, and everything that shares it with it. Refuses with `EXTEND_LATER`, `CONFLICT_STALE`. */
  extend: staff('memberships.support', 'write')
    .input(ExtendInput)
    .mutation(({ ctx, input }) => extendMembership(ctx.call, input)),
})
