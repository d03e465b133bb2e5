import { z } from 'zod'
import { mostSupposed, SupposedChange } from '../competencies/competency.rules.ts'
import { member, router, staff, steppedUp } from '../kernel/trpc.ts'
import { paragraph } from '../kernel/text.rules.ts'
import { listMerges, listMergesForDesk, readMerge } from './merge.queries.ts'
import { previewMerge } from './merge.previewing.ts'
import { confirmRole, listHeldBackRoles, refuseRole } from './merge.roles.ts'
import { simulateMerge } from './merge.simulating.ts'
import { previewUndo, undoMerge } from './merge.undoing.ts'
import { acceptMerge, cancelMerge, declineMerge, executeMerge, inviteToMerge } from './merging.ts'

const OfMerge = z.strictObject({ mergeId: z.uuid() })
const OfRole = z.strictObject({ roleId: z.uuid() })
const Reason = paragraph(1000).min(1)

/** One organisation takes another in (B.7.5). Every mutation answers the merge as it stands afterwards. */
export const mergeRouter = router({
  /** The organisation's merges, on whichever side. */
  list: member('organisations.change').query(({ ctx }) => listMerges(ctx.call)),

  /** One merge, with the caller's own half of its last preview. */
  get: member('organisations.change')
    .input(OfMerge)
    .query(({ ctx, input }) => readMerge(ctx.call, input.mergeId)),

  /** Asks the organisation of a global number (M1). Refuses with `GLOBAL_NUMBER_REQUIRED`, `MERGE_OPEN`, `MERGE_NUMBER_UNKNOWN`. */
  invite: member('organisations.change', 'write')
    .input(z.strictObject({ globalNumber: z.int().min(1).max(2_147_483_647) }))
    .mutation(async ({ ctx, input }) => {
      const { id } = await inviteToMerge(ctx.call, input.globalNumber)
      return readMerge(ctx.call, id)
    }),

  /** Computes the preview anew, by either side; it is good for 24 hours. */
  preview: member('organisations.change', 'write')
    .input(OfMerge)
    .mutation(async ({ ctx, input }) => {
      await previewMerge(ctx.call, input.mergeId)
      return readMerge(ctx.call, input.mergeId)
    }),

  /** The primary program contact of the invited headquarters agrees (M2). Refuses with `MERGE_NOT_PRIMARY_CONTACT`, `PREVIEW_STALE`. */
  accept: member('organisations.change', 'write')
    .input(OfMerge)
    .mutation(async ({ ctx, input }) => {
      await acceptMerge(ctx.call, input.mergeId)
      return readMerge(ctx.call, input.mergeId)
    }),

  /** The same person says no, perhaps why (M3). Refuses with `MERGE_NOT_PRIMARY_CONTACT`. */
  decline: member('organisations.change', 'write')
    .input(OfMerge.extend({ reason: paragraph(1000).default('') }))
    .mutation(async ({ ctx, input }) => {
      await declineMerge(ctx.call, input.mergeId, input.reason)
      return readMerge(ctx.call, input.mergeId)
    }),

  /** Whoever asked takes it back (M4). */
  cancel: member('organisations.change', 'write')
    .input(OfMerge)
    .mutation(async ({ ctx, input }) => {
      await cancelMerge(ctx.call, input.mergeId)
      return readMerge(ctx.call, input.mergeId)
    }),

  /**
   * Makes one organisation of two, by whoever asked (M5). `flatten`: the places that the preview proposes for locations
   * that would be too deep are agreed to. Refuses with `PREVIEW_STALE`, `DEPTH_EXCEEDED`, `STEP_UP_REQUIRED`.
   */
  execute: member('organisations.change', 'write')
    .use(steppedUp)
    .input(OfMerge.extend({ reason: Reason, flatten: z.boolean().default(false) }))
    .mutation(async ({ ctx, input }) => {
      await executeMerge(ctx.call, input)
      return readMerge(ctx.call, input.mergeId)
    }),

  /**
   * What would become of the organisation's own competencies if it were carried out, with other supposed changes before
   * it (B.8.3); nothing is written. Before the invited side has agreed only levels are answered (B.18).
   */
  simulate: member('organisations.change')
    .input(OfMerge.extend({ changes: z.array(SupposedChange).max(mostSupposed).default([]) }))
    .query(({ ctx, input }) => simulateMerge(ctx.call, input)),

  /** Roles in the whole organisation that came with a merge and wait for a yes (MRG-R2). */
  heldBackRoles: member('organisations.change').query(({ ctx }) => listHeldBackRoles(ctx.call)),

  confirmRole: member('organisations.change', 'write')
    .input(OfRole)
    .mutation(async ({ ctx, input }) => {
      await confirmRole(ctx.call, input.roleId)
      return { roleId: input.roleId }
    }),

  refuseRole: member('organisations.change', 'write')
    .input(OfRole)
    .mutation(async ({ ctx, input }) => {
      await refuseRole(ctx.call, input.roleId)
      return { roleId: input.roleId }
    }),

  /** The service desk's list: merges that are open, or can still be undone. */
  deskList: staff('organisations.support').query(({ ctx }) => listMergesForDesk(ctx.call)),

  /** One merge with both halves of its preview, for the service desk. */
  deskGet: staff('organisations.support')
    .input(OfMerge)
    .query(({ ctx, input }) => readMerge(ctx.call, input.mergeId)),

  /** What undoing a merge would do now: what goes back, what stays, and what is in the way (M6). */
  undoPreview: staff('organisations.support')
    .input(OfMerge)
    .query(({ ctx, input }) => previewUndo(ctx.call, input.mergeId)),

  /** Two organisations again, within 30 days and only if nothing rests on the merge (M6). Refuses with `MERGE_UNDO_BLOCKED`. */
  undo: staff('organisations.support', 'write')
    .input(OfMerge.extend({ reason: Reason }))
    .mutation(async ({ ctx, input }) => {
      await undoMerge(ctx.call, input.mergeId, input.reason)
      return readMerge(ctx.call, input.mergeId)
    }),
})
