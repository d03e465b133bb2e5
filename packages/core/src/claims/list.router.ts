import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import { z } from 'zod'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { member, staff } from '../kernel/trpc.ts'
import { assignClaims } from './assigning.ts'
import { refuseExcludedReviewer } from './exclusion.queries.ts'
import { exclusionRouter } from './exclusion.router.ts'
import { Claim } from './claim.entity.ts'
import { listColleagues, listFellows } from './colleague.queries.ts'
import { countClaims, countFiltered, listClaims } from './list.queries.ts'
import { ClaimExportInput, ClaimListInput, maxPicked, QueueInput } from './list.rules.ts'
import { nudge, NudgeInput } from './nudging.ts'
import { countQueue, listQueue, listReviewers, readQueueChoices } from './queue.queries.ts'

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

  /** Who of the organisation, besides the caller, may open a claim; without one, who sees claims at all. */
  colleagues: member('claims.create')
    .input(z.strictObject({ claimId: z.uuid().nullable().default(null) }))
    .query(async ({ ctx: { call, scope }, input: { claimId } }) => {
      if (claimId === null) return listColleagues(call, null)
      const claim = await call.em.findOne(Claim, { id: claimId, status: { $ne: 'deleted' } })
      return claim && isWithin(scope, claim.locationId) ? listFellows(call, claim) : refuseAbsent()
    }),

  /** Reminds a colleague of claims by one letter; answers which were left out and why. */
  nudge: member('claims.create', 'write')
    .input(NudgeInput)
    .mutation(({ ctx, input }) => nudge(ctx.call, ctx.scope, input)),

  /** The person has looked at a claim: comments up to now are read. */
  looked: member('claims.see', 'write')
    .input(z.strictObject({ claimId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { numAffectedRows } = await sql`
        insert into claim_look (claim_id, person_id, vendor_id, organization_id, at)
        select c.id, ${ctx.actor.personId}::uuid, c.vendor_id, c.organization_id, ${ctx.call.now.toISOString()}::timestamptz
        from claim c where c.id = ${input.claimId} and ${inScope(ctx.scope, sql`c.location_id`)}
        on conflict (claim_id, person_id) do update set at = excluded.at
      `.execute(ctx.call.em.getKysely())
      if (numAffectedRows === 0n) refuseAbsent()
    }),
}

/** The reviewers' queue and who gets what of it. */
export const queueProcedures = {
  queue: staff('claims.review')
    .input(QueueInput)
    .query(({ ctx, input }) => listQueue(ctx.call, ctx.actor.personId, ctx.keys.cursor, input)),

  queueCounts: staff('claims.review').query(({ ctx }) => countQueue(ctx.call, ctx.actor.personId)),

  /** Areas and countries that the queue can be narrowed to. */
  queueChoices: staff('claims.review').query(({ ctx }) => readQueueChoices(ctx.call, ctx.actor.vendorId)),

  /** Whom a comment on a claim can mention: the reviewers who may open it, without the caller. */
  fellows: staff('claims.review')
    .input(z.strictObject({ claimId: z.uuid() }))
    .query(async ({ ctx: { call }, input: { claimId } }) => {
      const claim =
        (await call.em.findOne(Claim, { id: claimId, status: { $nin: ['draft', 'deleted'] } })) ?? refuseAbsent()
      await refuseExcludedReviewer(call, claim.organizationId)
      return listFellows(call, claim)
    }),

  reviewers: staff('claims.review').query(({ ctx }) => listReviewers(ctx.call, ctx.actor.vendorId)),

  /** One to a hundred claims to one reviewer, all in one transaction; answers which were left and why. */
  assign: staff('claims.lead', 'write')
    .input(z.strictObject({ claimIds: z.array(z.uuid()).min(1).max(maxPicked), reviewerId: z.uuid() }))
    .mutation(({ ctx, input }) => assignClaims(ctx.call, [...new Set(input.claimIds)], input.reviewerId)),

  exclusions: exclusionRouter,
}
