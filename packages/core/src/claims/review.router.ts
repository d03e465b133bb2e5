import { z } from 'zod'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import { router, staff } from '../kernel/trpc.ts'
import { readClaim } from './claim.queries.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { comment, Said } from './commenting.ts'
import { conflictRouter } from './conflict.router.ts'
import {
  addComment,
  approveClaim,
  decide,
  fresh,
  lockReviewedClaim,
  lockSubmittedClaim,
  markItems,
  refuseTakenByOther,
} from './deciding.ts'
import { refuseFirstReviewer, settleDispute } from './disputing.ts'
import { checklistPoints, reviewReasons } from './evidence.rules.ts'
import { queueProcedures } from './list.router.ts'
import { setReminders, watchDispute } from './reminding.ts'
import { holdClaim, liftHold } from './retaining.ts'
import { watchSla } from './sla.ts'
import { dueAfter } from './submitting.ts'
import { paragraph } from '../kernel/text.rules.ts'

const OfClaim = z.strictObject({ claimId: z.uuid(), version: z.int() })
const Verdict = OfClaim.extend({
  reasons: z.array(z.enum(reviewReasons)).min(1).max(6),
  comment: paragraph(4000).min(1),
})
/** Items judged apart from the claim: left out of an approval, or what a return is about. */
const ItemVerdicts = z
  .array(z.strictObject({ itemId: z.uuid(), reason: z.enum(reviewReasons) }))
  .max(200)
  .default([])

/** Claims, for the vendor's reviewers. */
export const reviewRouter = router({
  conflicts: conflictRouter,

  ...queueProcedures,

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
      await refuseFirstReviewer(ctx.call, claim)
      claim.take(ctx.actor, ctx.call.now, await dueAfter(ctx.call, claim, 'reviewSlaBusinessDays'))
      await watchSla(ctx.call, claim)
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
   * The vendor agrees (T7), to all items or, with `rejected`, to the others (CLM-R17). Refuses with `CHECKLIST_INCOMPLETE`, `CLAIM_TAKEN_BY_OTHER`, `CLAIM_ALREADY_DECIDED`,
   * `ITEM_HELD_BY_OTHER`, or a subscription's code when it changed since.
   */
  approve: staff('claims.review', 'write')
    .input(OfClaim.extend({ rejected: ItemVerdicts }))
    .mutation(async ({ ctx, input }) => {
      const claim = await lockReviewedClaim(ctx.call, input.claimId, input.version)
      await approveClaim(ctx.call, claim, input.rejected)
      await settleDispute(ctx.call, claim, 'approved')
      await watchSla(ctx.call, claim)
      return { number: claim.number }
    }),

  /** Sent back with reasons, the items they are about, and a comment that the partner reads (T6). */
  return: staff('claims.review', 'write')
    .input(Verdict.extend({ items: ItemVerdicts, mayAddItems: z.boolean().default(false) }))
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockReviewedClaim(call, input.claimId, input.version)
      const marked = await markItems(call, claim, input.items)
      const { actionRequiredDays: days } = await readPolicy(call, claim.vendorId)
      claim.return(ctx.actor, input.reasons, call.now, { days, mayAddItems: input.mayAddItems, items: marked })
      decide(call, claim, 'returned', input.reasons)
      addComment(call, claim, 'shared', input.comment)
      await setTimer(call, claim.id, 'claim.actionRequired', claim.actionDueAt!)
      await setReminders(call, claim)
      await watchSla(call, claim)
    }),

  /** Refused on grounds, with reasons and a comment that the partner reads (T8). */
  reject: staff('claims.review', 'write')
    .input(Verdict)
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockReviewedClaim(call, input.claimId, input.version)
      const { disputeDays } = await readPolicy(call, claim.vendorId)
      claim.reject(ctx.actor, input.reasons, call.now, disputeDays)
      await watchSla(call, claim)
      await watchDispute(call, claim)
      await settleDispute(call, claim, 'rejected')
      await leaveConflicts(call, claim)
      decide(call, claim, 'rejected', input.reasons)
      addComment(call, claim, 'shared', input.comment)
    }),

  /** A legal hold, for a lead: nothing of the claim is purged until it is lifted (B.17). Refuses with `CLAIM_HELD`. */
  hold: staff('claims.lead', 'write')
    .input(z.strictObject({ claimId: z.uuid(), reason: paragraph(500).min(1) }))
    .mutation(({ ctx, input }) => holdClaim(ctx.call, input.claimId, input.reason)),

  /** Refuses with `CLAIM_NOT_HELD`. */
  liftHold: staff('claims.lead', 'write')
    .input(z.strictObject({ claimId: z.uuid() }))
    .mutation(({ ctx, input }) => liftHold(ctx.call, input.claimId)),

  comment: staff('claims.review', 'write')
    .input(Said.extend({ audience: z.enum(['shared', 'vendor_internal']) }))
    .mutation(async ({ ctx, input }) => {
      await comment(ctx.call, await lockSubmittedClaim(ctx.call, input.claimId), input)
    }),
})
