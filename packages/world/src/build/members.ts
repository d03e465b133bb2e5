import { onOwnClock } from '@ofrecord/core/kernel/clock'
import { withIdsFrom } from '@ofrecord/core/kernel/id'
import { random } from '../random.ts'
import { mergePlans } from '../stories.ts'
import { after, days } from '../time.ts'
import { askingScenes, invitingScenes, nameScenes } from './arrivals.ts'
import { mergeScenes } from './merges.ts'
import { feeScene, referenceScene } from './programme.ts'
import type { Stage } from './stage.ts'
import { ticketScenes } from './tickets.ts'
import { kestrelScenes } from './trees.ts'

/** What became of the stories of trees and people, by their keys. */
export interface MemberStories {
  /** Ids of merges by the keys of their plans. */
  merges: ReadonlyMap<string, string>
}

/**
 * Plays the stories of trees and people through their own doors, after the claims: a merge moves claims, and those were
 * planned for the organisation that made them. Who reads of it within a week before T0 gets the letter.
 */
export const playMembers = async (stage: Stage): Promise<MemberStories> => {
  const merges = new Map<string, string>()
  const scenes = [
    ...mergePlans.flatMap((plan) => mergeScenes(plan, merges)),
    ...nameScenes(),
    ...askingScenes(),
    ...invitingScenes(),
    ...kestrelScenes(),
    referenceScene(),
    feeScene(),
    ...ticketScenes(merges),
  ]
  for (const { key, day, play } of scenes.toSorted((a, b) => a.day - b.day)) {
    const at = after(stage.world.t0, Math.round(day * days))
    await onOwnClock(at, () => withIdsFrom(random(`ids of ${key} ${day}`).bytes, () => play(stage)))
  }
  await stage.desk.workAnew()
  return { merges }
}
