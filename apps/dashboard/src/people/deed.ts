import { people_undo } from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import type { Problem } from '../lib/problem.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { toast } from '../ui/toast.tsx'

/** What shows people may have changed with any of these verbs: an end takes roles, contacts and privileges with it. */
const renew = (): Promise<void> => refresh(api.people, api.contacts, api.privileges, api.credentials)

interface Step {
  work: () => Promise<unknown>
  /** What is told once it is done. */
  told: string
}

/** Does something from a list and tells what became of it, with the way back where one call is one; true when it was done. */
export const perform = async (work: Step['work'], told: string, back?: Step): Promise<boolean> => {
  try {
    await work()
    toast(told, back && { back: { label: people_undo(), act: () => void perform(back.work, back.told) } })
    return true
  } catch (error) {
    toast(problemOf(error).message, { bad: true })
    return false
  } finally {
    await renew()
  }
}

/**
 * Says a verb from a dialog or a form, where a refusal is shown beside what caused it. `run` answers undefined when it was
 * refused. `after`: what is shown anew, nothing where only something was looked at.
 */
export const createDeed = (after: () => Promise<void> = renew) => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem>()
  const run = async <Input, Answer>(
    verb: { mutate: (input: Input) => Promise<Answer> },
    input: Input,
  ): Promise<{ answer: Answer } | undefined> => {
    if (isBusy()) return undefined
    setBusy(true)
    setProblem(undefined)
    try {
      return { answer: await verb.mutate(input) }
    } catch (error) {
      setProblem(problemOf(error))
      return undefined
    } finally {
      setBusy(false)
      await after()
    }
  }
  return { isBusy, problem, run }
}
