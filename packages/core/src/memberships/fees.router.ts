import { router, staff } from '../kernel/trpc.ts'
import { readFees } from './fees.queries.ts'
import { setPrice, SetPriceInput } from './pricing.ts'

/** What the programme's administrator keeps: prices, and what they are converted and taxed by (MEM-R4). */
export const feesRouter = router({
  list: staff('programme.see').query(({ ctx: { call, actor } }) => readFees(call, actor.vendorId)),

  /** Sets a price from a day on. Refuses with `PRICE_AMOUNT`, `PRICE_PAST`, `PRICE_OVERLAP` (MEM-R4). */
  setPrice: staff('programme.manage', 'write')
    .input(SetPriceInput)
    .mutation(({ ctx, input }) => setPrice(ctx.call, input)),
})
