import type { IntakePlace } from '@ofrecord/core/claims/intake'
import { notifyCustomer } from '@ofrecord/core/consent/notifying'
import { sendReceipts } from '@ofrecord/core/consent/consent.mail'
import { openWindow, pauseWindow } from '@ofrecord/core/consent/consent.reactions'
import { deadlines } from '@ofrecord/core/jobs'
import type { Actor, PersonActor } from '@ofrecord/core/kernel/actor'
import { nobody, system } from '@ofrecord/core/kernel/actor'
import { movedClock, moveClock } from '@ofrecord/core/kernel/clock'
import { fireDeadlines } from '@ofrecord/core/kernel/deadlines'
import { dispatchEvents } from '@ofrecord/core/kernel/dispatch'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inReading, inTransaction } from '@ofrecord/core/kernel/transaction'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import type { Message, Post } from '@ofrecord/core/letters/deliver'
import { deliverLetters } from '@ofrecord/core/letters/deliver'
import { findActorByEmail } from '@ofrecord/core/people/session.queries'
import { reactions } from '@ofrecord/core/reactions'
import { createCaller } from '@ofrecord/core/router'
import type { Laid } from '../ground.ts'
import type { World } from '../world.ts'

export type Caller = ReturnType<typeof createCaller>

/** Where plans are played: the application's own doors, its queues, and a clock that is moved. */
export interface Stage {
  world: World
  laid: Laid
  pools: Pools
  files: IntakePlace
  /** Everything done afterwards happens at this instant. */
  at: (instant: Date) => void
  /** A person who works for two organisations acts for the one that is named. */
  actorOf: (person: string, organisation?: string) => Promise<PersonActor>
  as: (person: string, organisation?: string) => Promise<Caller>
  /** Somebody who holds a link. */
  customer: Caller
  /** Hands waiting events to the rooms. */
  dispatch: () => Promise<void>
  /** Hands every letter that is due to the relay, and tells the rooms what it said. */
  deliver: () => Promise<void>
  stir: () => void
  settled: () => Promise<void>
  /** Fires every deadline that has passed. */
  fire: () => Promise<void>
  /** Mailboxes that take no mail any more. */
  gone: Set<string>
  /** The token in the last notice that a mailbox got. */
  linkTo: (address: string) => string
}

/** What a stage is put up in. */
export interface Place {
  pools: Pools
  installation: Installation
  files: IntakePlace
  post: Post
}

export const openStage = ({ pools, installation, files, post }: Place, world: World, laid: Laid): Stage => {
  const gone = new Set<string>()
  const links = new Map<string, string>()
  const actors = new Map<string, PersonActor>()
  const contextOf = (actor: Actor): CallContext => ({
    ...installation,
    ...pools,
    actor,
    locale: 'en',
    timeZone: 'UTC',
    ip: '203.0.113.0',
    userAgent: 'Mozilla/5.0 (demo)',
    limiter: null,
  })
  const actorOf = async (person: string, organisation?: string): Promise<PersonActor> => {
    const key = `${person} ${organisation ?? ''}`
    const found = actors.get(key) ?? (await findActor(pools, world, laid, person, organisation))
    actors.set(key, found)
    return found
  }
  const watching: Post = {
    ...post,
    report: raise,
    send: async (message) => {
      if (gone.has(message.to.address)) return { kind: 'refused', code: 550, response: '550 5.1.1 mailbox unavailable' }
      const token = tokenIn(message)
      if (token) links.set(message.to.address, token)
      return post.send(message)
    },
  }
  const heard = () => movedClock()!.getTime() < world.t0.getTime() - Number(process.env.CUT ?? 30) * 86400e3 ? customersOnly : reactions
  const dispatch = async (): Promise<void> => {
    while ((await dispatchEvents(pools.orm, heard(), installation, raise)) >= 50);
  }
  let running: Promise<void> | undefined
  const run = async () => {
      await settleUnheard(pools, heard())
      await dispatch()
      let n = 0, k
      while (n += k = (await deliverLetters(pools.orm, installation, watching)), k >= 50);
      if (n > 0) await dispatch()
  }
  return {
    world,
    laid,
    pools,
    files,
    at: moveClock,
    actorOf,
    as: async (person, organisation) => createCaller(contextOf(await actorOf(person, organisation))),
    customer: createCaller(contextOf(nobody)),
    dispatch,
    stir: () => { running ??= run().finally(() => { running = undefined }) },
    settled: async () => { await running },
    deliver: async () => {
      await running
      await run()
    },
    fire: async () => void (await fireDeadlines(pools.orm, deadlines, installation, raise)),
    gone,
    linkTo: (address) => links.get(address) ?? raise(new Error(`No link was mailed to ${address}`)),
  }
}

const tokenIn = ({ text }: Message): string | undefined => /\/n\/([A-Za-z0-9_-]{43})/.exec(text)?.[1]

const findActor = (
  pools: Pools,
  world: World,
  laid: Laid,
  person: string,
  organisation: string | undefined,
): Promise<PersonActor> =>
  inReading(pools.orm, system('world'), async (call) => {
    const email =
      world.people.find(({ key }) => key === person)?.email ?? world.staff.find(({ key }) => key === person)?.login
    const chosen = organisation === undefined ? null : laid.organisations.get(organisation)!
    return (await findActorByEmail(call, email ?? '', chosen)) ?? raise(new Error(`Nobody is ${person}`))
  })

const settleUnheard = ({ orm }: Pools, reactions: object): Promise<void> =>
  inTransaction(orm, system('world'), async ({ em, now }) => {
    await em.getConnection().execute(`update event set dispatched_at = '${now.toISOString()}' where dispatched_at is null and lease_until is null and type <> all('{${Object.keys(reactions).join(',')}}')`, [], 'run', em.getTransactionContext())
  })

const customersOnly = { 'claim.approved': [notifyCustomer], 'claim.consentRecorded': [sendReceipts], 'letter.accepted': [openWindow], 'letter.failed': [pauseWindow] }

/** A world that is only nearly right would be taken for a fault of the application. */
const raise = (error: unknown): never => {
  throw error
}
