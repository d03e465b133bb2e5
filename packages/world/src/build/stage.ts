import type { IntakePlace } from '@ofrecord/core/claims/intake'
import type { Actor, PersonActor } from '@ofrecord/core/kernel/actor'
import { nobody, system } from '@ofrecord/core/kernel/actor'
import { moveClock } from '@ofrecord/core/kernel/clock'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inReading } from '@ofrecord/core/kernel/transaction'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import type { Post } from '@ofrecord/core/letters/deliver'
import { findActorByEmail } from '@ofrecord/core/people/session.queries'
import { createCaller } from '@ofrecord/core/router'
import type { Laid } from '../ground.ts'
import type { World } from '../world.ts'
import { openDesk } from './desk.ts'
import type { Desk } from './desk.ts'
import { openPapers } from './papers.ts'
import type { Papers } from './papers.ts'

export type Caller = ReturnType<typeof createCaller>

/** What a world is built in. `files` also says whether documents are scanned on their way in. */
export interface Place {
  pools: Pools
  installation: Installation
  files: IntakePlace
  post: Post
}

/** Where plans are played: the application's own doors, its queues, and a clock that is moved. */
export interface Stage {
  world: World
  laid: Laid
  pools: Pools
  files: IntakePlace
  papers: Papers
  desk: Desk
  /** Everything done afterwards happens at this instant. */
  at: (instant: Date) => void
  /** Somebody who works for two organisations acts for the one that is named. */
  actorOf: (person: string, organisation?: string) => Promise<PersonActor>
  as: (person: string, organisation?: string) => Promise<Caller>
  /** Somebody who holds a link. */
  customer: Caller
}

export const openStage = (place: Place, world: World, laid: Laid): Stage => {
  const { pools, installation, files } = place
  const known = new Map<string, Promise<PersonActor>>()
  const actorOf = (person: string, organisation?: string): Promise<PersonActor> => {
    const key = `${person} ${organisation ?? ''}`
    const actor = known.get(key) ?? findActor(pools, world, laid, person, organisation)
    known.set(key, actor)
    return actor
  }
  const callerOf = (actor: Actor): Caller => createCaller(contextOf(pools, installation, actor))
  return {
    world,
    laid,
    pools,
    files,
    papers: openPapers(world),
    desk: openDesk(place, world.t0),
    at: moveClock,
    actorOf,
    as: async (person, organisation) => callerOf(await actorOf(person, organisation)),
    customer: callerOf(nobody),
  }
}

const findActor = (
  pools: Pools,
  world: World,
  laid: Laid,
  person: string,
  organisation: string | undefined,
): Promise<PersonActor> =>
  inReading(pools.orm, system('world'), async (call) => {
    const email =
      [...world.people, ...world.members.outsiders].find(({ key }) => key === person)?.email ??
      world.staff.find(({ key }) => key === person)?.login
    const chosen = organisation === undefined ? null : laid.organisations.get(organisation)!
    const actor = await findActorByEmail(call, email ?? '', chosen)
    if (!actor) throw new Error(`Nobody is ${person}`)
    return actor
  })

// 203.0.113.0/24 is nobody's (RFC 5737).
const contextOf = (pools: Pools, installation: Installation, actor: Actor): CallContext => ({
  ...installation,
  ...pools,
  actor,
  locale: 'en',
  timeZone: 'UTC',
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
  limiter: null,
})
