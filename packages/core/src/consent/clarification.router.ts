import { z } from 'zod'
import { router, staff } from '../kernel/trpc.ts'
import { beheld, invited } from '../links/link.door.ts'
import { answerQuestion } from './clarification.answering.ts'
import { listEscalated, listQuestionsAbout, readQuestion, readQuestionOf } from './clarification.queries.ts'
import { AnswerQuestionInput } from './clarification.rules.ts'
import { checkNonce, tracesOf } from './form.ts'
import { writeNonce } from './nonce.ts'

/** The customer's page about who does the work (CNF-R4, POR-R13); they stand among the other pages of a link. */
export const questionProcedures = {
  /** What is asked, and what was answered. Changes nothing, counts as nothing (MIC-R1, I5). */
  question: beheld('clarification').query(async ({ ctx }) => {
    const { linkId, now, ...question } = await readQuestion(ctx.links.em.fork().getKysely(), ctx.tokenHash)
    return { ...question, nonce: writeNonce(ctx.keys.nonce, linkId, now) }
  }),

  /**
   * Names the partner that does the work, or neither. Refuses with `CLARIFICATION_CHOICE_REQUIRED`,
   * `FORM_NONCE_INVALID`, `FORM_TOO_SOON`, `CLARIFICATION_ANSWERED` when somebody answered otherwise,
   * `CLARIFICATION_OVER`, `CLARIFICATION_MOOT`. The same answer twice changes nothing (MIC-R3).
   */
  clarify: invited('clarification', 'write')
    .input(AnswerQuestionInput)
    .mutation(async ({ ctx, input: { nonce, choice, comment, trap } }) => {
      checkNonce(ctx, ctx.link.id, ctx.call.now, nonce)
      await answerQuestion(ctx.call, ctx.link.subjectId, { choice, comment }, tracesOf(ctx, trap))
    }),
}

/** What customers were asked and answered, for the vendor's reviewers. A partner has no door here (CNF-R6). */
export const clarificationRouter = router({
  /** The question of a conflict, null while none was put; also for a reviewer who is excluded from a side. */
  ofConflict: staff('claims.review')
    .input(z.strictObject({ conflictId: z.uuid() }))
    .query(({ ctx, input }) => readQuestionOf(ctx.call, ctx.actor.personId, input.conflictId)),

  /** The questions about items of one claim, oldest first. */
  ofClaim: staff('claims.review')
    .input(z.strictObject({ claimId: z.uuid() }))
    .query(({ ctx, input }) => listQuestionsAbout(ctx.call, ctx.actor.personId, input.claimId)),

  /** Questions without an answer in time, for whoever leads the review (P6). */
  escalated: staff('claims.lead').query(({ ctx }) => listEscalated(ctx.call, ctx.actor.personId)),
})
