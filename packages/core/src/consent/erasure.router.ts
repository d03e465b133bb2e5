import { z } from 'zod'
import { paragraph } from '../kernel/text.rules.ts'
import { router, staff } from '../kernel/trpc.ts'
import { eraseContact, lookForContact } from './erasing.ts'
import { listErasures } from './erasure.queries.ts'

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^@\s]+@[^@\s]+$/)

/** Taking a customer's contact or administrator out of the record on request (GEN-R7), for the vendor's staff. */
export const erasureRouter = router({
  /** The last 50, with their signed certificates. */
  list: staff('people.erase').query(({ ctx: { actor, call } }) => listErasures(call, actor.vendorId)),

  /** What would go: rows by table. A POST, since an address has no place in a URL. Refuses as `erase`. */
  look: staff('people.erase', 'write')
    .input(z.strictObject({ address }))
    .mutation(({ ctx, input }) =>
      lookForContact(ctx.call, ctx, { vendorId: ctx.actor.vendorId, address: input.address }),
    ),

  /**
   * Erases, for good. Nothing known about the address is no error. Refuses with `ERASURE_ACCOUNT`, `ERASURE_HELD` and
   * `ERASURE_OPEN`, the last two with the numbers of the claims.
   */
  erase: staff('people.erase', 'write')
    .input(z.strictObject({ address, reason: paragraph(500).pipe(z.string().min(1)) }))
    .mutation(({ ctx: { actor, call, ...installation }, input }) =>
      eraseContact(call, installation, { ...input, vendorId: actor.vendorId, by: actor.personId }),
    ),
})
