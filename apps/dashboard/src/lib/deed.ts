import { createSignal } from 'solid-js'
import type { Problem } from './problem.ts'
import { problemOf } from './problem.ts'

/**
 * Says a verb from a dialog, where a refusal is shown beside what caused it; answers whether it was done. `renew`: what is
 * asked again afterwards.
 */
export const createDeed = (renew: () => Promise<void>) => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem>()
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (isBusy()) return false
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(problemOf(error))
      return false
    } finally {
      setBusy(false)
      await renew()
    }
  }
  return { isBusy, problem, run }
}
