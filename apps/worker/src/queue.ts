import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import type { WorkerEvents, WorkerUtils } from 'graphile-worker'
import type { Client } from 'pg'
import { rescanPending } from '@ofrecord/core/claims/claim.jobs'
import { purgeExpired, sweepUploads } from '@ofrecord/core/claims/evidence.jobs'
import type { IntakePlace } from '@ofrecord/core/claims/intake'
import { followSubscriptions } from '@ofrecord/core/claims/subscription.jobs'
import { readUnread } from '@ofrecord/core/claims/preflight.jobs'
import { recountAll } from '@ofrecord/core/competencies/recounting'
import { purgePortal } from '@ofrecord/core/consent/portal.jobs'
import { purgeRehearsals } from '@ofrecord/core/hierarchy/rehearsal.jobs'
import { fireDeadlines } from '@ofrecord/core/kernel/deadlines'
import { deadlines, digestParts } from '@ofrecord/core/jobs'
import { followCharges } from '@ofrecord/core/memberships/charging.jobs'
import { writeDigests } from '@ofrecord/core/people/digest.jobs'
import { keepConnected } from './kept.ts'
import { coverEvents } from './worker.ts'
import type { Bench } from './worker.ts'

/** A run that was missed needs no making up, since a run does whatever is due by then. The retention sweep is at night. */
const crontab = [
  '* * * * * write_checkpoints ?max=1&jobKey=write_checkpoints',
  '* * * * * rescan_documents ?max=1&jobKey=rescan_documents',
  '* * * * * read_documents ?max=1&jobKey=read_documents',
  '* * * * * follow_charges ?max=1&jobKey=follow_charges',
  '10 * * * * follow_subscriptions ?max=3&jobKey=follow_subscriptions',
  '*/5 * * * * write_digests ?max=3&jobKey=write_digests',
  '20 2 * * * purge ?max=3&jobKey=purge',
  '40 2 * * * recount_competencies ?max=3&jobKey=recount_competencies',
].join('\n')

/** Also how often deadlines are looked at: one that another worker had in hand when it died is fired within the half minute. */
const sweepMs = 10_000

export const fireAll = (bench: Bench): Promise<number> =>
  fireDeadlines(bench.orm, deadlines, bench.installation, (error, kind) =>
    bench.log.error({ err: String(error), kind }, 'a deadline could not be fired'),
  )

/**
 * graphile-worker keeps what waits for time. It frees the jobs of a worker that died only after four hours, so each of
 * ours holds an advisory lock under its own name for as long as it lives, and everybody frees the jobs of names that
 * nobody holds: a killed worker's jobs run again within ten seconds.
 */
export const startQueue = async (bench: Bench, intake: IntakePlace): Promise<{ stop: () => Promise<void> }> => {
  const names = new Set<string>()
  const alive = await keepConnected(bench.databaseUrl, 'ofrecord/alive', async (client) => {
    for (const name of names) await hold(client, name)
  })
  // One statement at a time: the connection is not a pool.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = (step: (client: Client) => Promise<unknown>, trouble: string): void => {
    turn = turn
      .then(() => alive.client())
      .then((client) => client && step(client))
      .catch(report(bench, trouble))
  }
  const takeName = (name: string): void => {
    names.add(name)
    inTurn((client) => hold(client, name), 'the sign of life was lost')
  }
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => takeName(workerPool.id))
  events.on('worker:create', ({ worker }) => takeName(worker.workerId))
  const utils = await makeWorkerUtils({ connectionString: bench.databaseUrl, logger: loggerOf(bench) })
  const runner = await run({
    connectionString: bench.databaseUrl,
    // Three, so that a scanner that hangs and a document that is long to read delay no deadline.
    concurrency: 3,
    noHandleSignals: true,
    logger: loggerOf(bench),
    crontab,
    events,
    taskList: {
      fire_deadlines: async () => void (await fireAll(bench)),
      write_checkpoints: () => coverEvents(bench),
      rescan_documents: async () =>
        void (await rescanPending(bench.orm, intake, report(bench, 'a document could not be scanned'))),
      read_documents: async () =>
        void (await readUnread(bench.orm, intake, report(bench, 'a document could not be read'))),
      follow_subscriptions: async () =>
        void (await followSubscriptions(bench.orm, report(bench, 'an ended subscription could not be followed'))),
      write_digests: async () =>
        void (await writeDigests(
          bench.orm,
          bench.installation,
          digestParts,
          report(bench, 'a digest could not be written'),
        )),
      follow_charges: async () =>
        void (await followCharges(
          bench.orm,
          bench.installation,
          report(bench, 'what became of a card could not be written'),
        )),
      recount_competencies: async () =>
        void (await recountAll(bench.orm, report(bench, 'the competencies of an organisation could not be counted'))),
      purge: async () => {
        await purgePortal(bench.orm)
        await purgeRehearsals(bench.orm)
        await purgeExpired(bench.orm, intake.files, report(bench, 'a document could not be purged'))
        await sweepUploads(intake.folder, new Date())
      },
    },
  })
  // What happened while no worker ran is covered now, and not a minute later.
  await utils.addJob('write_checkpoints', {}, { jobKey: 'write_checkpoints' })
  const sweeping = setInterval(() => {
    inTurn((client) => freeTheDead(client, utils, names), 'the sweep failed')
    utils
      .addJob('fire_deadlines', {}, { jobKey: 'fire_deadlines', maxAttempts: 3 })
      .catch(report(bench, 'the deadlines could not be looked at'))
  }, sweepMs)
  return {
    stop: async () => {
      clearInterval(sweeping)
      await runner.stop()
      await turn
      await utils.release()
      await alive.stop()
    },
  }
}

/** Its own lines are no JSON, and one a minute says that nothing was due. */
const loggerOf = ({ log }: Bench): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })

const report =
  ({ log }: Bench, what: string) =>
  (error: unknown): void =>
    log.error({ err: String(error) }, what)

const hold = async (client: Client, name: string): Promise<void> => {
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
}

/** Frees the jobs of workers whose name nobody holds any more. */
export const freeTheDead = async (
  alive: Client,
  utils: Pick<WorkerUtils, 'forceUnlockWorkers'>,
  own: ReadonlySet<string>,
): Promise<string[]> => {
  const { rows } = await alive.query<{ name: string }>(`
    select distinct locked_by as name from graphile_worker._private_jobs where locked_by is not null
    union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null`)
  const dead: string[] = []
  for (const { name } of rows) {
    if (own.has(name)) continue
    const key = 'hashtextextended($1, 0)'
    const { rows: tried } = await alive.query<{ free: boolean }>(`select pg_try_advisory_lock(${key}) as free`, [name])
    if (!tried[0]!.free) continue
    dead.push(name)
    await alive.query(`select pg_advisory_unlock(${key})`, [name])
  }
  if (dead.length > 0) await utils.forceUnlockWorkers(dead)
  return dead
}
