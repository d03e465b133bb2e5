import { router, staff } from '../kernel/trpc.ts'
import { readCatalogueNames, readCompetencies } from './competency.queries.ts'

/** What the programme asks of partners, for those who keep it. */
export const programmeRouter = router({
  /** Every competency with the ways to its levels (B.8.1), and what the codes in its requirements are called. */
  competencies: staff('programme.see').query(async ({ ctx: { actor, call } }) => ({
    competencies: await readCompetencies(call, actor.vendorId),
    names: await readCatalogueNames(call),
  })),
})
