import { moveClock } from '@ofrecord/core/kernel/clock'
import { seedIds } from '@ofrecord/core/kernel/id'
import { isPlayable, obstacleOf } from './build/playable.ts'
import { plays } from './build/playing.ts'
import type { Played } from './build/playing.ts'
import { openStage } from './build/stage.ts'
import type { Place, Stage } from './build/stage.ts'
import { vendors } from './catalogue.ts'
import type { ClaimPlan, Step, Verb } from './claims/plan.ts'
import { layGround } from './ground.ts'
import type { Laid } from './ground.ts'
import { random } from './random.ts'
import { after, days, hours } from './time.ts'
import type { World } from './world.ts'

const { slug, name, brand } = vendors.find(({ key }) => key === 'halcyon')!
const halcyon = { slug, name, brand, timeZone: 'Europe/London' }

export interface Built {
  laid: Laid
  /** What became of each plan that could be played, in the order of the plans. */
  played: readonly Played[]
  skipped: readonly { plan: ClaimPlan; why: string }[]
}

/**
 * Builds a world into a migrated, empty database (SED-R1): lays its ground, then plays its claims through the doors
 * that people use, each step at its own instant on a moved clock, with events, letters and deadlines in between. Ids
 * come from the seed, so that two builds for one `t0` are alike. `pageOf` answers the language of the pages for a
 * person's own. Throws at the first step that the application refuses. `onProgress` is told how far it is, 0 to 1.
 */
export const buildWorld = async (
  place: Place,
  world: World,
  pageOf: (language: string) => string,
  onProgress: (share: number) => void = () => {},
): Promise<Built> => {
  const skipped = world.claims.flatMap((plan) => {
    const why = obstacleOf(world, plan)
    return why === undefined ? [] : [{ plan, why }]
  })
  const left = new Set(skipped.map(({ plan }) => plan))
  const played = world.claims.filter((plan) => !left.has(plan)).map(unplayed)
  const scenes = scenesOf(played)
  seedIds(random('ids').bytes)
  try {
    moveClock(after(scenes[0]?.step.at ?? world.t0, -1 * days))
    const laid = await layGround(place.pools.orm, { ...world, vendor: halcyon }, pageOf)
    const stage = openStage(place, world, laid)
    await play(stage, scenes, onProgress)
    return { laid, played, skipped }
  } finally {
    seedIds(undefined)
    moveClock(undefined)
  }
}

const unplayed = (plan: ClaimPlan): Played => ({ plan, claim: undefined, draftId: '', link: '' })

interface Scene {
  played: Played
  step: Step
}

/** All steps of all plans on one line of time; a claim's own steps keep their order. */
const scenesOf = (played: readonly Played[]): Scene[] =>
  played
    .flatMap((each) => each.plan.steps.map((step): Scene => ({ played: each, step })))
    .toSorted((a, b) => a.step.at.getTime() - b.step.at.getTime())

const play = async (stage: Stage, scenes: readonly Scene[], onProgress: (share: number) => void): Promise<void> => {
  const round = openRound(stage)
  for (const [index, scene] of scenes.entries()) {
    const { played, step } = scene
    if (round.isDueBefore(scene)) await round.make()
    stage.at(step.at)
    if (!isPlayable(step.verb)) throw new Error(`Nobody can play ${step.verb}`)
    await plays[step.verb](stage, played, step).catch((error: unknown) => {
      throw new Error(`The world stops at ${played.plan.key}, ${step.verb}: ${String(error)}`, { cause: error })
    })
    round.note(scene)
    onProgress((index + 1) / scenes.length)
  }
  stage.at(stage.world.t0)
  await round.make()
}

/** Steps after which the customer gets a letter, and those after which the partner does. */
const customerReads: ReadonlySet<Verb> = new Set<Verb>(['deny', 'confirm'])
const partnerReads: ReadonlySet<Verb> = new Set<Verb>([
  'submit',
  'take',
  'return',
  'reject',
  'approve',
  'deny',
  'activate',
  'lapse',
])

/**
 * When the desk works between the steps. Every mail at its minute would empty the queues a thousand times; so it waits
 * for more, up to a sixtieth of its age (a day ago: 24 minutes; a month ago: 12 hours), but never beyond the next step
 * of a claim that is written about. While a notice waits for the instant of its acceptance nothing leaves at all.
 */
const openRound = ({ world, desk }: Stage) => {
  let since: Date | undefined
  const waiting = new Set<Played>()
  const unaccepted = new Set<Played>()
  return {
    isDueBefore: ({ played, step }: Scene): boolean => {
      if (!since || unaccepted.size > 0) return false
      const patience = Math.min(12 * hours, (world.t0.getTime() - since.getTime()) / 60)
      return waiting.has(played) || step.at.getTime() - since.getTime() > patience
    },
    make: async (): Promise<void> => {
      since = undefined
      waiting.clear()
      await desk.work()
    },
    note: ({ played, step }: Scene): void => {
      if (step.verb === 'approve' && awaitsNotice(played.plan)) unaccepted.add(played)
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
