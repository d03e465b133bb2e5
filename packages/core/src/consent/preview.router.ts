import { z } from 'zod'
import { member } from '../kernel/trpc.ts'
import { previewNotice } from './previewing.ts'

/** What a partner reads before it submits; it stands among the customer's pages because it shows the customer's letter. */
export const previewProcedures = {
  /**
   * The exact letter to the customer, with dead links (NOT-R5), of an unfinished draft or of a claim. Null where nobody
   * is told. Refuses what keeps it from being submitted; foreign drafts and claims are absent.
   */
  noticePreview: member('claims.create')
    .input(z.strictObject({ of: z.enum(['draft', 'claim']), id: z.uuid() }))
    .query(({ ctx, input }) => {
      if (!ctx.render) throw new Error('this program writes no letters')
      return previewNotice(ctx.call, ctx, ctx.render, { actor: ctx.actor, scope: ctx.scope }, input)
    }),
}
