import { Organization } from './organization.entity.ts'
import { listLocations } from './location.queries.ts'
import { member, router } from '../kernel/trpc.ts'

/** The partner's own organisation. */
export const organizationRouter = router({
  /** The organisation with its locations as a tree: each row names its parent. */
  get: member('organisations.see').query(async ({ ctx }) => {
    const organization = await ctx.call.em.findOneOrFail(Organization, { id: ctx.actor.organizationId! })
    const { id, name, globalNumber, country, domains } = organization
    return { id, name, globalNumber, country, domains, locations: await listLocations(ctx.call, null) }
  }),
})
