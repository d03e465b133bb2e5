import { checkNonce, tracesOf } from '../consent/form.ts'
import { ageOf, writeNonce } from '../consent/nonce.ts'
import { refuse } from '../kernel/errors.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { router } from '../kernel/trpc.ts'
import { beheld, invited } from '../links/link.door.ts'
import type { LinkPurpose } from '../links/link.rules.ts'
import { confirmReference, rejectReference, revokeReference } from './answering.ts'
import { readAsked } from './link.queries.ts'
import { ConfirmReferenceInput, RejectReferenceInput, WithdrawReferenceInput } from './link.rules.ts'
import type { ReferenceSuggestion } from './reference.rules.ts'
import { signalsOf } from './reference.rules.ts'

type Looking = CallContext & { tokenHash: string }

export type AskedPage = Awaited<ReturnType<typeof look>>

/** What a link shows, with a nonce for its form. Changes nothing, counts as nothing (I5). */
const look = async (ctx: Looking, purpose: Extract<LinkPurpose, 'reference' | 'reference_withdraw'>) => {
  const { asked, now, ...frame } = await readAsked(
    ctx.links.em.fork().getKysely(),
    ctx.tokenHash,
    purpose,
    ctx.keys.link,
  )
  if (!asked) return { ...frame, asked: null }
  const { linkId, ...shown } = asked
  return { ...frame, asked: { ...shown, nonce: writeNonce(ctx.keys.nonce, linkId, now) } }
}

/** The pages of a reference's contact (L9). A query shows, a mutation decides; a link has one purpose. */
export const linkRouter = router({
  notice: beheld('reference').query(({ ctx }) => look(ctx, 'reference')),

  /**
   * Yes, with a typed name and role. Refuses with `REFERENCE_NAME_REQUIRED`, `REFERENCE_ROLE_REQUIRED`, `FORM_NONCE_INVALID`,
   * `FORM_TOO_SOON` (a fresh nonce comes with it), `REFERENCE_ANSWERED`, `REFERENCE_OVER`. What looks like a program's is
   * noted and refused nobody (L7, L9).
   */
  confirm: invited('reference', 'write')
    .input(ConfirmReferenceInput)
    .mutation(async ({ ctx, input }) => {
      const { name, role, quoting, nonce } = input
      if (name === '') refuse('invalid', 'REFERENCE_NAME_REQUIRED', { field: 'name', rule: 'L9' })
      if (role === '') refuse('invalid', 'REFERENCE_ROLE_REQUIRED', { field: 'role', rule: 'L9' })
      checkNonce(ctx, ctx.link.id, ctx.call.now, nonce)
      const sent = senderOf(ctx, ctx.call.now, input)
      await confirmReference(ctx.call, ctx.link.subjectId, {
        name,
        role,
        quoting,
        suggestion: suggested(input),
        ...sent,
      })
    }),

  /** No, for a reason. Refuses with `REFERENCE_REASON_REQUIRED`, and as `confirm` does. */
  reject: invited('reference', 'write')
    .input(RejectReferenceInput)
    .mutation(async ({ ctx, input }) => {
      const { comment, shareComment, nonce } = input
      const reason = input.reason ?? refuse('invalid', 'REFERENCE_REASON_REQUIRED', { field: 'reason', rule: 'B.5.2' })
      checkNonce(ctx, ctx.link.id, ctx.call.now, nonce)
      const sent = senderOf(ctx, ctx.call.now, input)
      await rejectReference(ctx.call, ctx.link.subjectId, { reason, comment, shareComment, ...sent })
    }),

  withdrawal: beheld('reference_withdraw').query(({ ctx }) => look(ctx, 'reference_withdraw')),

  /** Takes a yes back. Needs the tick (`CONFIRM_TICK_REQUIRED`); refuses with `REFERENCE_OVER` what does not stand. */
  withdraw: invited('reference_withdraw', 'write')
    .input(WithdrawReferenceInput)
    .mutation(async ({ ctx, input: { agree, nonce, trap } }) => {
      if (!agree) refuse('invalid', 'CONFIRM_TICK_REQUIRED', { field: 'agree', rule: 'MIC-R1' })
      checkNonce(ctx, ctx.link.id, ctx.call.now, nonce)
      const { ip, userAgent } = tracesOf(ctx, trap)
      await revokeReference(ctx.call, ctx.link.subjectId, { ip, userAgent })
    }),
})

const senderOf = (ctx: CallContext, now: Date, { trap, nonce }: { trap: string; nonce: string }) => {
  const { ip, userAgent } = tracesOf(ctx, trap)
  return { ip, userAgent, signals: signalsOf(trap, ageOf(nonce, now)) }
}

/** Only what they would have written otherwise; null: nothing. */
const suggested = ({ suggestion }: ConfirmReferenceInput): ReferenceSuggestion | null => {
  const said = Object.entries(suggestion ?? {}).filter(([, value]) => value !== '' && value !== null)
  return said.length === 0 ? null : (Object.fromEntries(said) as ReferenceSuggestion)
}
