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



const loud = new Set(['submit','take','return','reject','approve','deny','confirm','activate','lapse'])
const play = async (stage: Stage, scenes: Scene[]) => {
  let since: Date | undefined
  const t0 = stage.world.t0.getTime()
  const waiting = new Set<Played>()
  let holding = 0
  const settle = async () => { await timed('settle', () => stage.settled()); }
  for (const { played, step } of scenes) {
    const tolerance = Math.min(12 * 3600_000, (t0 - step.at.getTime()) / 60)
    const old = step.at.getTime() < t0 - Number(process.env.CUT ?? 30) * 86400e3
    if (since && !holding && (waiting.has(played) || step.at.getTime() - since.getTime() > tolerance)) {
      await settle(); stage.stir(); waiting.clear(); since = undefined
    }
    if (!['create', 'attach'].includes(step.verb)) await settle()
    stage.at(step.at)
    try {
      await timed(step.verb, () => plays[step.verb]!(stage, played, step))
      if (step.verb === 'approve' && played.plan.steps.some(s => s.verb === 'acceptNotice' || s.verb === 'bounceNotice')) holding++
      else if (['acceptNotice', 'bounceNotice'].includes(step.verb)) { holding--; since = undefined; waiting.clear() }
      else if (loud.has(step.verb) && !(old && !['deny', 'confirm'].includes(step.verb))) { since ??= step.at; waiting.add(played) }
    } catch (error) {
      console.log(played.plan.key, played.plan.bucket, step.verb, step.at, (error as Error).message)
      throw error
    }
  }
  await settle()
  await stage.deliver()
}
