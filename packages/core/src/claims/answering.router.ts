import { z } from 'zod'
import { refuseProblems } from '../kernel/errors.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import { member } from '../kernel/trpc.ts'
import { ContactInput } from './claim.rules.ts'
import { windowOf } from './consent.window.ts'
import { disassociationReasons, withdrawalReasons } from './choices.rules.ts'
import { leaveConflicts } from './conflict.leaving.ts'
import { openConflicts } from './conflict.opening.ts'
import { problemsOfContacts } from './contact.rules.ts'
import { addComment, lockOwnClaim } from './deciding.ts'
import { fileDispute } from './disputing.ts'
import { domainsOf } from './draft.queries.ts'
import { endItems } from './ending.ts'
import { inputOf } from './opening.ts'
import { ClaimContact } from './parts.entity.ts'
import { cancelReminders, watchDispute } from './reminding.ts'
import { watchSla } from './sla.ts'
import { dueAfter, judgeSubmission, keepSubmission, refuseUnchanged } from './submitting.ts'
import { paragraph } from '../kernel/text.rules.ts'

const OfClaim = z.strictObject({ claimId: z.uuid(), version: z.int() })
const Note = OfClaim.extend({ note: paragraph(2000).default('') })

/** What a partner does with a claim after it was made: answers, takes back, ends, objects. */
export const answeringProcedures = {
  /** Gone from the desk (T2). Refuses with `CLAIM_NOT_EDITABLE` what the vendor has seen. */
  delete: member('claims.create', 'write')
    .input(OfClaim)
    .mutation(async ({ ctx, input }) => {
      const claim = await lockOwnClaim(ctx.call, ctx.scope, input.claimId, input.version)
      claim.delete(ctx.call.now)
      return { number: claim.number }
    }),

  /**
   * The answer to a return (T9). Judged like a submission; refuses with `DEADLINE_PASSED`, `NOTHING_CHANGED`, or the
   * code of what is wrong today.
   */
  resubmit: member('claims.create', 'write')
    .input(OfClaim.extend({ acknowledged: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId, input.version)
      const submission = await judgeSubmission(call, ctx.scope, claim, input.acknowledged)
      await refuseUnchanged(call, claim, submission)
      const slaDueAt = await dueAfter(call, claim, 'queueSlaBusinessDays')
      claim.resubmit(ctx.actor, call.now, slaDueAt, submission.evidenceIds.length)
      await cancelTimer(call, claim.id, 'claim.actionRequired')
      await cancelReminders(call, claim.id)
      await watchSla(call, claim)
      await keepSubmission(call, claim, submission)
      await openConflicts(call, claim)
      return { number: claim.number }
    }),

  /** Taken back before the vendor decided (T13). */
  withdraw: member('claims.withdraw', 'write')
    .input(Note.extend({ reason: z.enum(withdrawalReasons) }))
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId, input.version)
      claim.withdraw(input.reason, call.now)
      await leaveConflicts(call, claim)
      await cancelTimer(call, claim.id, 'claim.actionRequired')
      await cancelReminders(call, claim.id)
      await watchSla(call, claim)
      if (input.note !== '') addComment(call, claim, 'shared', input.note)
      return { number: claim.number }
    }),

  /** Ends what is in force, for some items or for all (T14). The customer is told. Refuses with `NOTHING_TO_END`. */
  disassociate: member('claims.withdraw', 'write')
    .input(
      Note.extend({
        reason: z.enum(disassociationReasons),
        itemIds: z.array(z.uuid()).min(1).max(200).optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId, input.version)
      await endItems(call, claim, { reason: 'partner_disassociated', itemIds: input.itemIds, why: input.reason })
      await leaveConflicts(call, claim)
      if (input.note !== '') addComment(call, claim, 'shared', input.note)
      return { number: claim.number }
    }),

  /** Objects to a rejection (T15). Refuses with `NOT_DISPUTABLE`, `DEADLINE_PASSED`, `DISPUTE_EMPTY`, `LOCATION_INACTIVE`. */
  dispute: member('claims.withdraw', 'write')
    .input(OfClaim.extend({ justification: paragraph(4000) }))
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId, input.version)
      await fileDispute(call, claim, input.justification, await dueAfter(call, claim, 'disputeSlaBusinessDays'))
      await watchSla(call, claim)
      await watchDispute(call, claim)
      await openConflicts(call, claim)
      return { number: claim.number }
    }),

  /** Another contact after the notices came back (T19): a new notice goes out, and with it a whole new window. */
  correctContact: member('claims.create', 'write')
    .input(OfClaim.extend({ contact: ContactInput }))
    .mutation(async ({ ctx, input }) => {
      const { call } = ctx
      const claim = await lockOwnClaim(call, ctx.scope, input.claimId, input.version)
      const typed = { ...(await inputOf(call, claim)), customerContact: input.contact }
      const problems = problemsOfContacts(typed, await domainsOf(call, claim), false)
      refuseProblems(problems.filter(({ field }) => field.startsWith('customerContact')))
      windowOf(claim).correctContact(call.now, { email: input.contact.email })
      const contact = await call.em.findOneOrFail(ClaimContact, { claimId: claim.id, kind: 'customer' })
      Object.assign(contact, input.contact)
      return { number: claim.number }
    }),
}
