import type { ClaimPlan, Step, Verb } from '../claims/plan.ts'
import { hours } from '../time.ts'
import type { Played } from './playing.ts'
import type { Stage } from './stage.ts'

/** Steps after which the customer gets a letter, and those after which the partner does. */
const customerReads: ReadonlySet<Verb> = new Set<Verb>(['remind', 'deny', 'confirm', 'disassociate'])
const partnerReads: ReadonlySet<Verb> = new Set<Verb>([
  'submit',
  'resubmit',
  'dispute',
  'disassociate',
  'take',
  'return',
  'reject',
  'approve',
  'decideDispute',
  'ask',
  'deny',
  'activate',
  'lapse',
])

/**
 * When the desk works between the steps. Every mail at its minute would empty the queues a thousand times; so it waits
 * for more, up to a sixtieth of its age (a day ago: 24 minutes; a month ago: 12 hours), but never beyond the next step
 * of a claim that is written about. While a notice waits for the instant of its acceptance nothing leaves at all.
 */
export const openRounds = ({ world, desk }: Stage) => {
  let since: Date | undefined
  const waiting = new Set<Played>()
  const unaccepted = new Set<Played>()
  return {
    isDueBefore: (played: Played, step: Step): boolean => {
      if (!since || unaccepted.size > 0) return false
      const patience = Math.min(12 * hours, (world.t0.getTime() - since.getTime()) / 60)
      return waiting.has(played) || step.at.getTime() - since.getTime() > patience
    },
    make: async (): Promise<void> => {
      since = undefined
      waiting.clear()
      await desk.work()
    },
    note: (played: Played, step: Step): void => {
      if ((step.verb === 'approve' || step.verb === 'decideDispute') && awaitsNotice(played.plan))
        unaccepted.add(played)
      if (step.verb === 'acceptNotice' || step.verb === 'bounceNotice') {
        unaccepted.delete(played)
        since = undefined
        waiting.clear()
      }
      if (!customerReads.has(step.verb) && !(partnerReads.has(step.verb) && step.at >= desk.since)) return
      since ??= step.at
      waiting.add(played)
    },
  }
}

const awaitsNotice = ({ needs }: ClaimPlan): boolean => needs.includes('acceptNotice') || needs.includes('bounceNotice')
