import { z } from 'zod'
import { member, router, steppedUp } from '../kernel/trpc.ts'
import { DirectoryTokenInput } from './directory.rules.ts'
import { listDirectoryTokens, makeDirectoryToken, revokeDirectoryToken } from './directory.tokens.ts'

/** The tokens of an organisation's directory: its global administrators alone. */
export const directoryRouter = router({
  /** Those that are good, without their text, and the base address of SCIM. */
  get: member('organisations.change', 'read', 'orm').query(({ ctx: { call, publicUrl } }) =>
    listDirectoryTokens(call, publicUrl),
  ),

  /** Makes a token, and shows it this once. Needs a fresh sign-in (`STEP_UP_REQUIRED`). */
  makeToken: member('organisations.change', 'write')
    .input(DirectoryTokenInput)
    .use(steppedUp)
    .mutation(({ ctx, input }) => makeDirectoryToken(ctx.call, input)),

  /** Needs a fresh sign-in (`STEP_UP_REQUIRED`). */
  revokeToken: member('organisations.change', 'write')
    .input(z.strictObject({ tokenId: z.uuid() }))
    .use(steppedUp)
    .mutation(async ({ ctx, input }) => {
      await revokeDirectoryToken(ctx.call, input.tokenId)
      return { revoked: true }
    }),
})
