import { z } from 'zod'
import { member, router } from '../kernel/trpc.ts'
import { grantRole, revokeRole } from './role.granting.ts'
import { listRoles } from './role.queries.ts'
import { RoleInput } from './role.rules.ts'

/** Who may do what in the organisation (B.0.1). */
export const roleRouter = router({
  /** Roles that the caller may give and take, and who holds them. */
  list: member('roles.grant').query(({ ctx }) => listRoles(ctx.call)),

  grant: member('roles.grant', 'write')
    .input(RoleInput.extend({ affiliationId: z.uuid() }))
    .mutation(({ ctx, input: { affiliationId, ...wanted } }) => grantRole(ctx.call, affiliationId, wanted)),

  revoke: member('roles.grant', 'write')
    .input(z.strictObject({ roleId: z.uuid() }))
    .mutation(({ ctx, input }) => revokeRole(ctx.call, input.roleId)),
})
