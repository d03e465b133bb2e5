import { expireMerge } from '@ofrecord/core/hierarchy/merge.jobs'
import { system } from '@ofrecord/core/kernel/actor'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { headOf } from '../stories.ts'
import type { MergePlan, MergeStep } from '../stories.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** The steps of one merge; its id is kept by the key of its plan. */
export const mergeScenes = (plan: MergePlan, merges: Map<string, string>): Scene[] =>
  plan.steps.map((step) => ({
    key: plan.key,
    day: step.day,
    play: async (stage) => {
      const id = await playMerge(stage, plan, step, merges.get(plan.key))
      if (id !== undefined) merges.set(plan.key, id)
    },
  }))

/** Answers the merge's id when it begins. */
const playMerge = async (
  stage: Stage,
  { acquirer, invited }: MergePlan,
  step: MergeStep,
  mergeId = '',
): Promise<string | undefined> => {
  const asking = (await stage.as(headOf(acquirer), acquirer)).hierarchy.merge
  const asked = (await stage.as(headOf(invited), invited)).hierarchy.merge
  switch (step.verb) {
    case 'invite': {
      const { globalNumber } = stage.world.organisations.find(({ key }) => key === invited)!
      return (await asking.invite({ globalNumber })).id
    }
    case 'preview':
      await asked.preview({ mergeId })
      return undefined
    case 'accept':
      await asked.accept({ mergeId })
      return undefined
    case 'decline':
      await asked.decline({ mergeId, reason: step.reason })
      return undefined
    case 'cancel':
      await asking.cancel({ mergeId })
      return undefined
    case 'execute':
      await asking.execute({ mergeId, reason: 'One company since the summer.', flatten: true })
      return undefined
    case 'expire':
      await inTransaction(stage.pools.orm, system('deadline'), (call) => expireMerge(call, mergeId))
      return undefined
    case 'undo':
      await (await stage.as('sam')).hierarchy.merge.undo({ mergeId, reason: 'The owners called it off.' })
      return undefined
    case 'unlink':
      await (await stage.as(step.person, step.organisation)).credentials.unlink({})
      return undefined
  }
}
