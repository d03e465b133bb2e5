import { z } from 'zod'
import { member, router } from '../kernel/trpc.ts'
import { grantMany, grantRole, revokeRole } from './role.granting.ts'
import { listRoles } from './role.queries.ts'
import { RoleInput } from './role.rules.ts'

/** Who may do what in the organisation (B.0.1). */
export const roleRouter = router({
  /** Roles that the caller may give and take, and who holds them. */
  list: member('roles.grant').query(({ ctx }) => listRoles(ctx.call)),

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
