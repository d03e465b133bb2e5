import { EventEmitter } from 'node:events'
import { makeWorkerUtils, run } from 'graphile-worker'
import type { WorkerEvents, WorkerUtils } from 'graphile-worker'
import { Client } from 'pg'
import { fireDeadlines } from '@ofrecord/core/kernel/deadlines'
import { deadlines } from '@ofrecord/core/jobs'
import type { Bench } from './worker.ts'

/** Every minute; a run that was missed needs no making up, since a run fires whatever is due by then. */
const crontab = `* * * * * fire_deadlines ?max=3&jobKey=fire_deadlines`

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
export const startQueue = async (bench: Bench): Promise<{ stop: () => Promise<void> }> => {
  const alive = new Client({ connectionString: bench.databaseUrl, application_name: 'ofrecord/alive' })
  alive.on('error', (error) => bench.log.error({ err: String(error) }, 'the sign of life was lost'))
  await alive.connect()
  const names = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  const hold = async (name: string): Promise<void> => {
    names.add(name)
    await alive.query('select pg_advisory_lock(hashtext($1))', [name])
  }
  events.on('pool:create', ({ workerPool }) => void hold(workerPool.id))
  events.on('worker:create', ({ worker }) => void hold(worker.workerId))
  const utils = await makeWorkerUtils({ connectionString: bench.databaseUrl })
  const runner = await run({
    connectionString: bench.databaseUrl,
    concurrency: 1,
    noHandleSignals: true,
    crontab,
    events,
    taskList: { fire_deadlines: async () => void (await fireAll(bench)) },
  })
  const sweeping = setInterval(
    () =>
      void freeTheDead(alive, utils, names).catch((error: unknown) =>
        bench.log.error({ err: String(error) }, 'the sweep failed'),
      ),
    sweepMs,
  )
  return {
    stop: async () => {
      clearInterval(sweeping)
      await runner.stop()
      await utils.release()
      await alive.end()
    },
  }
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
    const { rows: tried } = await alive.query<{ free: boolean }>('select pg_try_advisory_lock(hashtext($1)) as free', [
      name,
    ])
    if (!tried[0]!.free) continue
    dead.push(name)
    await alive.query('select pg_advisory_unlock(hashtext($1))', [name])
  }
  if (dead.length > 0) await utils.forceUnlockWorkers(dead)
  return dead
}
