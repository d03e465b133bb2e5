import { createSignal } from 'solid-js'
import type { Problem } from './problem.ts'
import { problemOf } from './problem.ts'

/**
 * Says a verb from a dialog or a form, where a refusal is shown beside what caused it; `run` answers undefined when it was
 * refused. `renew`: what is asked again afterwards, nothing where only something was looked at.
 */
export const createDeed = (renew: () => Promise<void>) => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem>()
  const run = async <Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer } | undefined> => {
    if (isBusy()) return undefined
    setBusy(true)
    setProblem(undefined)
    try {
      return { answer: await work() }
    } catch (error) {
      setProblem(problemOf(error))
      return undefined
    } finally {
      setBusy(false)
      await renew()
    }
  }
  return { isBusy, problem, run }
}
