import { z } from 'zod'
import { inTransaction } from '../kernel/transaction.ts'
import { member, memberAhead, router, steppedUp } from '../kernel/trpc.ts'
import { discover } from './sso.discovery.ts'
import { SsoInput } from './sso.rules.ts'
import { readSso, removeSso, saveSso } from './sso.settings.ts'

/** An organisation's own sign-in server: its global administrators alone. */
export const ssoRouter = router({
  /** What is set, the organisation's verified domains, and the address to enter at the server. */
  get: member('organisations.change', 'read', 'orm').query(({ ctx: { call, publicUrl } }) => readSso(call, publicUrl)),

  /** Asks a server for its description; nothing is kept. Refuses as `save` does where the server is the reason. */
  test: memberAhead('organisations.change', 'upload')
    .input(z.strictObject({ issuer: SsoInput.shape.issuer }))
    .mutation(async ({ ctx, input }) => discover(input.issuer, ctx.loopback === true)),

  /**
   * Sets it, and switches it on or off. Needs a fresh sign-in (`STEP_UP_REQUIRED`). Refuses with `ISSUER_ADDRESS`,
   * `ISSUER_UNREACHABLE`, `ISSUER_MISMATCH`, `ISSUER_INCOMPLETE`, `DOMAIN_UNVERIFIED`, `DOMAIN_TAKEN`.
   */
  save: memberAhead('organisations.change', 'write')
    .input(SsoInput)
    .use(steppedUp)
    .mutation(async ({ ctx, input }) => {
      const server = await discover(input.issuer, ctx.loopback === true)
      await inTransaction(ctx.orm, ctx.actor, (call) => saveSso(call, ctx.keys.signIn, input, server))
      return { saved: true }
    }),

  /** Forgets it. Needs a fresh sign-in (`STEP_UP_REQUIRED`). */
  remove: member('organisations.change', 'write')
    .use(steppedUp)
    .mutation(async ({ ctx: { call } }) => {
      await removeSso(call)
      return { removed: true }
    }),
})
