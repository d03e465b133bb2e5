import { common_undo } from '@ofrecord/messages/messages'
import { problemOf } from '../lib/problem.ts'
import { toast } from '../ui/toast.tsx'

export interface Deed {
  work: () => Promise<unknown>
  /** What became of it. */
  told: string
  /** Undoes it, where one call does: offered beside what was told, as "Undo" or by the word that fits better. */
  back?: { work: () => Promise<unknown>; told?: string; label?: string } | undefined
}

/** Tells why something was not done, where there is no form to tell it in. */
export const tellFailure = (error: unknown): void => toast(problemOf(error).message, { bad: true })

/**
 * Does something from a list at once, tells what became of it and offers the way back; true when it was done. `renew`: what
 * is asked again afterwards.
 */
export const performer = (renew: () => Promise<void>) => {
  const undo = async ({ work, told }: NonNullable<Deed['back']>): Promise<void> => {
    try {
      await work()
      if (told) toast(told)
    } catch (error) {
      tellFailure(error)
    }
    await renew()
  }
  return async ({ work, told, back }: Deed): Promise<boolean> => {
    try {
      await work()
      toast(told, back && { back: { label: back.label ?? common_undo(), act: () => void undo(back) } })
      return true
    } catch (error) {
      tellFailure(error)
      return false
    } finally {
      await renew()
    }
  }
}
