import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import { review_reasons_many, review_reasons_missing, review_why_missing } from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { createKept } from '../claims/page/kept.ts'
import type { FieldError } from '../ui/error-summary.tsx'

/** The ids that an error summary links to. */
export const fieldIds = { reasons: 'verdict-reasons', comment: 'verdict-comment' } as const

/** The most reasons a verdict may name. */
const mostReasons = 6

/** What is being written for a return or a rejection of one claim; it stays until it was sent. */
export const createVerdictText = (claimId: string) => {
  const [reasons, setReasons] = createSignal<ReviewReason[]>([])
  const [comment, setComment] = createKept(() => `verdict.${claimId}`)
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  /** Whether it can be sent; what is missing stands in `errors`. */
  const isReady = (): boolean => {
    setErrors(problemsOf(reasons(), comment()))
    setAttempt((count) => count + 1)
    return errors().length === 0
  }
  return { reasons, setReasons, comment, setComment, errors, attempt, isReady, forgive: () => setErrors([]) }
}

const problemsOf = (reasons: readonly ReviewReason[], comment: string): FieldError[] => [
  ...(reasons.length === 0 ? [{ id: fieldIds.reasons, text: review_reasons_missing() }] : []),
  ...(reasons.length > mostReasons ? [{ id: fieldIds.reasons, text: review_reasons_many() }] : []),
  ...(comment.trim() === '' ? [{ id: fieldIds.comment, text: review_why_missing() }] : []),
]
