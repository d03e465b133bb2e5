import { z } from 'zod'
import { paragraph } from '../kernel/text.rules.ts'
import { member, memberAhead, router } from '../kernel/trpc.ts'
import { askExemption } from './exempting.ts'
import { readInvoiceYears, listInvoices } from './invoice.queries.ts'
import { feesRouter } from './fees.router.ts'
import { changeTerm, confirmNetwork } from './term.ts'
import { readOffers } from './offering.ts'
import {
  AnnounceInput,
  AskExemptionInput,
  InvoicesInput,
  OfferInput,
  OrderInput,
  PaymentFilters,
  PaymentsInput,
  PayInput,
} from './order.input.rules.ts'
import { countPayments, listPayments } from './order.queries.ts'
import { readOrderPage } from './order.page.queries.ts'
import { cancelOrder, placeOrder } from './ordering.ts'
import { pay } from './paying.ts'
import { findOrder } from './order.door.ts'
import { askRefund } from './refunding.ts'
import { readStanding } from './standing.queries.ts'
import { readExemptions } from './support.queries.ts'
import { supportRouter } from './support.router.ts'
import { confirmTax, listWaitingTax } from './tax.confirming.ts'
import { announceTransfer } from './transferring.ts'

const Order = z.strictObject({ orderId: z.uuid() })

