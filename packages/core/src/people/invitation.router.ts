import { z } from 'zod'
import { router } from '../kernel/trpc.ts'
import { invited } from '../links/link.door.ts'
import { acceptInvitation, AcceptInput, seeInvitation } from './invitation.answering.ts'

/** For whoever holds the link of an invitation. It signs nobody in. */
export const invitationRouter = router({
  see: invited('invitation')
    .input(z.strictObject({ link: z.string().max(200) }))
    .query(({ ctx }) => seeInvitation(ctx.call, ctx.link, ctx.caller)),

  accept: invited('invitation', 'write')
    .input(AcceptInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.call, ctx.link, ctx.caller, input)),
})
