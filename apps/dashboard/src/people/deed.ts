import { people_undo } from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { toast } from '../ui/toast.tsx'

/** What shows people may have changed with any of these verbs: an end takes roles, contacts and privileges with it. */
export const renew = (): Promise<void> => refresh(api.people, api.contacts, api.privileges, api.credentials)

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