/** Memberships, fees, invoices and payments of the caller's organisation (B.9). Money is in minor units (GEN-R9). */
export const membershipsRouter = router({
  /** How the organisation stands in the programme: tier, year, what waits. */
  standing: member('memberships.see').query(({ ctx: { call, actor } }) =>
    readStanding(call, actor.vendorId, actor.organizationId!),
  ),

  /**
   * What the organisation could buy for a location today, with prices: of an offer that it may not buy the code of the
   * refusal (`STARTER_LIMIT`, `NOT_QUALIFIED`, `FEE_COVERED`, `NO_SILVER`, `ORDER_OPEN`, `PRICE_UNKNOWN`).
   */
  offers: member('memberships.see')
    .input(OfferInput)
    .query(({ ctx, input }) => readOffers(ctx.call, ctx.scope, input, ctx.payments)),

  /**
   * Orders an offer at today's price. Refuses with `STARTER_LIMIT` (MEM-R1), `NOT_QUALIFIED` (MEM-R3), `FEE_COVERED`,
   * `NO_SILVER`, `ORDER_OPEN`, `PRICE_UNKNOWN`, `PRICE_CHANGED`, `PAYMENT_METHOD`, `LOCATION_INACTIVE`.
   */
  order: member('memberships.manage', 'write')
    .input(OrderInput)
    .mutation(({ ctx, input }) => placeOrder(ctx.call, ctx.scope, input, ctx.payments)),

  /** Takes an order back that is not paid; another method is another order (MEM-R5). Refuses with `ILLEGAL_TRANSITION`. */
  cancelOrder: member('memberships.manage', 'write')
    .input(Order)
    .mutation(async ({ ctx: { call, scope }, input }) =>
      cancelOrder(call, await findOrder(call, scope, input.orderId)),
    ),

  /**
   * Pays by card, through the adapter; a card's number never comes here. What was refused can be tried three times more:
   * `PAYMENT_TRIES` after that. An outcome that is not known is `charging`: the adapter is asked again, and nothing else
   * can be done with the order until then (`PAYMENT_RUNNING`). Refuses with `PAYMENT_METHOD`, `ILLEGAL_TRANSITION`, and as
   * `order` does (B.16.5).
   */
  pay: memberAhead('memberships.manage', 'write')
    .input(PayInput)
    .mutation(({ ctx, input }) => pay(ctx, ctx.actor, ctx.scope, input)),

  /** Says that a transfer was sent. Refuses with `PAYMENT_REFERENCE` (MEM-R5) and `PAYMENT_METHOD`. */
  announceTransfer: member('memberships.manage', 'write')
    .input(AnnounceInput)
    .mutation(async ({ ctx: { call, scope }, input }) =>
      announceTransfer(call, await findOrder(call, scope, input.orderId), input),
    ),

  /** The history of payments: outstanding first, then the newest. */
  payments: member('memberships.see')
    .input(PaymentsInput)
    .query(({ ctx, input }) => listPayments(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** How many rows an export with these filters has (GEN-R6); the file itself is at `/exports/payments.csv`. */
  exportCount: member('memberships.see')
    .input(PaymentFilters)
    .query(({ ctx, input }) => countPayments(ctx.call, ctx.scope, input)),

  /** One order: its price, its payment, its papers, and whether its money can be asked back. */
  getOrder: member('memberships.see')
    .input(Order)
    .query(({ ctx, input }) => readOrderPage(ctx, ctx.scope, input.orderId)),

  /** Invoices and credit notes, of all years or of one; the paper is at `/invoices/<id>.pdf` once it is issued (MEM-R7). */
  invoices: member('memberships.see')
    .input(InvoicesInput)
    .query(({ ctx, input }) => listInvoices(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** The years that have invoices, the newest first. */
  invoiceYears: member('memberships.see').query(({ ctx }) => readInvoiceYears(ctx.call, ctx.scope)),

  /**
   * Asks for the money of an order back; the service desk decides. Refuses with `REFUND_WINDOW`, `REFUND_KEY_VIEWED`,
   * `REFUND_BENEFIT_USED`, `REFUND_TRADED_IN`, `REFUND_ONCE` (MEM-R6).
   */
  askRefund: member('memberships.manage', 'write')
    .input(Order.extend({ reason: paragraph(500).default('') }))
    .mutation(async ({ ctx: { call, scope }, input }) =>
      askRefund(call, await findOrder(call, scope, input.orderId), input.reason),
    ),

  /** Lets the year run out; benefits go on to the anniversary (MEM-R8). Refuses with `ILLEGAL_TRANSITION`. */
  cancelRenewal: member('memberships.manage', 'write').mutation(({ ctx }) =>
    changeTerm(ctx.call, ctx.actor.organizationId!, 'cancelRenewal'),
  ),

  /** Takes that back while the year lasts. Refuses with `ILLEGAL_TRANSITION`. */
  resumeRenewal: member('memberships.manage', 'write').mutation(({ ctx }) =>
    changeTerm(ctx.call, ctx.actor.organizationId!, 'resumeRenewal'),
  ),

  /** Confirms the free tier for another year. Refuses with `ILLEGAL_TRANSITION` where a fee was paid. */
  confirmNetwork: member('memberships.manage', 'write').mutation(({ ctx }) =>
    confirmNetwork(ctx.call, ctx.actor.vendorId, ctx.actor.organizationId!),
  ),

  /**
   * Hands in a certificate that takes the tax off; its file goes to `/files/exemptions/<id>/proof`
   * (MEM-R7). Refuses with `EXEMPTION_OPEN` while one of the country waits.
   */
  askExemption: member('memberships.manage', 'write')
    .input(AskExemptionInput)
    .mutation(({ ctx, input }) => askExemption(ctx.call, ctx.actor.organizationId!, input)),

  /**
   * Says that the tax data of a location that came with a merge is right, with the certificates of its country; until then
   * nothing is ordered for it (MRG-R9).
   */
  confirmTax: member('memberships.manage', 'write')
    .input(z.strictObject({ locationId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await confirmTax(ctx.call, ctx.scope, input.locationId)
      return { locationId: input.locationId }
    }),

  /** The tax data of which locations waits for that. */
  taxToConfirm: member('memberships.manage').query(({ ctx }) => listWaitingTax(ctx.call, ctx.actor.organizationId!)),

  exemptions: member('memberships.see').query(({ ctx }) => readExemptions(ctx.call, ctx.actor.organizationId!)),

  support: supportRouter,
  fees: feesRouter,
})
