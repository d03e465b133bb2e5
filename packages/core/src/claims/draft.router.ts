import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { member, router } from '../kernel/trpc.ts'
import { Person } from '../people/person.entity.ts'
import { Claim } from './claim.entity.ts'
import { ClaimInput, wizardSteps } from './claim.rules.ts'
import { lockOwnClaim } from './deciding.ts'
import { draftFacts } from './draft.queries.ts'
import { problemsOfDraft, stepOf } from './draft.rules.ts'
import { createClaim, inputOf, rewriteClaim } from './opening.ts'
import { ClaimDraft } from './parts.entity.ts'
import { listUnfinished } from './unfinished.queries.ts'

const OfDraft = z.strictObject({ draftId: z.uuid(), version: z.int() })

/**
 * Unfinished claims: what the wizard holds, saved at every step. Each person sees their own; what is being edited of an
 * existing claim is one draft for all colleagues who may edit the claim, so that the second of two is told (GEN-R5).
 */
export const draftRouter = router({
  list: member('claims.create').query(({ ctx }) => listUnfinished(ctx.call, ctx.actor)),

  /** The draft as it was left, with what is wrong in it, step by step (C4). */
  get: member('claims.create')
    .input(z.strictObject({ draftId: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const draft = await findDraft(ctx, input.draftId)
      const claimant = { organizationId: draft.organizationId, scope: ctx.scope, editedClaimId: draft.claimId ?? null }
      const problems = problemsOfDraft(draft.input, await draftFacts(ctx.call, claimant, draft.input), ctx.call.now)
      return {
        draftId: draft.id,
        version: draft.version,
        claimId: draft.claimId ?? null,
        step: draft.step,
        savedAt: draft.savedAt.toISOString(),
        savedBy: await nameOfColleague(ctx, draft.personId),
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
        ? await lockDraft(ctx, input.draftId, input.version)
        : call.em.create(ClaimDraft, {
            id: newId(call.now),
            vendorId: actor.vendorId,
            organizationId: actor.organizationId!,
            personId: actor.personId,
            step: input.step,
            input: input.input,
            savedAt: call.now,
          })
      Object.assign(draft, { step: input.step, input: input.input, savedAt: call.now, personId: actor.personId })
      await call.em.persist(draft).flush()
      return { draftId: draft.id, version: draft.version, savedAt: call.now.toISOString() }
    }),

  discard: member('claims.create', 'write')
    .input(OfDraft)
    .mutation(async ({ ctx, input }) => {
      ctx.call.em.remove(await lockDraft(ctx, input.draftId, input.version))
    }),

  /** Opens a claim in the wizard again: a draft, or one that was sent back (CLM-R19). */
  edit: member('claims.create', 'write')
    .input(z.strictObject({ claimId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { call, actor } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId)
      refuseUneditable(claim)
      const open = await call.em.findOne(ClaimDraft, { claimId: claim.id })
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
      const draft = await lockDraft(ctx, input.draftId, input.version)
      const claimant = { organizationId: draft.organizationId, scope: ctx.scope, editedClaimId: draft.claimId ?? null }
      const claim = draft.claimId ? await lockOwnClaim(call, ctx.scope, draft.claimId) : undefined
      if (claim) refuseUneditable(claim)
      if (claim) await rewriteClaim(call, claimant, claim, draft.input)
      const { id, number } = claim ?? (await createClaim(call, claimant, draft.input))
      call.em.remove(draft)
      return { claimId: id, number }
    }),
})

const refuseUneditable = ({ status }: Claim): void => {
  if (status !== 'draft' && status !== 'action_required')
    refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'CLM-R19', params: { status } })
}

type Editing = { call: Call; actor: PersonActor; scope: Scope }

const findDraft = async (
  { call, actor, scope }: Editing,
  draftId: string,
  lockMode: LockMode = LockMode.NONE,
): Promise<ClaimDraft> => {
  const place = { id: draftId, organizationId: actor.organizationId! }
  const reachable = { $or: [{ personId: actor.personId }, { claimId: { $ne: null } }] }
  const draft = (await call.em.findOne(ClaimDraft, { ...place, ...reachable }, { lockMode })) ?? refuseAbsent()
  if (draft.personId === actor.personId || !draft.claimId) return draft
  const claim = await call.em.findOneOrFail(Claim, { id: draft.claimId })
  return isWithin(scope, claim.locationId) ? draft : refuseAbsent()
}

const lockDraft = async (editing: Editing, draftId: string, version: number | null): Promise<ClaimDraft> => {
  const draft = await findDraft(editing, draftId, LockMode.PESSIMISTIC_WRITE)
  if (draft.version !== version)
    refuse('conflict', 'CONFLICT_STALE', {
      rule: 'GEN-R5',
      params: { version: draft.version, savedAt: draft.savedAt.toISOString() },
    })
  return draft
}

/** Null when it was the reader who saved last. */
const nameOfColleague = async ({ call, actor }: Editing, personId: string): Promise<string | null> =>
  personId === actor.personId ? null : ((await call.em.findOne(Person, { id: personId }))?.name ?? null)
