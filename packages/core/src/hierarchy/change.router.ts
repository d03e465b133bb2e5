import { z } from 'zod'
import { transferClaims } from '../claims/relocating.ts'
import { member, refuseStale, staff, steppedUp } from '../kernel/trpc.ts'
import { line, paragraph } from '../kernel/text.rules.ts'
import { NewLocation } from '../organisations/location.input.rules.ts'
import { kindOfRehearsal, listRehearsals, readRehearsal } from './change.queries.ts'
import { dissociate, lockSubtree, refuseUnconfirmed } from './dissociating.ts'
import { lockedLocation } from './moving.ts'
import { execute, firstPlaces, keepRehearsal, rehearse, signOff } from './rehearsing.ts'
import { restore } from './restoring.ts'

const Reason = paragraph(1000).min(1)

/** What can be rehearsed: every change of the tree that an organisation makes by itself. */
const ChangeInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('created'), location: NewLocation }),
  z.strictObject({ kind: z.literal('moved'), locationId: z.uuid(), parentId: z.uuid() }),
  z.strictObject({ kind: z.literal('headquarters'), locationId: z.uuid() }),
  z.strictObject({ kind: z.literal('dissociated'), locationId: z.uuid(), withChildren: z.boolean() }),
])

const Page = z.strictObject({
  cursor: z.string().max(500).nullable().default(null),
  size: z.int().min(1).max(50).default(25),
})
const OfRehearsal = z.strictObject({ rehearsalId: z.uuid() })

/** Changes of the tree before they are made, and locations that close. */
export const changeProcedures = {
  /**
   * Tries a change on a copy and answers the report (B.7.7); nothing changes. A location administrator does that within
   * their own subtree. With a reason the report is kept; without it goes after a day, unless it is kept, signed or carried
   * out. Refuses with the codes of the change.
   */
  rehearse: member('organisations.propose', 'write')
    .input(z.strictObject({ change: ChangeInput, reason: paragraph(1000).default('') }))
    .mutation(async ({ ctx, input }) => {
      const { id } = await rehearse(ctx.call, ctx.scope, input.change, input.reason)
      return readRehearsal(ctx.call, ctx.scope, id)
    }),

  /** One report, for whoever may propose a change of the places it is about. */
  rehearsal: member('organisations.propose')
    .input(OfRehearsal)
    .query(({ ctx, input }) => readRehearsal(ctx.call, ctx.scope, input.rehearsalId)),

  /** Keeps a report, perhaps with why, and answers it; a second time changes nothing. Refuses with `NOT_FOUND`. */
  keepRehearsal: member('organisations.propose', 'write')
    .input(OfRehearsal.extend({ reason: paragraph(1000).default('') }))
    .mutation(async ({ ctx, input }) => {
      await keepRehearsal(ctx.call, input.rehearsalId, input.reason)
      await ctx.call.em.flush()
      return readRehearsal(ctx.call, ctx.scope, input.rehearsalId)
    }),

  /** The kept reports that the caller may read, newest first. */
  rehearsals: member('organisations.propose')
    .input(Page)
    .query(({ ctx, input }) => listRehearsals(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** Says that one has read the report and agrees; a second time changes nothing. */
  signOff: member('organisations.propose', 'write')
    .input(OfRehearsal)
    .mutation(async ({ ctx, input }) => {
      await signOff(ctx.call, input.rehearsalId)
      await ctx.call.em.flush()
      return readRehearsal(ctx.call, ctx.scope, input.rehearsalId)
    }),

  /**
   * Carries out what was rehearsed, if nothing has changed since. `confirmation`: the location's number, where it closes.
   * Refuses with `PREVIEW_STALE`, `CONFIRMATION_MISMATCH`, and the codes of the change; another headquarters and the
   * closing of a location also with `STEP_UP_REQUIRED`, since nobody takes them back with one press.
   */
  execute: member('organisations.change', 'write')
    .input(OfRehearsal.extend({ reason: Reason, confirmation: line(20).nullable().default(null) }))
    .mutation(async ({ ctx, input }) => {
      const kind = await kindOfRehearsal(ctx.call, ctx.scope, input.rehearsalId)
      if (kind === 'headquarters' || kind === 'dissociated') await refuseStale(ctx.orm, ctx.actor)
      return firstPlaces(await execute(ctx.call, input))
    }),

  /**
   * Closes a location without a rehearsal before it (B.7.6). Refuses with `CONFIRMATION_MISMATCH`,
   * `HQ_CANNOT_DISSOCIATE`, `CHILDREN_PRESENT`, `OPEN_CLAIMS`, `OPEN_ORDERS`, `HIERARCHY_FROZEN`, `STEP_UP_REQUIRED`.
   */
  dissociate: member('organisations.change', 'write')
    .use(steppedUp)
    .input(
      z.strictObject({
        locationId: z.uuid(),
        withChildren: z.boolean().default(false),
        confirmation: line(20),
        reason: Reason,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { locationId, withChildren, confirmation, reason } = input
      await refuseUnconfirmed(ctx.call, locationId, confirmation)
      return firstPlaces(await dissociate(ctx.call, { kind: 'dissociated', locationId, withChildren }, { reason }))
    }),

  /**
   * Gives claims of a location, with `withChildren` also of all below it, to another one of the organisation; no customer
   * is written to (DIS-R6). `claimIds` null: all that are open or in force. Refuses with `LOCATION_INACTIVE`.
   */
  transferClaims: member('organisations.change', 'write')
    .input(
      z.strictObject({
        from: z.uuid(),
        to: z.uuid(),
        claimIds: z.array(z.uuid()).min(1).max(1000).nullable().default(null),
        withChildren: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      // Else a location that closes in this moment would end claims that have just left it, or get some that nobody ends.
      const location = await lockedLocation(ctx.call, input.from)
      const leaving = input.withChildren ? await lockSubtree(ctx.call, location) : [location]
      const from = leaving.map(({ id }) => id)
      return { numbers: await transferClaims(ctx.call, { ...input, from }) }
    }),

  /**
   * The service desk undoes a dissociation within 30 days, with everything that nobody has taken (DIS-R5). Answers what
   * did not come back. Refuses with `RESTORE_WINDOW_OVER`.
   */
  restore: staff('organisations.support', 'write')
    .input(z.strictObject({ locationId: z.uuid(), reason: Reason }))
    .mutation(({ ctx, input }) => restore(ctx.call, input.locationId, input.reason)),
}
