import type { ChecklistPoint } from '@ofrecord/core/claims/evidence.rules'
import { checklistPoints } from '@ofrecord/core/claims/evidence.rules'
import type { Accessor } from 'solid-js'
import { createSignal, untrack } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'

export type Answer = 'yes' | 'no'

export interface Answers {
  of: (point: ChecklistPoint) => Answer | undefined
  /** Answers a point; the same answer again takes it back. */
  give: (point: ChecklistPoint, answer: Answer) => void
  open: () => ChecklistPoint[]
  noes: () => ChecklistPoint[]
  /** Why the last answer was not kept. */
  failure: Accessor<string | undefined>
  /** Resolves when everything that was answered is kept, and the claim was read again. */
  settled: () => Promise<void>
}

/** The reviewer's answers: shown at once, kept one after the other, so that the last word on a point is the last. */
export const createAnswers = (claim: Accessor<ClaimPage>): Answers => {
  const { id: claimId } = untrack(claim)
  const [unsaved, setUnsaved] = createSignal<ReadonlyMap<ChecklistPoint, Answer | null>>(new Map())
  const [failure, setFailure] = createSignal<string>()
  let line: Promise<void> = Promise.resolve()
  let waiting = 0

  const of = (point: ChecklistPoint): Answer | undefined => {
    const given = unsaved().get(point)
    return given === undefined ? claim().checklist[point] : (given ?? undefined)
  }
  const keep = async (point: ChecklistPoint, answer: Answer | null): Promise<void> => {
    try {
      await api.review.check.mutate({ claimId, point, answer })
    } catch (error) {
      setFailure(problemOf(error).message)
    }
    if (--waiting > 0) return
    await refresh(api.review.get)
    if (waiting === 0) setUnsaved(new Map())
  }
  const give = (point: ChecklistPoint, wanted: Answer): void => {
    const answer = of(point) === wanted ? null : wanted
    setFailure(undefined)
    setUnsaved((known) => new Map([...known, [point, answer]]))
    waiting++
    line = line.then(() => keep(point, answer))
  }
  return {
    of,
    give,
    open: () => checklistPoints.filter((point) => of(point) === undefined),
    noes: () => checklistPoints.filter((point) => of(point) === 'no'),
    failure,
    settled: () => line,
  }
}
