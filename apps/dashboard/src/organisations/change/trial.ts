import type { Accessor } from 'solid-js'
import { createEffect, createSignal, on } from 'solid-js'
import { createStepUp } from '../../account/step-up.tsx'
import { api } from '../../lib/api.ts'
import type { Problem } from '../../lib/problem.ts'
import { problemOf } from '../../lib/problem.ts'
import { refresh } from '../../lib/query.ts'
import type { Change, Rehearsal } from '../answers.ts'

/** A change tried out on the server's copy whenever it is another one: its report, or why it would be refused. */
export const createTrial = (change: Accessor<Change | undefined>) => {
  const [report, setReport] = createSignal<Rehearsal>()
  const [problem, setProblem] = createSignal<Problem>()
  const [isBusy, setBusy] = createSignal(false)
  let turn = 0
  const run = async (): Promise<void> => {
    const wanted = change()
    const mine = ++turn
    setReport(undefined)
    setProblem(undefined)
    setBusy(wanted !== undefined)
    if (!wanted) return
    try {
      const answer = await api.hierarchy.rehearse.mutate({ change: wanted })
      if (mine === turn) setReport(answer)
    } catch (error) {
      if (mine === turn) setProblem(problemOf(error))
    } finally {
      if (mine === turn) setBusy(false)
    }
  }
  createEffect(
    on(
      () => JSON.stringify(change()),
      () => void run(),
    ),
  )
  return { report, problem, isBusy, again: run }
}

/** Carries out what was tried, with the reason that is kept with it. `dialog` is to be drawn once: grave changes ask who acts. */
export const createExecution = (onDone: (rehearsal: Rehearsal, locationId: string) => void) => {
  const [problem, setProblem] = createSignal<Problem>()
  const [isBusy, setBusy] = createSignal(false)
  const stepUp = createStepUp()
  const execute = async (rehearsal: Rehearsal, reason: string, confirmation: string | null = null): Promise<void> => {
    if (isBusy()) return
    setBusy(true)
    setProblem(undefined)
    try {
      const input = { rehearsalId: rehearsal.id, reason: reason.trim(), confirmation }
      const done = await stepUp.freshly(() => api.hierarchy.execute.mutate(input))
      if (!done) return
      await refresh(api.hierarchy, api.organisations)
      onDone(rehearsal, done.locationId)
    } catch (error) {
      setProblem(problemOf(error))
      // A page that shows the report says then that it rests on what was.
      if (problemOf(error).code === 'PREVIEW_STALE') void refresh(api.hierarchy.rehearsal)
    } finally {
      setBusy(false)
    }
  }
  return { execute, problem, isBusy, dialog: stepUp.dialog, forget: () => setProblem(undefined) }
}
