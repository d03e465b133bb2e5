import { competencies_undo, competencies_undone } from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { toast } from '../ui/toast.tsx'

export interface Deed {
  work: () => Promise<unknown>
  /** What became of it. */
  told: string
  /** Undoes it: offered beside what was told. */
  back?: (() => Promise<unknown>) | undefined
}

/** What shows counts may have changed with any of these verbs. */
export const renew = (): Promise<void> => refresh(api.competencies, api.references)

/** Does something at once, tells what became of it and offers the way back. */
export const perform = async ({ work, told, back }: Deed): Promise<void> => {
  try {
    await work()
    toast(
      told,
      back && {
        back: { label: competencies_undo(), act: () => void perform({ work: back, told: competencies_undone() }) },
      },
    )
  } catch (error) {
    toast(problemOf(error).message, { bad: true })
  } finally {
    await renew()
  }
}
