import { policyDefaults } from '@ofrecord/core/catalogue/catalogue.rules'
import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import {
  review_approved, review_approved_quiet, review_reasons_many, review_reasons_missing, review_rejected, review_returned,
  review_why_missing,
} from '@ofrecord/messages/messages'
import type { Accessor } from 'solid-js'
import { batch, createEffect, createSignal, untrack } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { createKept } from '../claims/page/kept.ts'
import { api } from '../lib/api.ts'
import { refresh } from '../lib/query.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import type { Answers } from './answers.ts'
import { takeClaim, tellRefusal } from './first.ts'
import { reasonsOf } from './reasons.ts'
import { fieldIds } from './verdict-form.tsx'

/** The pane with checklist and verdict. */
export const judgementId = 'judgement'

/** The most reasons a verdict may name. */
const mostReasons = 6

/** What a reviewer does with a claim, with what is being written for it. A refused verb changes nothing that was typed. */
export const createDeciding = (claim: Accessor<ClaimPage>, answers: Answers) => {
  // A verb outlives its page when the reader goes on to the next claim meanwhile; then there is no claim to ask.
  const { id, number, activity } = untrack(claim)
  let { version } = untrack(claim)
  createEffect(() => (version = claim().version))
  const [form, setForm] = createSignal<'return' | 'reject'>()
  const [reasons, setReasons] = createSignal<ReviewReason[]>([])
  const [comment, setComment] = createKept(() => `verdict.${id}`)
  const [busy, setBusy] = createSignal<'take' | 'approve' | 'return' | 'reject'>()
  const [refusal, setRefusal] = createSignal<string>()
  const [done, setDone] = createSignal<string>()
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)

  const attemptTo = async (verb: NonNullable<ReturnType<typeof busy>>, act: () => Promise<string | undefined>): Promise<void> => {
    if (busy()) return
    setBusy(verb)
    setRefusal(undefined)
    try {
      setDone(await act())
      setForm(undefined)
    } catch (error) {
      setRefusal(await tellRefusal(error, id))
    } finally {
      setBusy(undefined)
    }
  }
  const take = () => attemptTo('take', async () => {
    await takeClaim(id)
    // The button that was pressed is gone, and what it opened is the checklist.
    document.getElementById(judgementId)?.focus()
    return undefined
  })
  const approve = () => attemptTo('approve', async () => {
    await answers.settled()
    await api.review.approve.mutate({ claimId: id, version })
    await refresh(api.review)
    return activity === 'revenue' ? review_approved_quiet({ number }) : review_approved({ number })
  })
  const give = (verdict: 'return' | 'reject') => attemptTo(verdict, async () => {
    await answers.settled()
    const said = { claimId: id, version, reasons: reasons(), comment: comment().trim() }
    await (verdict === 'return' ? api.review.return : api.review.reject).mutate(said)
    setComment('')
    await refresh(api.review)
    return verdict === 'return' ? review_returned({ number, days: policyDefaults.actionRequiredDays }) : review_rejected({ number })
  })
  const open = (verdict: 'return' | 'reject'): void => batch(() => {
    if (reasons().length === 0) setReasons(reasonsOf(answers.noes()))
    setErrors([])
    setRefusal(undefined)
    setForm(verdict)
  })
  const submit = (): void => {
    const verdict = form()
    if (!verdict) return
    setErrors(problemsOf(reasons(), comment()))
    setAttempt((count) => count + 1)
    if (errors().length === 0) void give(verdict)
  }
  return {
    form, reasons, comment, busy, refusal, done, errors, attempt,
    setReasons, setComment, open, submit,
    close: () => setForm(undefined),
    take: () => void take(),
    approve: () => void approve(),
  }
}

export type Deciding = ReturnType<typeof createDeciding>

const problemsOf = (reasons: readonly ReviewReason[], comment: string): FieldError[] => [
  ...(reasons.length === 0 ? [{ id: fieldIds.reasons, text: review_reasons_missing() }] : []),
  ...(reasons.length > mostReasons ? [{ id: fieldIds.reasons, text: review_reasons_many() }] : []),
  ...(comment.trim() === '' ? [{ id: fieldIds.comment, text: review_why_missing() }] : []),
]
