import { reasonOfPoint } from '@ofrecord/core/claims/evidence.rules'
import { review_approved, review_approved_quiet, review_rejected, review_returned } from '@ofrecord/messages/messages'
import type { Accessor } from 'solid-js'
import { batch, createSignal, untrack } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { api } from '../lib/api.ts'
import { refresh } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import type { Answers } from './answers.ts'
import { takeClaim, tellRefusal } from './first.ts'
import { createItemPicks } from './item-picks.tsx'
import { createVerdictText } from './verdict-text.ts'
import { versionRead } from './version.ts'

/** The pane with checklist and verdict. */
export const judgementId = 'judgement'

type Verb = 'take' | 'approve' | 'return' | 'reject'

/** What a reviewer does with a claim, with what is being written for it. A refused verb changes nothing that was typed. */
export const createDeciding = (claim: Accessor<ClaimPage>, answers: Answers) => {
  // A verb outlives its page when the reader goes on to the next claim meanwhile; then there is no claim to ask.
  const { id: claimId, number, activity } = untrack(claim)
  const { busy, refusal, done, attempt } = createAttempts(claimId)
  const me = useMe()
  const [form, setForm] = createSignal<'return' | 'reject'>()
  const text = createVerdictText(claimId)
  const leaving = createItemPicks()
  const marks = createItemPicks()
  const [mayAddItems, setMayAddItems] = createSignal(false)

  const take = async (): Promise<undefined> => {
    await takeClaim(claimId)
    // The button that was pressed is gone, and what it opened is the checklist.
    document.getElementById(judgementId)?.focus()
  }
  const approve = async (): Promise<string> => {
    await answers.settled()
    await api.review.approve.mutate({ claimId, version: versionRead(claimId), rejected: leaving.list() })
    await refresh(api.review)
    return activity === 'revenue' ? review_approved_quiet({ number }) : review_approved({ number })
  }
  const give = async (
    verdict: 'return' | 'reject',
    said: { reasons: ReturnType<typeof text.reasons>; comment: string },
  ): Promise<string> => {
    await answers.settled()
    const judged = { claimId, version: versionRead(claimId), ...said }
    if (verdict === 'reject') await api.review.reject.mutate(judged)
    else await api.review.return.mutate({ ...judged, items: marks.list(), mayAddItems: untrack(mayAddItems) })
    text.setComment('')
    await refresh(api.review)
    setForm(undefined)
    return verdict === 'return'
      ? review_returned({ number, days: untrack(me).policy.actionRequiredDays })
      : review_rejected({ number })
  }
  const open = (verdict: 'return' | 'reject'): void =>
    batch(() => {
      if (text.reasons().length === 0) text.setReasons(answers.noes().map((point) => reasonOfPoint[point]))
      text.forgive()
      setForm(verdict)
    })
  const submit = (): void => {
    const verdict = form()
    const said = { reasons: text.reasons(), comment: text.comment().trim() }
    if (verdict && text.isReady()) attempt(verdict, () => give(verdict, said))
  }
  return {
    form,
    text,
    leaving,
    marks,
    mayAddItems,
    setMayAddItems,
    busy,
    refusal,
    done,
    open,
    submit,
    close: () => setForm(undefined),
    take: () => attempt('take', take),
    approve: () => attempt('approve', approve),
  }
}

export type Deciding = ReturnType<typeof createDeciding>

/** One verb at a time: what it is doing, what came of it, or why it was refused. */
const createAttempts = (claimId: string) => {
  const [busy, setBusy] = createSignal<Verb>()
  const [refusal, setRefusal] = createSignal<string>()
  const [done, setDone] = createSignal<string>()
  const run = async (verb: Verb, act: () => Promise<string | undefined>): Promise<void> => {
    if (busy()) return
    setBusy(verb)
    setRefusal(undefined)
    try {
      setDone(await act())
    } catch (error) {
      setRefusal(await tellRefusal(error, claimId))
    } finally {
      setBusy(undefined)
    }
  }
  return {
    busy,
    refusal,
    done,
    attempt: (verb: Verb, act: () => Promise<string | undefined>): void => void run(verb, act),
  }
}
