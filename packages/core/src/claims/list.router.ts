import { sql } from 'kysely'
import { z } from 'zod'
import { refuse, refuseAbsent, refuseOnConstraint } from '../kernel/errors.ts'
import { member, router, staff } from '../kernel/trpc.ts'
import { assignClaims } from './assigning.ts'
import { ReviewerExclusion } from './conflict.entity.ts'
import { inScope } from './filter.queries.ts'
import { countClaims, countFiltered, listClaims } from './list.queries.ts'
import { ClaimExportInput, ClaimListInput, maxPicked, QueueInput } from './list.rules.ts'
import { countQueue, listQueue, listReviewers, readQueueChoices } from './queue.queries.ts'
import { paragraph } from './text.rules.ts'

/** The partner's list of claims. */
export const claimListProcedures = {
  /** The organisation's claims in the person's scope, by page (C1). */
  list: member('claims.see')
    .input(ClaimListInput)
    .query(({ ctx, input }) => listClaims(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  counts: member('claims.see').query(({ ctx }) => countClaims(ctx.call, ctx.scope)),

  /** How many rows an export with these filters has (GEN-R6). */
  exportCount: member('claims.see')
    .input(ClaimExportInput.omit({ claimIds: true }))
    .query(({ ctx, input }) => countFiltered(ctx.call, ctx.scope, input)),

  /** The person has looked at a claim: comments up to now are read. */
  looked: member('claims.see', 'write')
    .input(z.strictObject({ claimId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { numAffectedRows } = await sql`
        insert into claim_look (claim_id, person_id, vendor_id, organization_id, at)
        select c.id, ${ctx.actor.personId}::uuid, c.vendor_id, c.organization_id, ${ctx.call.now.toISOString()}::timestamptz
        from claim c where c.id = ${input.claimId} and ${inScope(ctx.scope)}
        on conflict (claim_id, person_id) do update set at = excluded.at
      `.execute(ctx.call.em.getKysely())
      if (numAffectedRows === 0n) refuseAbsent()
    }),
}

refuseOnConstraint('reviewer_exclusion_pkey', () => refuse('conflict', 'EXCLUSION_EXISTS', { field: 'organizationId' }))
refuseOnConstraint('reviewer_exclusion_organization_id_foreign', () => refuseAbsent())

const Exclusion = z.strictObject({ personId: z.uuid(), organizationId: z.uuid() })

/** Whom a reviewer never judges: the vendor's list of conflicts of interest. */
const exclusionRouter = router({
  list: staff('claims.lead').query(async ({ ctx }) => {
    const { rows } = await sql<{
      personId: string
      reviewerName: string
      organizationId: string
      organizationName: string
      reason: string
    }>`
      select x.person_id as "personId", p.name as "reviewerName", x.organization_id as "organizationId",
        o.name as "organizationName", x.reason
      from reviewer_exclusion x join person p on p.id = x.person_id join organization o on o.id = x.organization_id
      order by p.name, o.name, x.organization_id
    `.execute(ctx.call.em.getKysely())
    return rows
  }),

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
    }),

  remove: staff('claims.lead', 'write')
    .input(Exclusion)
    .mutation(async ({ ctx: { call }, input }) => {
      call.em.remove((await call.em.findOne(ReviewerExclusion, input)) ?? refuseAbsent())
    }),
})

/** The reviewers' queue and who gets what of it. */
export const queueProcedures = {
  queue: staff('claims.review')
    .input(QueueInput)
    .query(({ ctx, input }) => listQueue(ctx.call, ctx.actor.personId, ctx.keys.cursor, input)),

  queueCounts: staff('claims.review').query(({ ctx }) => countQueue(ctx.call, ctx.actor.personId)),

  /** Areas and countries that the queue can be narrowed to. */
  queueChoices: staff('claims.review').query(({ ctx }) => readQueueChoices(ctx.call, ctx.actor.vendorId)),

  reviewers: staff('claims.review').query(({ ctx }) => listReviewers(ctx.call, ctx.actor.vendorId)),

  /** One to a hundred claims to one reviewer, all in one transaction; answers which were left and why. */
  assign: staff('claims.lead', 'write')
    .input(z.strictObject({ claimIds: z.array(z.uuid()).min(1).max(maxPicked), reviewerId: z.uuid() }))
    .mutation(({ ctx, input }) => assignClaims(ctx.call, [...new Set(input.claimIds)], input.reviewerId)),

  exclusions: exclusionRouter,
}
