import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import { renderLetter } from '@ofrecord/emails/render'
import { isLocale } from '@ofrecord/messages/runtime'
import { layGround } from '@ofrecord/world/ground'
import { tiny } from '@ofrecord/world/tiny'
import { migrate } from '../src/migrate.ts'
import { recountTimer } from '../src/competencies/recounting.ts'
import { deadlines } from '../src/jobs.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { nobody, system } from '../src/kernel/actor.ts'
import { moveClock } from '../src/kernel/clock.ts'
import { fireDeadlines } from '../src/kernel/deadlines.ts'
import type { DeadlineHandler } from '../src/kernel/deadlines.ts'
import { dispatchEvents } from '../src/kernel/dispatch.ts'
import type { Installation } from '../src/kernel/installation.ts'
import { inReading } from '../src/kernel/transaction.ts'
import type { CallContext } from '../src/kernel/trpc.ts'
import type { Message, Post } from '../src/letters/deliver.ts'
import { deliverLetters } from '../src/letters/deliver.ts'
import type { Outcome } from '../src/letters/letter.rules.ts'
import { closePools, openPools } from '../src/open.ts'
import { findActorByEmail } from '../src/people/session.queries.ts'
import { reactions } from '../src/reactions.ts'
import { createCaller } from '../src/router.ts'
import { giveBack, leaveDatabase, remember, takeDatabase } from './database.ts'
import type { Pools } from '../src/kernel/programs.ts'
import { createScratch } from './scratch.ts'
import type { Scratch } from './scratch.ts'

const serverUrl = (): string => {
  const url = process.env.OFRECORD_TEST_DATABASE_URL
  if (!url) throw new Error('OFRECORD_TEST_DATABASE_URL is missing: run the tests through vitest at the root')
  return url
}

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

/** The installation that tests run in. */
export const installation: Installation = {
  publicUrl: 'http://127.0.0.1:4000',
  consentUrl: 'http://127.0.0.1:4001',
  payments: ['manual', 'test'],
  bankAccount: 'Halcyon Software, Example Bank, GB00 0000 0000 0000',
  keys: {
    link: key(1),
    nonce: key(2),
    cursor: key(3),
    receipt: key(4),
    code: key(5),
    proof: key(6),
    returns: key(7),
    erasure: key(8),
    signIn: key(9),
  },
}

/** Whatever a template is made by: one that an older version left on a lasting server is not taken for this one's. */
const sources = [
  'packages/core/{migrations,src,test}/**/*.ts',
  'packages/world/src/**/*.ts',
  'emails/{account,digest,competencies,claims,consent,people,hierarchy,access,memberships,references,support,partials,src}/*',
  'packages/messages/catalogue/**/*.json',
]

const root = new URL('../../../', import.meta.url).pathname

const fingerprint = (): string => {
  const hash = createHash('sha1')
  for (const file of globSync(sources, { cwd: root }).toSorted()) hash.update(readFileSync(root + file))
  return hash.digest('hex').slice(0, 12)
}

/**
 * The name of a template database, made by whoever comes first and copied by everybody. `make` names a database of its
 * own that nobody is connected to any more.
 */
export const prepareOnce = (kind: string, make: () => Promise<Scratch>): (() => Promise<string>) => {
  let prepared: Promise<string> | undefined
  return () => (prepared ??= findTemplate(`${kind}_${fingerprint()}`, make))
}

const findTemplate = async (name: string, make: () => Promise<Scratch>): Promise<string> => {
  const client = new Client({ connectionString: serverUrl() })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) {
      const made = await make()
      await remember(made.url)
      await client.query(`alter database ${made.name} rename to ${name}`)
    }
    return name
  } finally {
    await client.end()
  }
}

/** Migrated, with the tiny world in it. */
export const prepareTemplate = prepareOnce('template', async () => {
  const scratch = await createScratch(serverUrl())
  await migrate(scratch.url)
  const pools = await openPools(scratch.url, 2)
  moveClock(tiny.t0)
  const { t0, programme, organisations, locations, people, staff, tenants, subscriptions, usage } = tiny
  const vendor = { slug: 'halcyon', name: 'Halcyon Software', timeZone: 'Europe/London', brand: 'teal' }
  await layGround(pools.orm, {
    vendor,
    t0,
    programme,
    organisations: Object.values(organisations),
    locations: Object.values(locations),
    people: Object.values(people),
    staff: Object.values(staff),
    tenants: Object.values(tenants),
    subscriptions: Object.values(subscriptions),
    usage: Object.values(usage),
  })
  moveClock(undefined)
  await closePools(pools)
  return scratch
})

/** A letter as the relay saw it. */
export type Sent = Message

