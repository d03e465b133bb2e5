import { z } from 'zod'
import { refuseAbsent } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import { router, staff } from '../kernel/trpc.ts'
import { decideExemption } from './exempting.ts'
import { extendMembership } from './extending.ts'
import {
  ExemptionsInput,
  ExtendInput,
  MatchInput,
  RefundsInput,
  StandingsInput,
  TransfersInput,
  verdict,
} from './order.input.rules.ts'
import { readOrder } from './order.queries.ts'
import { decideRefund } from './refunding.ts'
import { listStandings, readMembershipYears, readStanding } from './standing.queries.ts'
import { listExemptions, listRefunds, listTransfers, readExemptions } from './support.queries.ts'
import { loseTransfer, matchTransfer } from './transferring.ts'

const note = line(500)

/** The service desk's side of memberships: money that arrives, money that is asked back, certificates, longer years. */
export const supportRouter = router({
  /** Transfers that wait for the bank's statement; with `states` also those that are done. */
  transfers: staff('memberships.support')
    .input(TransfersInput)
    .query(({ ctx, input }) => listTransfers(ctx.call, ctx.actor.vendorId, ctx.keys.cursor, input)),

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

  /** One organisation: how it stands, its years, its certificates. */
  inspect: staff('memberships.support')
    .input(z.strictObject({ organizationId: z.uuid() }))
    .query(async ({ ctx: { call, actor }, input: { organizationId } }) => ({
      standing: (await readStanding(call, actor.vendorId, organizationId)) ?? refuseAbsent(),
      years: await readMembershipYears(call, organizationId),
      exemptions: await readExemptions(call, organizationId),
    })),

  /** One order of any organisation. */
  getOrder: staff('memberships.support')
    .input(z.strictObject({ orderId: z.uuid() }))
    .query(async ({ ctx, input }) => (await readOrder(ctx.call, null, input.orderId)) ?? refuseAbsent()),

  /** Moves an anniversary later, and everything that shares it with it. Refuses with `EXTEND_LATER`, `CONFLICT_STALE`. */
  extend: staff('memberships.support', 'write')
    .input(ExtendInput)
    .mutation(({ ctx, input }) => extendMembership(ctx.call, input)),
})
