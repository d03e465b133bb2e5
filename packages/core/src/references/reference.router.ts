import { z } from 'zod'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { customerLanguages } from '../claims/language.rules.ts'
import { line } from '../kernel/text.rules.ts'
import { member, router, staff } from '../kernel/trpc.ts'
import { onlyLocation } from '../organisations/location.queries.ts'
import { assignReference, unassignReference } from './assigning.ts'
import { getCheck, getReference } from './detail.queries.ts'
import { ReferenceFields } from './draft.rules.ts'
import { createReference, discardReference, updateReference } from './drafting.ts'
import { linkRouter } from './link.router.ts'
import { CheckListInput, ReferenceFilters, ReferenceListInput } from './list.rules.ts'
import { readOptions } from './options.queries.ts'
import { countReferences, countStates, listChecks, listReferences } from './reference.queries.ts'
import { correctAddress } from './returning.ts'
import { cancelReference, resendReference, sendReference } from './sending.ts'

/** Days to answer and between two letters, the months a project may lie back and a reference is good: for forms to say. */
const termsOf = (policy: Policy) => ({
  requestDays: policy.referenceRequestDays,
  resendAfterDays: policy.referenceResendAfterDays,
  projectMaxAgeMonths: policy.referenceProjectMaxAgeMonths,
  validMonths: policy.referenceValidMonths,
})

const One = z.strictObject({ referenceId: z.uuid() })
const OneAsRead = One.extend({ version: z.int() })

/** Projects that customers confirm, and where they count (B.5). A location's administrator has those of their locations. */
export const referenceRouter = router({
  list: member('references.see')
    .input(ReferenceListInput)
    .query(({ ctx, input }) => listReferences(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** How many rows an export with these filters has (GEN-R6); the file is at `/exports/references.csv`. */
  count: member('references.see')
    .input(ReferenceFilters)
    .query(async ({ ctx, input }) => ({ count: await countReferences(ctx.call, ctx.scope, input) })),

  /** How many are in each state, for the tabs. */
  counts: member('references.see').query(({ ctx }) => countStates(ctx.call, ctx.scope)),

  get: member('references.see')
    .input(One)
    .query(({ ctx, input }) => getReference(ctx, input.referenceId)),

  /** What a form may choose from: the one location there is, competencies, products, the languages of letters; and how long things take now. */
  options: member('references.see').query(async ({ ctx }) => ({
    ...(await readOptions(ctx)),
    onlyLocationId: await onlyLocation(ctx.call, ctx.scope),
    languages: [...customerLanguages],
    terms: termsOf(await readPolicy(ctx.call, ctx.actor.vendorId)),
  })),

  /** Keeps a draft, right or wrong, and says what is wrong (REF-R1). */
  create: member('references.manage', 'write')
    .input(ReferenceFields)
    .mutation(({ ctx, input }) => createReference(ctx, input)),

  /** Refuses with `CONFLICT_STALE`, and with `ILLEGAL_TRANSITION` what was sent. */
  update: member('references.manage', 'write')
    .input(ReferenceFields.extend(OneAsRead.shape))
    .mutation(({ ctx, input }) => updateReference(ctx, input)),

  discard: member('references.manage', 'write')
    .input(OneAsRead)
    .mutation(({ ctx, input }) => discardReference(ctx, input.referenceId, input.version)),

  /** Asks the customer. Refuses with the first problem of the draft that is no warning, and with `CONFLICT_STALE`. */
  send: member('references.manage', 'write')
    .input(OneAsRead)
    .mutation(({ ctx, input }) => sendReference(ctx, ctx, input.referenceId, input.version)),

  /** Refuses with `REFERENCE_RESEND_TOO_SOON` and the date (REF-R6). */
  resend: member('references.manage', 'write')
    .input(One)
    .mutation(({ ctx, input }) => resendReference(ctx, ctx, input.referenceId)),

  /**
   * Asks at another address after the letter came back. Refuses with `ILLEGAL_TRANSITION`, `CONFLICT_STALE`, and with what
   * is wrong with the address.
   */
  correctAddress: member('references.manage', 'write')
    .input(OneAsRead.extend({ contactEmail: z.email().max(254) }))
    .mutation(({ ctx, input }) => correctAddress(ctx, ctx, input)),

  cancel: member('references.manage', 'write')
    .input(One)
    .mutation(({ ctx, input }) => cancelReference(ctx, input.referenceId)),

  /** Refuses with `REFERENCE_NOT_ASSIGNABLE`, `REFERENCE_EXPIRED` (REF-R5). */
  assign: member('references.manage', 'write')
    .input(One.extend({ locationId: z.uuid(), competency: line(60).min(1) }))
    .mutation(({ ctx, input }) => assignReference(ctx, input)),

  unassign: member('references.manage', 'write')
    .input(One)
    .mutation(({ ctx, input }) => unassignReference(ctx, input.referenceId)),

  /** What customers answered, for the vendor's reviewers (L9). */
  checks: staff('references.review')
    .input(CheckListInput)
    .query(({ ctx, input }) => listChecks(ctx.call, ctx.keys.cursor, input)),

  check: staff('references.review')
    .input(One)
    .query(({ ctx, input }) => getCheck(ctx.call, input.referenceId)),

  link: linkRouter,
})
