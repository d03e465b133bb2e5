import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { refuseAbsent } from '../kernel/errors.ts'
import { router, staff } from '../kernel/trpc.ts'
import { PartnerCheck } from './check.entity.ts'
import { CloseCheckInput } from './check.rules.ts'
import { listAnswers, listOpenChecks } from './check.queries.ts'

/** What customers answered, for the vendor's reviewers, and the partners they say they do not know. */
export const checkRouter = router({
  /** Every answer to the notices of one claim, newest first, with the comment and the mailbox it came from. */
  answers: staff('claims.review')
    .input(z.strictObject({ claimId: z.uuid() }))
    .query(({ ctx, input }) => listAnswers(ctx.call, ctx.actor.personId, input.claimId)),

  /** Checks that nobody has closed, oldest first; at most 50 and whether there are more. */
  open: staff('claims.review').query(({ ctx }) => listOpenChecks(ctx.call, ctx.actor.personId)),

  /** Says what was found. Refuses with `CHECK_CLOSED` when a colleague was first. */
  close: staff('claims.review', 'write')
    .input(CloseCheckInput)
    .mutation(async ({ ctx, input: { checkId, finding, note } }) => {
      const { em, now } = ctx.call
      const check = await em.findOne(PartnerCheck, { id: checkId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      if (!check) return refuseAbsent()
      check.close(ctx.actor, finding, note, now)
    }),
})
