import type { ClaimPlan, Step } from './claims/plan.ts'
import { obstacleOf } from './build/playable.ts'
import { plays } from './build/playing.ts'
import type { Played } from './build/playing.ts'
import { openStage } from './build/stage.ts'
import type { Place, Stage } from './build/stage.ts'
import { seedIds } from '@ofrecord/core/kernel/id'
import { moveClock } from '@ofrecord/core/kernel/clock'
import { layGround } from './ground.ts'
import type { Laid } from './ground.ts'
import { random } from './random.ts'
import { vendors } from './catalogue.ts'
import type { World } from './world.ts'

interface Scene {
  played: Played
  step: Step
}

export const timing: Record<string, number> = {}
const timed = async (name: string, work: () => Promise<unknown>) => {
  const t = performance.now()
  await work()
  timing[name] = (timing[name] ?? 0) + performance.now() - t
}

export interface Built { laid: Laid; played: Played[]; skipped: { plan: ClaimPlan; why: string }[] }

export const buildWorld = async (place: Place, world: World, onProgress: (s: string) => void = () => {}): Promise<Built> => {
  const bytes = random('ids').bytes
  seedIds(bytes)
  moveClock(new Date(world.t0.getTime() - 400 * 86400_000))
  const [{ slug, name, brand }] = vendors as [typeof vendors[0]]
  let laid!: Laid
  await timed('ground', async () => { laid = await layGround(place.pools.orm, { ...world, vendor: { slug, name, brand, timeZone: 'Europe/London' } }, (l) => ['en', 'it'].includes(l) ? l : 'en') })
  onProgress('ground')
  const stage = openStage(place, world, laid)
  const skipped = world.claims.flatMap((plan) => { const why = obstacleOf(world, plan); return why ? [{ plan, why }] : [] })
  const left = new Set(skipped.map(({ plan }) => plan))
  const played = world.claims.filter((plan) => !left.has(plan)).map((plan): Played => ({ plan, claimId: '', number: 0, version: 0, link: '' }))
  const scenes = played.flatMap((p) => p.plan.steps.map((step): Scene => ({ played: p, step }))).toSorted((a, b) => a.step.at.getTime() - b.step.at.getTime())
  await play(stage, scenes)
  moveClock(undefined)
  seedIds(undefined)
  return { laid, played, skipped }
}

const play = async (stage: Stage, scenes: Scene[]) => {
  for (const { played, step } of scenes) {
    stage.at(step.at)
    try {
      await timed(step.verb, () => plays[step.verb]!(stage, played, step))
      await timed('dispatch', () => stage.dispatch())
      if (step.verb !== 'approve') await timed('deliver', () => stage.deliver())
    } catch (error) {
      console.log(played.plan.key, played.plan.bucket, step.verb, step.at, (error as Error).message)
      throw error
    }
  }
}