export interface TestWorld {
  /** For connections that are still open, or of programs that are, when the test is over: its database is dropped then. */
  url: string
  /** For connections that have ended when the test is over. */
  lentUrl: string
  orm: CallContext['orm']
  reader: CallContext['reader']
  links: CallContext['links']
  /** The pools of the customers' site, which visitors come by. */
  site: Pools
  /** Callers of the real router, by person: `as('ines').claims.list({})`. */
  as: (person: string) => Promise<ReturnType<typeof createCaller>>
  /** A caller that nobody is signed in at, at the door of people with an account: who opens an invitation. */
  guest: () => ReturnType<typeof createCaller>
  /** A caller that nobody is signed in at: what the microsite uses. */
  visitor: (traces?: { ip?: string; userAgent?: string }) => ReturnType<typeof createCaller>
  actor: (person: string) => Promise<Actor>
  contextOf: (actor: Actor) => CallContext
  /** Moves the clock; everything done afterwards happens then. */
  at: (instant: Date) => void
  now: () => Date
  /** Empties the queues: events to reactions, letters to the relay. */
  work: () => Promise<void>
  /** Fires every deadline that has passed; answers how many, not counting recounts of competencies, which follow much. */
  fire: () => Promise<number>
  sent: Sent[]
  relay: { answer: (message: Message) => Outcome }
  /** Answers of one SQL statement, as the owner: for looking behind the doors. */
  rows: <Row extends object>(statement: string, values?: unknown[]) => Promise<Row[]>
  /** Alters the schema, as its owner: `back` is what undoes it when the test is over. */
  alter: (change: string, back: string) => Promise<void>
}

export interface Opened {
  world: TestWorld
  close: () => Promise<void>
  /** Closes it, but keeps its database. */
  leave: () => Promise<Scratch>
}

/** Changes nothing but rows; after anything else a test's database is dropped. */
const harmless = /^\s*(select|insert|update|delete|with|table)\b/i

export const openWorld = async (prepare = prepareTemplate): Promise<Opened> => {
  const database = await takeDatabase(serverUrl(), await prepare())
  const { pools, site, owner, scratch } = database
  let spent = false
  let now = tiny.t0
  moveClock(now)
  const sent: Sent[] = []
  const relay = { answer: (_message: Message): Outcome => ({ kind: 'accepted', response: '250 queued' }) }
  const post: Post = {
    render: (template, locale, params) => renderLetter(template, isLocale(locale) ? locale : 'en', params),
    send: async (message) => {
      const outcome = relay.answer(message)
      if (outcome.kind === 'accepted' || outcome.kind === 'silent') sent.push(message)
      return outcome
    },
    from: (vendorName) => `${vendorName} <records@halcyon.example>`,
    messageDomain: 'halcyon.example',
    report: raise,
  }
  const contextOf = (actor: Actor): CallContext => ({
    ...installation,
    // Whom nobody knows comes by the customers' site.
    ...(actor.side === 'nobody' ? site : pools),
    actor,
    locale: 'en',
    timeZone: 'UTC',
    ip: '203.0.113.7',
    userAgent: 'test',
    limiter: null,
    render: renderLetter,
  })
  const actor = (person: string) =>
    inReading(pools.orm, system('test'), async (call) => {
      const email = emailOf(person)
      const found = await findActorByEmail(call, email)
      if (!found) throw new Error(`nobody is ${person}`)
      return found
    })
  const world: TestWorld = {
    ...pools,
    site,
    get url() {
      spent = true
      return scratch.url
    },
    lentUrl: scratch.url,
    as: async (person) => createCaller(contextOf(await actor(person))),
    guest: () => createCaller({ ...contextOf(nobody), ...pools }),
    visitor: (traces) => createCaller({ ...contextOf(nobody), ...traces }),
    actor,
    contextOf,
    at: (instant) => {
      now = instant
      moveClock(instant)
    },
    now: () => now,
    work: async () => {
      for (let done = 1; done > 0;) {
        done = await dispatchEvents(pools.orm, reactions, installation, raise)
        done += await deliverLetters(pools.orm, installation, post)
      }
    },
    fire: () => fireAll(pools.orm),
    sent,
    relay,
    rows: async <Row extends object>(statement: string, values: unknown[] = []) => {
      spent ||= !harmless.test(statement)
      return (await owner.query<Row>(statement, values)).rows
    },
    alter: async (change, back) => {
      database.undo.push(back)
      await owner.query(change)
    },
  }
  const leave = async (): Promise<Scratch> => {
    moveClock(undefined)
    return leaveDatabase(database)
  }
  const close = async (): Promise<void> => {
    if (spent) return (await leave()).drop()
    moveClock(undefined)
    giveBack(database)
  }
  return { world, close, leave }
}

const fireAll = async (orm: Pools['orm']): Promise<number> => {
  let recounts = 0
  const recount: DeadlineHandler = (...asked) => {
    recounts += 1
    return deadlines[recountTimer]!(...asked)
  }
  const fired = await fireDeadlines(orm, { ...deadlines, [recountTimer]: recount }, installation, raise)
  return fired - recounts
}

const raise = (error: unknown): never => {
  throw error
}

const emailOf = (person: string): string => {
  const partner = (tiny.people as Record<string, { email: string }>)[person]
  const atVendor = (tiny.staff as Record<string, { login: string }>)[person]
  return partner?.email ?? atVendor?.login ?? person
}
