import { Client } from 'pg'
import { expect } from 'vitest'
import { addEvidence, approveClaim, makeClaim, submitClaim, takeClaim } from '@ofrecord/core/test/story'
import type { TestWorld } from '@ofrecord/core/test/world'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { Manner, Moment, Received, Relay } from '../test/relay.ts'
import { startRelay } from '../test/relay.ts'
import type { RunningWorker } from '../test/running.ts'
import { startWorker } from '../test/running.ts'

interface House {
  relayThat: (at?: Moment, manner?: Manner) => Promise<Relay>
  worker: (relay: Relay) => Promise<RunningWorker>
}

/** Relays and workers that end with the test, whatever comes of it. */
const test = worldTest.extend<{ house: House }>({
  house: async ({ world }, use) => {
    const relays: Relay[] = []
    const workers: RunningWorker[] = []
    await use({
      relayThat: async (at, manner) => {
        const relay = await startRelay(at, manner)
        relays.push(relay)
        return relay
      },
      worker: async (relay) => {
        const worker = await startWorker(world.url, relay.url)
        workers.push(worker)
        return worker
      },
    })
    for (const worker of workers) worker.kill('SIGKILL')
    await Promise.all(workers.map(({ ended }) => ended))
    for (const relay of relays) await relay.stop()
  },
})

/** A claim that a reviewer has approved; nothing of what follows has been done yet. */
const approvedClaim = async (world: TestWorld) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
}

/** How many statements wait for a lock whose text has this in it. */
const waiting = async (world: TestWorld, text: string): Promise<number> => {
  const [found] = await world.rows<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and position($1 in query) > 0`,
    [text],
  )
  return found!.count
}

/** A table that nobody else can use until it is released. */
const holding = async (world: TestWorld, table: string, mode: string) => {
  const client = new Client(world.url)
  await client.connect()
  await client.query(`begin; lock table ${table} in ${mode} mode`)
  return {
    waitedFor: (text: string) => expect.poll(() => waiting(world, text), { timeout: 20_000 }).toBeGreaterThan(0),
    release: () => client.end(),
  }
}

const letters = (world: TestWorld) =>
  world.rows<{ state: string; template: string; messageId: string }>(
    `select state, template, message_id as "messageId" from letter order by template, recipient`,
  )

const statesOf = async (world: TestWorld): Promise<Record<string, string[]>> => {
  const byTemplate = Map.groupBy(await letters(world), ({ template }) => template)
  return Object.fromEntries([...byTemplate].map(([template, rows]) => [template, rows.map(({ state }) => state)]))
}

const consentState = async (world: TestWorld): Promise<string> =>
  (await world.rows<{ state: string }>('select consent_state as state from claim'))[0]!.state

const idOf = ({ raw }: Received): string => /^Message-ID:\s+(<[^>]+>)/m.exec(raw)?.[1] ?? ''

const copies = (relay: Relay): Map<string, Received[]> => Map.groupBy(relay.received, idOf)

const done = {
  'association-notice': ['accepted', 'accepted', 'accepted'],
  'claim-approved': ['accepted'],
  'claim-in-review': ['accepted'],
  'claim-submitted': ['accepted'],
}

test(
  'two workers do everything once: three notices and three letters, and the window opens',
  { timeout: 60_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat()
    await Promise.all([house.worker(relay), house.worker(relay)])
    await approvedClaim(world)
    await expect.poll(() => statesOf(world), { timeout: 30_000 }).toEqual(done)
    await expect.poll(() => consentState(world), { timeout: 30_000 }).toBe('window_open')
    expect(relay.received).toHaveLength(6)
    expect(copies(relay).size).toBe(6)
    expect(await world.rows('select id from consent_notice')).toHaveLength(1)
    await expect.poll(() => world.rows('select size from checkpoint')).not.toEqual([])
  },
)

test(
  'F3 I6 a worker is killed while the relay has its letters: within 30 s the other sends the notices again, the same to the byte, and nothing else twice',
  { timeout: 90_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat('message', 'hold')
    await approvedClaim(world)
    const victim = await house.worker(relay)
    await expect.poll(() => relay.received.length, { timeout: 30_000 }).toBe(6)
    await house.worker(relay)
    victim.kill('SIGKILL')
    await victim.ended
    const killedAt = performance.now()
    relay.behave()
    await expect.poll(() => consentState(world), { timeout: 30_000 }).toBe('window_open')
    await expect
      .poll(() => statesOf(world), { timeout: 30_000 })
      .toEqual({
        'association-notice': ['accepted', 'accepted', 'accepted'],
        'claim-approved': ['unknown'],
        'claim-in-review': ['unknown'],
        'claim-submitted': ['unknown'],
      })
    expect(performance.now() - killedAt).toBeLessThan(30_000)
    const notices = new Set(
      (await letters(world))
        .filter(({ template }) => template === 'association-notice')
        .map(({ messageId }) => messageId),
    )
    for (const [id, sent] of copies(relay)) {
      expect(sent).toHaveLength(notices.has(id) ? 2 : 1)
      for (const copy of sent) expect(copy).toEqual(sent[0])
    }
    expect(await world.rows('select id from consent_notice')).toHaveLength(1)
  },
)

test(
  'SIGTERM: what is under way is finished and written down, then the worker ends with 0',
  { timeout: 60_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat('message', 'hold')
    await approvedClaim(world)
    const worker = await house.worker(relay)
    await expect.poll(() => relay.received.length, { timeout: 30_000 }).toBe(6)
    worker.kill('SIGTERM')
    relay.behave()
    expect(await worker.ended).toBe(0)
    expect(await statesOf(world)).toEqual(done)
    expect(relay.received).toHaveLength(6)
  },
)

test(
  'F12 a worker outlives the end of all its connections, and goes on',
  { timeout: 60_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat()
    // The test's own connections stay: it has to make a claim afterwards.
    const own = await world.rows<{ pid: number }>('select pid from pg_stat_activity where datname = current_database()')
    await house.worker(relay)
    await world.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> all($1::int[])`,
      [own.map(({ pid }) => pid)],
    )
    await approvedClaim(world)
    await expect.poll(() => consentState(world), { timeout: 40_000 }).toBe('window_open')
  },
)

