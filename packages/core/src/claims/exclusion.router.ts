import { z } from 'zod'
import { refuse, refuseAbsent, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { router, staff } from '../kernel/trpc.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { ReviewerExclusion } from './conflict.entity.ts'
import { findOrganizations, listExclusions, readExclusionChanges } from './exclusion.queries.ts'
import { pageSizes } from './list.rules.ts'
import { listReviewers } from './queue.queries.ts'
import { line, paragraph } from '../kernel/text.rules.ts'

refuseOnConstraint('reviewer_exclusion_pkey', () => refuse('conflict', 'EXCLUSION_EXISTS', { field: 'organizationId' }))
refuseOnConstraint('reviewer_exclusion_organization_id_foreign', () => refuseAbsent())

const Exclusion = z.strictObject({ personId: z.uuid(), organizationId: z.uuid() })

/** Whom a reviewer never judges: the vendor's list of conflicts of interest. */
export const exclusionRouter = router({
  /** By reviewer, then by organisation, by page. */
  list: staff('claims.lead')
    .input(
      z.strictObject({
        size: z.literal(pageSizes).default(50),
        cursor: z.string().max(800).nullable().default(null),
      }),
    )
    .query(({ ctx, input }) => listExclusions(ctx.call, ctx.keys.cursor, input)),

  /** The last fifty changes of the list, newest first. */
  history: staff('claims.lead').query(({ ctx: { actor, call } }) => readExclusionChanges(call, actor.vendorId)),

  /** Up to twenty organisations whose name contains what was typed, or whose global number begins with it. */
  organisations: staff('claims.lead')
    .input(z.strictObject({ search: line(120) }))
    .query(({ ctx, input }) => findOrganizations(ctx.call, input.search)),

  /**
   * From now on the organisation's claims are absent for this reviewer. What they have under review stays theirs until
   * it is assigned to somebody else. Refuses with `EXCLUSION_EXISTS`, and with `NOT_FOUND` when it is no reviewer.
   */
  add: staff('claims.lead', 'write')
    .input(Exclusion.extend({ reason: paragraph(500).default('') }))
    .mutation(async ({ ctx: { call, actor }, input }) => {
      const reviewers = await listReviewers(call, actor.vendorId)
      if (!reviewers.some(({ personId }) => personId === input.personId)) refuseAbsent()
      const added = { vendorId: actor.vendorId, addedAt: call.now, addedBy: actor.personId }
      call.em.persist(call.em.create(ReviewerExclusion, { ...input, ...added }))
      await tell(call, 'exclusion.added', { ...input, ...added })
    }),

  remove: staff('claims.lead', 'write')
    .input(Exclusion)
    .mutation(async ({ ctx: { call }, input }) => {
      const found = (await call.em.findOne(ReviewerExclusion, input)) ?? refuseAbsent()
      call.em.remove(found)
      await tell(call, 'exclusion.removed', found)
    }),
})

/** Of the vendor and of nobody else: the organisation it is about never learns of it. */
const tell = async (
  call: Call,
  type: 'exclusion.added' | 'exclusion.removed',
  { vendorId, personId, organizationId, reason }: Omit<ReviewerExclusion, 'addedAt' | 'addedBy'>,
): Promise<void> =>
  happened(
    await call.em.findOneOrFail(Vendor, { id: vendorId }),
    type,
    { personId, organizationId },
    reason === '' ? null : { reason },
  )
