import { z } from 'zod'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { line } from '../kernel/text.rules.ts'
import { staff } from '../kernel/trpc.ts'
import { verificationReasons } from '../organisations/location.rules.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { verifyLocation } from './enrolling.ts'
import { readLastRestore } from './history.queries.ts'
import { countToVerify, listForDesk, readLocation } from './location.queries.ts'
import { cursor, pageSize } from './table.rules.ts'
import { currentLocation } from './tree.router.ts'

const judged = z.strictObject({ locationId: z.uuid(), version: z.int() })

/** What the vendor's service desk does with locations and organisations. */
export const deskProcedures = {
  /** Locations that wait for verification, and those that were refused as often as they may be handed in. */
  pending: staff('organisations.support')
    .input(z.strictObject({ size: pageSize, cursor }))
    .query(({ ctx: { call, actor, keys }, input }) =>
      listForDesk(call, actor.vendorId, keys.cursor, { ...input, list: 'toVerify' }),
    ),

  pendingCount: staff('organisations.support').query(async ({ ctx: { call, actor } }) => ({
    count: await countToVerify(call, actor.vendorId),
  })),

  /** Locations that closed and can still be restored. */
  restorable: staff('organisations.support')
    .input(z.strictObject({ size: pageSize, cursor }))
    .query(({ ctx: { call, actor, keys }, input }) =>
      listForDesk(call, actor.vendorId, keys.cursor, { ...input, list: 'restorable' }),
    ),

  /** One location of any organisation, and what its last restore did not bring back. */
  inspect: staff('organisations.support')
    .input(z.strictObject({ locationId: z.uuid() }))
    .query(async ({ ctx, input }) => ({
      ...((await readLocation(ctx.call, input.locationId)) ?? refuseAbsent()),
      lastRestore: await readLastRestore(ctx.call, input.locationId),
    })),

  /** The legal entity stands at its address (HIE-R8). */
  verify: staff('organisations.support', 'write')
    .input(judged)
    .mutation(async ({ ctx, input: { locationId, version } }) => {
      const location = await currentLocation(ctx.call, locationId, version)
      await verifyLocation(ctx.call, location)
      return { status: location.status }
    }),

  /** It does not, for this reason. */
  refuseVerification: staff('organisations.support', 'write')
    .input(judged.extend({ reason: z.enum(verificationReasons) }))
    .mutation(async ({ ctx, input: { locationId, version, reason } }) => {
      const location = await currentLocation(ctx.call, locationId, version)
      location.refuseVerification(reason, ctx.call.now)
      return { status: location.status }
    }),

  /** Gives an organisation another name: its own people ask the desk for it (HIE-R3). */
  renameOrganisation: staff('organisations.support', 'write')
    .input(z.strictObject({ organizationId: z.uuid(), name: line(200).min(1), reason: line(500).min(1) }))
    .mutation(async ({ ctx, input: { organizationId, name, reason } }) => {
      const organization = (await ctx.call.em.findOne(Organization, { id: organizationId })) ?? refuseAbsent()
      if (organization.name === name) refuse('conflict', 'ALREADY_THERE', { field: 'name', rule: 'HIE-R3' })
      const before = organization.name
      organization.name = name
      happened(organization, 'organization.renamed', { before, after: name }, { reason })
      return { name }
    }),
}
