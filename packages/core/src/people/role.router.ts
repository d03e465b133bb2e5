import { z } from 'zod'
import { member, router } from '../kernel/trpc.ts'
import { grantMany, grantRole, revokeRole } from './role.granting.ts'
import { countRoles, listRoles } from './role.queries.ts'
import { RoleFilters, RoleInput, RoleListInput, rolesToGive } from './role.rules.ts'

/** Who may do what in the organisation (B.0.1). */
export const roleRouter = router({
  /** Roles that the caller may give and take somewhere. */
  toGive: member('roles.grant').query(({ ctx }) => rolesToGive(ctx.actor.grants)),

  /** Who holds these roles, by name. */
  list: member('roles.grant')
    .input(RoleListInput)
    .query(({ ctx, input }) => listRoles(ctx.call, ctx.keys.cursor, input)),

  /** How many rows an export with these filters has (GEN-R6). */
  exportCount: member('roles.grant')
    .input(RoleFilters)
    .query(({ ctx, input }) => countRoles(ctx.call, input)),

  grant: member('roles.grant', 'write')
    .input(RoleInput.extend({ affiliationId: z.uuid() }))
    .mutation(({ ctx, input: { affiliationId, ...wanted } }) => grantRole(ctx.call, affiliationId, wanted)),

  /** One role at up to a hundred locations, all of them or none; answers what became of each. */
  grantMany: member('roles.grant', 'write')
    .input(
      z.strictObject({
        affiliationId: z.uuid(),
        role: RoleInput.shape.role,
        locationIds: z.array(z.uuid()).min(1).max(100),
      }),
    )
    .mutation(({ ctx, input }) => grantMany(ctx.call, input)),

  revoke: member('roles.grant', 'write')
    .input(z.strictObject({ roleId: z.uuid() }))
    .mutation(({ ctx, input }) => revokeRole(ctx.call, input.roleId)),
})
