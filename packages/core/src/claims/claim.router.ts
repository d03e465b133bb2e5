import { z } from 'zod'
import { member, router } from '../kernel/trpc.ts'
import { answeringProcedures } from './answering.router.ts'
import { onlyLocation } from '../organisations/location.queries.ts'
import { awaitRules } from './approving.ts'
import { readClaim } from './claim.queries.ts'
import { ClaimInput } from './claim.rules.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { openConflicts } from './conflict.opening.ts'
import { comment, Said } from './commenting.ts'
import { fresh, lockOwnClaim } from './deciding.ts'
import { draftRouter } from './draft.router.ts'
import { areaItems, areaTerms, domainsOf, draftFacts, listAreas, shownItem, tenantFacts } from './draft.queries.ts'
import { problemsOfDraft, problemsOfTenant, stepOf } from './draft.rules.ts'
import { lockEditableEvidence } from './evidence.editing.ts'
import { evidenceKinds } from './evidence.rules.ts'
import { claimListProcedures } from './list.router.ts'
import { dueAfter, judgeSubmission, keepSubmission } from './submitting.ts'
import { watchSla } from './sla.ts'
import { paragraph } from '../kernel/text.rules.ts'

const OfClaim = z.strictObject({ claimId: z.uuid(), version: z.int() })

/** Claims, for the partner. */
export const claimRouter = router({
  ...claimListProcedures,

  /** One claim with everything on its page. `NOT_FOUND` for foreign and unknown ids alike. */
  get: member('claims.see')
    .input(z.strictObject({ claimId: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const claim = await readClaim(ctx.call, { side: 'partner', scope: ctx.scope }, input.claimId)
      const itemIds = [...new Set(claim.usage.map(({ itemId }) => itemId))]
      // The customer reads how often its figures were looked at (B.2.7); the read itself writes nothing (I5).
      ctx.looks?.note(ctx.actor.personId, itemIds, ctx.call.now)
      return claim
    }),

  /** What the wizard's first steps offer: areas with activities, the one location there is, the person as partner contact. */
  options: member('claims.create').query(async ({ ctx }) => ({
    areas: await listAreas(ctx.call),
    onlyLocationId: await onlyLocation(ctx.call, ctx.scope),
    partnerContact: { name: ctx.actor.name, email: ctx.actor.email },
  })),

  /**
   * The items of an area on a tenant; what cannot be chosen carries its reason (CLM-R9, R11). Answers the tenant's
   * problems instead while tenant and domain do not fit.
   */
  items: member('claims.create')
    .input(z.strictObject({ input: ClaimInput, claimId: z.uuid().nullable().default(null) }))
    .query(async ({ ctx, input: { input, claimId } }) => {
      const claimant = { organizationId: ctx.actor.organizationId!, scope: ctx.scope, editedClaimId: claimId }
      const area = await areaTerms(ctx.call, input.areaCode)
      const facts = await tenantFacts(ctx.call, input.tenantId, input.domain, await domainsOf(ctx.call, claimant))
      const problems = problemsOfTenant(input, facts)
      if (!area || problems.length > 0 || !facts.tenant) return { customerName: null, items: [], problems }
      const items = await areaItems(ctx.call, claimant, area, facts.tenant.id, input.activity, ctx.locale)
      return { customerName: facts.tenant.name, items: items.map(shownItem), problems: [] }
    }),

  /** Judges a claim as typed, without saving it. */
  judge: member('claims.create')
    .input(z.strictObject({ input: ClaimInput, claimId: z.uuid().nullable().default(null) }))
    .query(async ({ ctx, input: { input, claimId } }) => {
      const claimant = { organizationId: ctx.actor.organizationId!, scope: ctx.scope, editedClaimId: claimId }
      const problems = problemsOfDraft(input, await draftFacts(ctx.call, claimant, input), ctx.call.now)
      return problems.map((problem) => ({ ...problem, step: stepOf(problem) }))
    }),

  drafts: draftRouter,
  ...answeringProcedures,

  /**
   * To the vendor (T3). Judges everything again; refuses with the code of the first problem, `EVIDENCE_REQUIRED`,
   * `EVIDENCE_SCANNING`, `EVIDENCE_INFECTED`, `ACK_REQUIRED`, `CONFLICT_STALE`, `ILLEGAL_TRANSITION`.
   */
  submit: member('claims.create', 'write')
    .input(OfClaim.extend({ acknowledged: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId, input.version)
      const submission = await judgeSubmission(call, ctx.scope, claim, input.acknowledged)
      const slaDueAt = await dueAfter(call, claim, 'queueSlaBusinessDays')
      claim.submit(ctx.actor, call.now, slaDueAt, submission.evidenceIds.length)
      await watchSla(call, claim)
      await keepSubmission(call, claim, submission)
      await openConflicts(call, claim)
      await awaitRules(call, claim)
      return { claimId: claim.id, number: claim.number }
    }),

  /** Back to the desk while nobody has taken it (CLM-R19). Refuses with `CLAIM_NOT_EDITABLE`. */
  recall: member('claims.create', 'write')
    .input(OfClaim)
    .mutation(async ({ ctx, input }) => {
      const claim = await lockOwnClaim(ctx.call, ctx.scope, input.claimId)
      // A reviewer's take makes the page stale as well, but that it was taken is what the partner must read (C22).
      if (claim.status === 'submitted') fresh(claim, input.version)
      claim.recall(ctx.call.now)
      await leaveConflicts(ctx.call, claim)
      await watchSla(ctx.call, claim)
      return { claimId: claim.id, number: claim.number }
    }),

  /** Saves a comment. On a draft nobody at the vendor sees it until the claim is submitted (C20). */
  comment: member('claims.create', 'write')
    .input(Said.extend({ audience: z.enum(['shared', 'partner_internal']) }))
    .mutation(async ({ ctx, input }) => {
      await comment(ctx.call, await lockOwnClaim(ctx.call, ctx.scope, input.claimId), input)
    }),

  /** Names a document's kind and a note to it, while its round is being written. Refuses with `CLAIM_NOT_EDITABLE`. */
  describeEvidence: member('claims.create', 'write')
    .input(z.strictObject({ evidenceId: z.uuid(), kind: z.enum(evidenceKinds), note: paragraph(500) }))
    .mutation(async ({ ctx, input }) => {
      const { evidence } = await lockEditableEvidence(ctx.call, ctx.scope, input.evidenceId)
      evidence.kind = input.kind
      evidence.note = input.note
    }),

  removeEvidence: member('claims.create', 'write')
    .input(z.strictObject({ evidenceId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { claim, evidence } = await lockEditableEvidence(ctx.call, ctx.scope, input.evidenceId)
      evidence.remove(claim, ctx.call.now)
    }),
})
