import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { z } from 'zod'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { member, router } from '../kernel/trpc.ts'
import { ClaimInput, wizardSteps } from './claim.rules.ts'
import { lockOwnClaim } from './deciding.ts'
import { draftFacts } from './draft.queries.ts'
import { problemsOfDraft, stepOf } from './draft.rules.ts'
import { createClaim, inputOf, rewriteClaim } from './opening.ts'
import { ClaimDraft } from './parts.entity.ts'

const OfDraft = z.strictObject({ draftId: z.uuid(), version: z.int() })

/** Unfinished claims: what the wizard holds, saved at every step. Each person sees their own. */
export const draftRouter = router({
  list: member('claims.create').query(async ({ ctx }) => {
    const { rows } = await sql<{
      id: string
      name: string
      domain: string
      step: string
      savedAt: string
      claimId: string | null
    }>`
      select id, input ->> 'name' as name, input ->> 'domain' as domain, step, saved_at::text as "savedAt", claim_id as "claimId"
      from claim_draft where person_id = ${ctx.actor.personId} and organization_id = ${ctx.actor.organizationId}
      order by saved_at desc, id limit 50
    `.execute(ctx.call.em.getKysely())
    return rows.map((row) => ({ ...row, savedAt: isoOf(row.savedAt) }))
  }),

  /** The draft as it was left, with what is wrong in it, step by step (C4). */
  get: member('claims.create')
    .input(z.strictObject({ draftId: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const draft = await findDraft(ctx.call, ctx.actor, input.draftId)
      const claimant = { organizationId: draft.organizationId, scope: ctx.scope, editedClaimId: draft.claimId ?? null }
      const problems = problemsOfDraft(draft.input, await draftFacts(ctx.call, claimant, draft.input), ctx.call.now)
      return {
        draftId: draft.id,
        version: draft.version,
        claimId: draft.claimId ?? null,
        step: draft.step,
        savedAt: draft.savedAt.toISOString(),
        input: draft.input,
        problems: problems.map((problem) => ({ ...problem, step: stepOf(problem) })),
      }
    }),

  /** Saves the wizard's page, right or wrong. Refuses with `CONFLICT_STALE` when it was saved elsewhere since. */
  save: member('claims.create', 'write')
    .input(
      z.strictObject({
        draftId: z.uuid().nullable(),
        version: z.int().nullable(),
        step: z.enum(wizardSteps),
        input: ClaimInput,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { call, actor } = ctx
      const draft = input.draftId
        ? await lockDraft(call, actor, input.draftId, input.version)
        : call.em.create(ClaimDraft, {
            id: newId(call.now),
            vendorId: actor.vendorId,
            organizationId: actor.organizationId!,
            personId: actor.personId,
            step: input.step,
            input: input.input,
            savedAt: call.now,
          })
      Object.assign(draft, { step: input.step, input: input.input, savedAt: call.now })
      await call.em.persist(draft).flush()
      return { draftId: draft.id, version: draft.version, savedAt: call.now.toISOString() }
    }),

  discard: member('claims.create', 'write')
    .input(OfDraft)
    .mutation(async ({ ctx, input }) => {
      ctx.call.em.remove(await lockDraft(ctx.call, ctx.actor, input.draftId, input.version))
    }),

  /** Opens a claim that is still a draft in the wizard again. */
  edit: member('claims.create', 'write')
    .input(z.strictObject({ claimId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { call, actor } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId)
      if (claim.status !== 'draft')
        refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'CLM-R19', params: { status: claim.status } })
      const open = await call.em.findOne(ClaimDraft, { claimId: claim.id, personId: actor.personId })
      if (open) return { draftId: open.id }
      const owner = {
        vendorId: actor.vendorId,
        organizationId: actor.organizationId!,
        personId: actor.personId,
        claimId: claim.id,
      }
      const draft = call.em.create(ClaimDraft, {
        ...owner,
        id: newId(call.now),
        step: 'review',
        input: await inputOf(call, claim),
        savedAt: call.now,
      })
      call.em.persist(draft)
      return { draftId: draft.id }
    }),

  /**
   * "Create claim" (T1), or, for a claim that was opened again, "Save changes". Refuses with the first problem's code;
   * the draft stays as it is then.
   */
  finish: member('claims.create', 'write')
    .input(OfDraft)
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const draft = await lockDraft(call, ctx.actor, input.draftId, input.version)
      const claimant = { organizationId: draft.organizationId, scope: ctx.scope, editedClaimId: draft.claimId ?? null }
      const claim = draft.claimId ? await lockOwnClaim(call, ctx.scope, draft.claimId) : undefined
      if (claim && claim.status !== 'draft')
        refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'CLM-R19', params: { status: claim.status } })
      if (claim) await rewriteClaim(call, claimant, claim, draft.input)
      const { id, number } = claim ?? (await createClaim(call, claimant, draft.input))
      call.em.remove(draft)
      return { claimId: id, number }
    }),
})

const findDraft = async (call: Call, actor: PersonActor, draftId: string): Promise<ClaimDraft> => {
  const draft = await call.em.findOne(ClaimDraft, {
    id: draftId,
    personId: actor.personId,
    organizationId: actor.organizationId!,
  })
  return draft ?? refuseAbsent()
}

const lockDraft = async (
  call: Call,
  actor: PersonActor,
  draftId: string,
  version: number | null,
): Promise<ClaimDraft> => {
  const mine = { id: draftId, personId: actor.personId, organizationId: actor.organizationId! }
  const draft = (await call.em.findOne(ClaimDraft, mine, { lockMode: LockMode.PESSIMISTIC_WRITE })) ?? refuseAbsent()
  if (draft.version !== version)
    refuse('conflict', 'CONFLICT_STALE', {
      rule: 'GEN-R5',
      params: { version: draft.version, savedAt: draft.savedAt.toISOString() },
    })
  return draft
}
