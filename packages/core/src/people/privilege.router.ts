import { z } from 'zod'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { member, router } from '../kernel/trpc.ts'
import { holdCandidate } from './contact.candidates.ts'
import { findPlace } from './contact.door.ts'
import { PrivilegeGrant } from './privilege.entity.ts'
import { listPrivileges, PrivilegeListInput } from './privilege.queries.ts'
import { grantablePrivileges } from './privilege.rules.ts'
import { grantPrivilege } from './privilege.ts'

/** What people are allowed at single locations (B.6.4). */
export const privilegeRouter = router({
  /** For each location in scope who is allowed what, and how many slots are left (PRV-R1), by page. */
  list: member('people.see')
    .input(PrivilegeListInput)
    .query(({ ctx, input }) => listPrivileges(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /**
   * Allows an active person of the organisation something at one location; what they have already is answered again.
   * Refuses with `NO_DOWNLOAD_SLOTS` when every slot of the location is taken (PRV-R3).
   */
  grant: member('people.manage', 'write')
    .input(z.strictObject({ locationId: z.uuid(), personId: z.uuid(), privilege: z.enum(grantablePrivileges) }))
    .mutation(async ({ ctx: { call, scope, actor }, input: { locationId, personId, privilege } }) => {
      const location = await findPlace(call, scope, locationId)
      const candidate = await holdCandidate(call, actor.organizationId!, { personId })
      if (candidate?.status !== 'active') return refuseAbsent()
      const { id } = await grantPrivilege(call, location, privilege, candidate)
      return { grantId: id }
    }),

  /** Takes it back; the slot is free for somebody else at once (PRV-R2). */
  revoke: member('people.manage', 'write')
    .input(z.strictObject({ grantId: z.uuid() }))
    .mutation(async ({ ctx: { call, scope }, input }) => {
      const grant = await call.em.findOne(PrivilegeGrant, { id: input.grantId, endedAt: null })
      if (!grant || !isWithin(scope, grant.locationId)) return refuseAbsent()
      grant.end(call.now)
    }),
})