test(
  'F12 a connection that ends while a job is being put away ends no worker',
  { timeout: 60_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat()
    const worker = await house.worker(relay)
    // A job that waits in the middle of its work, and then for the row that says it is done.
    const work = await holding(world, 'timer', 'access exclusive')
    await work.waitedFor('timer')
    const jobs = await holding(world, 'graphile_worker._private_jobs', 'share')
    await work.release()
    await jobs.waitedFor('delete from')
    await world.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await jobs.release()
    await approvedClaim(world)
    await expect.poll(() => consentState(world), { timeout: 30_000 }).toBe('window_open')
    expect(worker.lines.join('\n')).toContain('a connection was lost')
  },
)

test(
  'a deadline that passed while no worker ran is made up for when one starts',
  { timeout: 60_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat()
    const first = await house.worker(relay)
    await approvedClaim(world)
    await expect.poll(() => consentState(world), { timeout: 30_000 }).toBe('window_open')
    first.kill('SIGTERM')
    await first.ended
    await world.rows(`update timer set fires_at = now() - interval '1 hour'; `)
    await world.rows(`update claim set consent_due_at = now() - interval '1 hour'`)
    await house.worker(relay)
    await expect.poll(() => consentState(world), { timeout: 30_000 }).toBe('elapsed')
  },
)

test(
  'I13 a worker that cannot reach its relay says so, and says no link, no address and no name',
  { timeout: 60_000 },
  async ({ world, house }) => {
    const relay = await house.relayThat('connect', 'destroy')
    await approvedClaim(world)
    const worker = await house.worker(relay)
    await expect
      .poll(() => statesOf(world), { timeout: 30_000 })
      .toMatchObject({ 'association-notice': ['retry', 'retry', 'retry'] })
    expect(worker.lines.join('\n')).not.toMatch(/@[\w.]+\.example|Nora|Castellane|\/n\/|[\w-]{43}/)
  },
)
