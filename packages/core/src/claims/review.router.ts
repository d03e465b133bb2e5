import { z } from 'zod'
import { policyDefaults } from '../catalogue/catalogue.rules.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import { endOfBusinessDay } from '../kernel/calendar.ts'
import { router, staff } from '../kernel/trpc.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { readClaim } from './claim.queries.ts'
import {
  addComment,
  approveClaim,
  decide,
  fresh,
  lockReviewedClaim,
  lockSubmittedClaim,
  refuseTakenByOther,
} from './deciding.ts'
import { checklistPoints, reviewReasons } from './evidence.rules.ts'
import { listQueue } from './list.queries.ts'
import { QueueInput } from './list.rules.ts'
import { paragraph } from './text.rules.ts'

const OfClaim = z.strictObject({ claimId: z.uuid(), version: z.int() })
const Verdict = OfClaim.extend({
  reasons: z.array(z.enum(reviewReasons)).min(1).max(6),
  comment: paragraph(4000).min(1),
})

/** Claims, for the vendor's reviewers. */
export const reviewRouter = router({
  queue: staff('claims.review')
    .input(QueueInput)
    .query(({ ctx, input }) => listQueue(ctx.call, ctx.actor.personId, ctx.keys.cursor, input)),

  get: staff('claims.review')
    .input(z.strictObject({ claimId: z.uuid() }))
    .query(({ ctx, input }) => readClaim(ctx.call, { side: 'vendor' }, input.claimId)),

  /** Takes it from the queue (T4). The second of two gets `CLAIM_TAKEN_BY_OTHER` with the name of the first (I10). */
  take: staff('claims.review', 'write')
    .input(OfClaim)
    .mutation(async ({ ctx, input }) => {
      const claim = await lockSubmittedClaim(ctx.call, input.claimId)
      await refuseTakenByOther(ctx.call, claim)
      fresh(claim, input.version)
      const vendor = await ctx.call.em.findOneOrFail(Vendor, { id: claim.vendorId })
      claim.take(
        ctx.actor,
        ctx.call.now,
        endOfBusinessDay(ctx.call.now, policyDefaults.reviewSlaBusinessDays, vendor.timeZone),
      )
    }),

  /** One answer of the checklist; null takes it back. */
  check: staff('claims.review', 'write')
    .input(
      z.strictObject({ claimId: z.uuid(), point: z.enum(checklistPoints), answer: z.enum(['yes', 'no']).nullable() }),
    )
    .mutation(async ({ ctx, input }) => {
      const claim = await lockReviewedClaim(ctx.call, input.claimId)
      claim.check(ctx.actor, input.point, input.answer, ctx.call.now)
    }),

  /**
   * The vendor agrees (T7). Refuses with `CHECKLIST_INCOMPLETE`, `CLAIM_TAKEN_BY_OTHER`, `CLAIM_ALREADY_DECIDED`,
   * `ITEM_HELD_BY_OTHER`, or a subscription's code when it changed since.
   */
  approve: staff('claims.review', 'write')
    .input(OfClaim)
    .mutation(async ({ ctx, input }) => {
      const claim = await lockReviewedClaim(ctx.call, input.claimId, input.version)
      await approveClaim(ctx.call, claim)
      return { number: claim.number }
    }),

  /** Sent back with reasons and a comment that the partner reads (T6). */
  return: staff('claims.review', 'write')
    .input(Verdict)
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockReviewedClaim(call, input.claimId, input.version)
      claim.return(ctx.actor, input.reasons, call.now, policyDefaults.actionRequiredDays)
      decide(call, claim, 'returned', input.reasons)
      addComment(call, claim, 'shared', input.comment)
      await setTimer(call, claim.id, 'claim.actionRequired', claim.actionDueAt!)
    }),

  /** Refused on grounds, with reasons and a comment that the partner reads (T8). */
  reject: staff('claims.review', 'write')
    .input(Verdict)
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockReviewedClaim(call, input.claimId, input.version)
      claim.reject(ctx.actor, input.reasons, call.now)
      decide(call, claim, 'rejected', input.reasons)
      addComment(call, claim, 'shared', input.comment)
    }),

  comment: staff('claims.review', 'write')
    .input(
      z.strictObject({
        claimId: z.uuid(),
        body: paragraph(4000).min(1),
        audience: z.enum(['shared', 'vendor_internal']),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      addComment(ctx.call, await lockSubmittedClaim(ctx.call, input.claimId), input.audience, input.body)
    }),
})
