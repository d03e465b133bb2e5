import { z } from 'zod'
import { doorBase, inCall, router, staff } from '../kernel/trpc.ts'
import { enquiryPage, keepEnquiry } from './enquiring.ts'
import { listOpenEnquiries } from './enquiry.queries.ts'
import { EnquireInput, NotedInput } from './enquiry.rules.ts'
import { dismissEnquiry, recordNo, sendLetterAgain } from './enquiry.serving.ts'
import { checkNonce } from './form.ts'
import { writeNonce } from './nonce.ts'

const anybody = doorBase.meta({ door: 'invited', privilege: 'enquiry', scope: 'link', rate: 'signIn' }).use(inCall)

/** The way without a link, on the customers' site: for everybody, and the same for everybody (L15). */
export const enquiryProcedures = {
  /** What the form has to bring back. Changes nothing. */
  enquiryForm: anybody.query(({ ctx }) => ({ nonce: writeNonce(ctx.keys.nonce, enquiryPage, ctx.call.now) })),

  /** Refuses with `FORM_NONCE_INVALID`, `FORM_TOO_SOON` and `TOO_MANY_REQUESTS`; answers nothing. */
  enquire: anybody.input(EnquireInput).mutation(async ({ ctx, input: { nonce, ...enquiry } }) => {
    checkNonce(ctx, enquiryPage, ctx.call.now, nonce)
    await keepEnquiry(ctx.call, enquiry)
  }),
}

/** What was written without a link, for the service desk. */
export const enquiryRouter = router({
  open: staff('support.serve').query(({ ctx }) => listOpenEnquiries(ctx.call, ctx.actor.personId)),

  /** Sends whoever was told a new letter with a new link. Refuses with `ENQUIRY_CLOSED`, `ENQUIRY_UNMATCHED`. */
  sendLetter: staff('support.serve', 'write')
    .input(z.strictObject({ enquiryId: z.uuid() }))
    .mutation(({ ctx, input }) => sendLetterAgain(ctx.call, ctx, input.enquiryId)),

  /** Records the no of whoever wrote. Refuses with `ENQUIRY_CLOSED`, `ENQUIRY_UNMATCHED`, `NOTICE_READ_ONLY`. */
  recordNo: staff('support.serve', 'write')
    .input(NotedInput)
    .mutation(({ ctx, input }) => recordNo(ctx.call, ctx, input)),

  /** Refuses with `ENQUIRY_CLOSED`. */
  dismiss: staff('support.serve', 'write')
    .input(NotedInput)
    .mutation(({ ctx, input }) => dismissEnquiry(ctx.call, input)),
})
