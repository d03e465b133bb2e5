import { recountAll } from '@ofrecord/core/competencies/recounting'
import { moveClock, onOwnClock } from '@ofrecord/core/kernel/clock'
import { withIdsFrom } from '@ofrecord/core/kernel/id'
import { refusalIn } from '@ofrecord/core/kernel/trpc'
import { playMembers } from './build/members.ts'
import type { MemberStories } from './build/members.ts'
import { openLanes } from './build/lanes.ts'
import { isPlayable, obstacleOf } from './build/playable.ts'
import { plays } from './build/playing.ts'
import type { Played } from './build/playing.ts'
import { storeProof } from './build/proof.ts'
import { openRounds } from './build/rounds.ts'
import { openStage } from './build/stage.ts'
import type { Place, Stage } from './build/stage.ts'
import { vendors } from './catalogue.ts'
import type { ClaimPlan, Step, Verb } from './claims/plan.ts'
import { layGround } from './ground.ts'
import { layMembers } from './ground.members.ts'
import { layStanding } from './ground.standing.ts'
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
  /** Plans that a refusal stopped on their way: they stand where they were then. */
  stopped: readonly { plan: ClaimPlan; verb: Verb; code: string }[]
  stories: MemberStories
}

/** How a world is built. */
export interface Manner {
  /** The language of the pages and letters for somebody's own. */
  pageOf: (language: string) => string
  /** Is told how far the build is, 0 to 1. */
  onProgress?: (share: number) => void
  /** Why a plan is left out although it could be played; undefined when it is not. */
  leaveOut?: (plan: ClaimPlan) => string | undefined
}

/**
 * Builds a world into a migrated, empty database (SED-R1): lays its ground, then plays its claims through the doors
 * that people use, each step at its own instant on a moved clock, with events, letters and deadlines in between. Ids
 * come from the seed, so that two builds for one `t0` are alike. A step that the application refuses ends its own
 * claim's plan and no other's.
 */
export const buildWorld = async (place: Place, world: World, manner: Manner): Promise<Built> => {
  const { pageOf, onProgress = () => {}, leaveOut = () => undefined } = manner
  const skipped = world.claims.flatMap((plan) => {
    const why = obstacleOf(plan) ?? leaveOut(plan)
    return why === undefined ? [] : [{ plan, why }]
  })
  const left = new Set(skipped.map(({ plan }) => plan))
  const played = world.claims.filter((plan) => !left.has(plan)).map(unplayed)
  const scenes = scenesOf(played)
  return withIdsFrom(random('ids').bytes, async () => {
    try {
      moveClock(after(scenes[0]?.step.at ?? world.t0, -1 * days))
      const laid = await layGround(place.pools.orm, { ...world, vendor: halcyon }, pageOf)
      await onOwnClock(after(world.t0, -6 * hours), async () => {
        await layMembers(place.pools.orm, world, laid)
        const proof = await storeProof(place.files.files, world.t0)
        await layStanding(place.pools.orm, place.installation, world, laid, proof)
      })
      const stage = openStage(place, world, laid)
      const stopped = await play(stage, scenes, onProgress)
      const stories = await playMembers(stage)
      await onOwnClock(world.t0, () => recountAll(place.pools.orm, raise))
      return { laid, played, skipped, stopped, stories }
    } finally {
      moveClock(undefined)
    }
  })
}

const raise = (error: unknown): never => {
  throw error
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

/** Steps in which the desk works for all claims: nothing else happens meanwhile. */
const deskSteps: ReadonlySet<Verb> = new Set<Verb>(['acceptNotice', 'bounceNotice', 'remind', 'activate', 'lapse'])

/** How many steps are played at once: while one waits for the database, the others go on. */
const LANES = 4

const play = async (
  stage: Stage,
  scenes: readonly Scene[],
  onProgress: (share: number) => void,
): Promise<Built['stopped']> => {
  const rounds = openRounds(stage)
  const stopped = new Map<Played, Built['stopped'][number]>()
  const lanes = openLanes(LANES)
  const playScene = async ({ played, step }: Scene): Promise<void> => {
    if (stopped.has(played)) return
    const code = await onOwnClock(step.at, () =>
      withIdsFrom(random(`ids of ${played.plan.key} ${step.at.toISOString()} ${step.verb}`).bytes, () =>
        playStep(stage, played, step),
      ),
    )
    if (code !== undefined) stopped.set(played, { plan: played.plan, verb: step.verb, code })
  }
  for (const [index, scene] of scenes.entries()) {
    const { played, step } = scene
    if (rounds.isDueBefore(played, step)) {
      await lanes.drained()
      await rounds.make()
    }
    stage.at(step.at)
    if (deskSteps.has(step.verb)) {
      await lanes.drained()
      await playScene(scene)
    } else await lanes.add(keysOf(scene), () => playScene(scene))
    rounds.note(played, step)
    onProgress((index + 1) / scenes.length)
  }
  await lanes.drained()
  stage.at(stage.world.t0)
  await rounds.make()
  return [...stopped.values()]
}

/** What one step has in common with another: steps of one claim or one customer wait for each other, numbers go in order. */
const keysOf = ({ played: { plan }, step }: Scene): string[] => [
  `claim ${plan.key}`,
  `customer ${plan.tenant}`,
  ...(step.verb === 'create' ? ['number'] : []),
]

/** Answers the refusal's code, if it was refused; anything else that goes wrong ends the build. */
const playStep = async (stage: Stage, played: Played, step: Step): Promise<string | undefined> => {
  if (!isPlayable(step.verb)) throw new Error(`Nobody can play ${step.verb}`)
  try {
    await plays[step.verb](stage, played, step)
    return undefined
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal) return refusal.code
    throw new Error(`The world stops at ${played.plan.key}, ${step.verb}: ${String(error)}`, { cause: error })
  }
}
