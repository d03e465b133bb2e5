import { Organization } from './organization.entity.ts'
import { summariseLocations } from './location.queries.ts'
import { member, router } from '../kernel/trpc.ts'

/** The partner's own organisation. */
export const organizationRouter = router({
  /** The organisation, how many locations it has, and which of them could not be verified. */
  get: member('organisations.see').query(async ({ ctx }) => {
    const organization = await ctx.call.em.findOneOrFail(Organization, { id: ctx.actor.organizationId! })
    const { id, name, globalNumber, country, domains } = organization
    return { id, name, globalNumber, country, domains, ...(await summariseLocations(ctx.call)) }
  }),
})
