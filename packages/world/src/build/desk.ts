import { approvedLetter, claimLetters } from '@ofrecord/core/claims/claim.mail'
import { recounts } from '@ofrecord/core/competencies/competency.reactions'
import { deadlines } from '@ofrecord/core/jobs'
import { system } from '@ofrecord/core/kernel/actor'
import { fireDeadlines } from '@ofrecord/core/kernel/deadlines'
import type { Reaction, Reactions } from '@ofrecord/core/kernel/dispatch'
import { dispatchEvents } from '@ofrecord/core/kernel/dispatch'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import type { Message, Post } from '@ofrecord/core/letters/deliver'
import { deliverLetters } from '@ofrecord/core/letters/deliver'
import { reactions } from '@ofrecord/core/reactions'
import { after, days } from '../time.ts'
import type { Place } from './stage.ts'

/** What the worker does, at the instants at which the world wants it done. */
export interface Desk {
  /** Before this instant partners are not written to. */
  since: Date
  /** Hands waiting events to the rooms and letters to the relay, and tells the rooms what the relay said. */
  work: () => Promise<void>
  /** As {@link Desk.work}, after what was played late: nobody is written to of what is more than a week ago. */
  workAnew: () => Promise<void>
  /** Fires every deadline that has passed. */
  fire: () => Promise<void>
  /** Until the work is done, a mailbox answers that it is not there any more. */
  workWithout: (address: string) => Promise<void>
  /** The token of the last notice that a mailbox got. */
  linkTo: (address: string) => string
}

/**
 * Partners are written to from here on. Nobody looks for older mail, and these letters would cost a third of the
 * load; customers got every letter, since windows begin with them.
 */
const CORRESPONDENCE = 7 * days

export const openDesk = ({ pools, installation, post }: Place, t0: Date): Desk => {
  const since = after(t0, -CORRESPONDENCE)
  const heardLately = heardSince(since)
  const links = new Map<string, string>()
  const gone = new Set<string>()
  const watching = watch(post, links, gone)
  const dispatch = async (): Promise<void> => {
    while ((await dispatchEvents(pools.orm, heardLately, installation, raise)) > BATCH);
  }
  const work = async (): Promise<void> => {
    await passOver(pools, since)
    await dispatch()
    let delivered = await deliverLetters(pools.orm, installation, watching)
    if (delivered === 0) return
    while (delivered > BATCH) delivered = await deliverLetters(pools.orm, installation, watching)
    await dispatch()
  }
  return {
    since,
    work,
    workAnew: async () => {
      await passOverAll(pools, since)
      await work()
    },
    fire: async () => void (await fireDeadlines(pools.orm, deadlines, installation, raise)),
    workWithout: async (address) => {
      gone.add(address)
      await work()
      gone.delete(address)
    },
    linkTo: (address) => links.get(address) ?? raise(new Error(`No link was mailed to ${address}`)),
  }
}

/** Fewer than this were a queue's last ones: it is not asked again whether it is empty, which saves 1,500 questions. */
const BATCH = 40

const toPartners: ReadonlySet<Reaction> = new Set([...Object.values(claimLetters), approvedLetter])

// Nobody looks at a count of the year that is played: everything is counted once, at its end.
const counting: ReadonlySet<Reaction> = new Set(Object.values(recounts))
const heard: Reactions = Object.fromEntries(
  Object.entries(reactions)
    .map(([type, list]) => [type, list.filter((react) => !counting.has(react))] as const)
    .filter(([, list]) => list.length > 0),
)

/** All reactions, without letters to partners about what happened before an instant. */
const heardSince = (since: Date): Reactions => {
  const late =
    (react: Reaction): Reaction =>
    async (call, event, installation) => {
      if (event.at >= since) await react(call, event, installation)
    }
  return Object.fromEntries(
    Object.entries(heard).map(([type, list]) => [
      type,
      list.map((react) => (toPartners.has(react) ? late(react) : react)),
    ]),
  )
}

/**
 * What nobody hears of, or only to find that it does not matter, needs no transaction of its own to be dispatched: two
 * in three events.
 */
const passOver = ({ orm }: Pools, since: Date): Promise<void> =>
  inTransaction(orm, system('world'), async ({ em, now }) => {
    const types = Object.keys(heard)
    const onlyPartners = types.filter((type) => heard[type]!.every((react) => toPartners.has(react)))
    await em.execute(
      `update event e set dispatched_at = ? where dispatched_at is null and (
        type not in (?) or (type in (?) and at < ?)
        or (type = 'letter.accepted' and data ->> 'template' not in ('association-notice', 'contact-correction'))
        or (type = 'claim.evidenceAdded' and not exists (select from conflict_party p where p.claim_id = e.aggregate_id)))`,
      [now, types, onlyPartners, since],
    )
  })

const passOverAll = ({ orm }: Pools, since: Date): Promise<void> =>
  inTransaction(orm, system('world'), async ({ em, now }) => {
    await em.execute('update event set dispatched_at = ? where dispatched_at is null and at < ?', [now, since])
  })

const watch = (post: Post, links: Map<string, string>, gone: ReadonlySet<string>): Post => ({
  ...post,
  report: raise,
  send: async (message) => {
    const { address } = message.to
    if (gone.has(address)) return { kind: 'refused', code: 550, response: '550 5.1.1 No such mailbox here' }
    const token = tokenIn(message)
    if (token !== undefined) links.set(address, token)
    return post.send(message)
  },
})

const tokenIn = ({ text }: Message): string | undefined => /\/n\/([\w-]{43})/.exec(text)?.[1]

/** A world that is only nearly right would be taken for a fault of the application. */
const raise = (error: unknown): never => {
  throw error
}
