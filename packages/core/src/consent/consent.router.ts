import { z } from 'zod'
import { system } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { doorBase, router } from '../kernel/trpc.ts'
import { beheld, invited } from '../links/link.door.ts'
import { confirm, deny, findAnswerer } from './answering.ts'
import { checkpointProcedures } from './checkpoint.router.ts'
import { questionProcedures } from './clarification.router.ts'
import { readNotice, readReceipt } from './consent.queries.ts'
import { ConfirmInput, DenyInput, ReceiptCode, UndoInput } from './consent.rules.ts'
import { enquiryProcedures } from './enquiry.router.ts'
import { checkNonce, tracesOf } from './form.ts'
import { writeNonce } from './nonce.ts'
import { previewProcedures } from './preview.router.ts'
import { proveReceipt } from './proving.ts'
import { askPartner } from './question.asking.ts'
import { AskInput } from './question.rules.ts'
import { surveyProcedures } from './survey.router.ts'
import { undo } from './undoing.ts'
import { verifyingProcedures } from './verifying.router.ts'

/**
 * The receipt's page, for whoever has its code: 60 bits of chance, and it shows what its holder was sent anyway. What no
 * code looks like is not asked for: PostgreSQL holds no NUL, and a fault would tell it apart.
 */
const holder = doorBase
  .meta({ door: 'invited', privilege: 'receipt', scope: 'link', rate: 'read' })
  .input(z.strictObject({ receipt: z.string().max(40) }))
  .use(({ input: { receipt }, next }) => (ReceiptCode.safeParse(receipt).success ? next() : refuseAbsent()))

/** The customer's pages. A query shows, a mutation decides; a link has one purpose. */
export const consentRouter = router({
  /** The notice behind a link, with what was decided since. Changes nothing, counts as nothing (MIC-R1, I5). */
  notice: beheld('consent').query(async ({ ctx }) => {
    const { linkId, now, ...notice } = await readNotice(ctx.links.em.fork().getKysely(), ctx.tokenHash)
    return { ...notice, nonce: writeNonce(ctx.keys.nonce, linkId, now), issuedAt: now.toISOString() }
  }),

  /**
   * The customer says no. Refuses with `DENY_REASON_REQUIRED`, `FORM_NONCE_INVALID`, `FORM_TOO_SOON` (a fresh nonce
   * comes with it), `NOTICE_READ_ONLY`. The same no twice answers the same receipt (MIC-R3). Nobody is ever locked out
   * of a no, so the link of an older letter is good for it, and for no other verb (L14).
   */
  deny: invited('consent', 'write', 'any')
    .input(DenyInput)
    .mutation(async ({ ctx, input }) => {
      if (input.reasons.length === 0) refuse('invalid', 'DENY_REASON_REQUIRED', { field: 'reasons', rule: 'MIC-R1' })
      if (input.itemIds?.length === 0) refuse('invalid', 'DENY_ITEM_REQUIRED', { field: 'itemIds', rule: 'MIC-R8' })
      checkNonce(ctx, ctx.link.id, ctx.call.now, input.nonce)
      const answerer = await findAnswerer(ctx.call, ctx.link.subjectId)
      const { reasons, itemIds, comment, shareComment } = input
      const receipt = await deny(
        ctx.call,
        ctx,
        answerer,
        { reasons, itemIds, comment, shareComment },
        tracesOf(ctx, input.trap),
      )
      return { receipt }
    }),

  /** The customer says yes before the window ends. Needs the tick: a robot that presses buttons confirms nothing. */
  confirm: invited('consent', 'write')
    .input(ConfirmInput)
    .mutation(async ({ ctx, input }) => {
      if (!input.agree) refuse('invalid', 'CONFIRM_TICK_REQUIRED', { field: 'agree', rule: 'MIC-R1' })
      checkNonce(ctx, ctx.link.id, ctx.call.now, input.nonce)
      const answerer = await findAnswerer(ctx.call, ctx.link.subjectId)
      return { receipt: await confirm(ctx.call, ctx, answerer, tracesOf(ctx, input.trap)) }
    }),

  /** Takes a no back within 24 hours. Refuses with `UNDO_EXPIRED`, `UNDO_ITEM_TAKEN`, `NOTICE_READ_ONLY`. */
  undo: invited('consent', 'write')
    .input(UndoInput)
    .mutation(async ({ ctx, input }) => {
      checkNonce(ctx, ctx.link.id, ctx.call.now, input.nonce)
      const answerer = await findAnswerer(ctx.call, ctx.link.subjectId)
      return { receipt: await undo(ctx.call, ctx, answerer, tracesOf(ctx, '')) }
    }),

  /** Asks the partner through the system; changes nothing else. Refuses with `QUESTION_REQUIRED`, `QUESTION_LIMIT`. */
  ask: invited('consent', 'write')
    .input(AskInput)
    .mutation(async ({ ctx, input: { nonce, text, showAddress } }) => {
      checkNonce(ctx, ctx.link.id, ctx.call.now, nonce)
      await askPartner(ctx.call, await findAnswerer(ctx.call, ctx.link.subjectId), { text, showAddress })
    }),

  ...questionProcedures,
  ...previewProcedures,
  ...surveyProcedures,
  ...verifyingProcedures,
  ...enquiryProcedures,
  ...checkpointProcedures,

  receipt: holder.query(({ ctx, input: { receipt } }) =>
    inReading(ctx.reader, system('receipt', { receipt: receipt.toUpperCase() }), (call) => readReceipt(call, receipt)),
  ),

  /** The proof that the receipt stands in the record. Refuses with `NOT_FOUND` until a checkpoint covers it. */
  inclusion: holder.query(({ ctx, input: { receipt } }) => proveReceipt(ctx, receipt)),
})
