import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mayEnter, postgresPrograms, type RunAs, systemDir } from './postgres-programs.ts'

export type PostgresServer = {
  /** Address of the database `ofrecord` for its owner, a superuser. */
  url: string
  /** Settles with what was written last when the server ends on its own. */
  died: Promise<string>
  stop: () => Promise<void>
  /** Ends it at once; the next start recovers what was committed. */
  kill: () => void
}

/** What a cluster is thrown away after: tests, or the measuring of what takes how long. */
export type Purpose = 'tests' | 'measuring'

type Cluster = { folder: string; log: string; programs: string; runAs: RunAs; purpose: Purpose | undefined }

/**
 * Nobody waits for the disk of a database that is thrown away after the run, nor for ever for a lock: two transactions
 * of one test that wait for each other through the test itself are no deadlock to the server. The databases of tests
 * keep their connections between them.
 */
const careless = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'lock_timeout=60s',
  'max_connections=300',
]
const hasty = [
  // A statement is planned once a connection instead of five times: a quarter of what the server does in tests.
  'plan_cache_mode=force_generic_plan',
  // Nobody tidies up after databases that live for seconds.
  'autovacuum=off',
]
const settingsFor = { tests: [...careless, ...hasty], measuring: careless }
const nobody = 65534

/**
 * Starts the embedded PostgreSQL 18 on 127.0.0.1, with its cluster in `dataDir`, made on first use.
 * A server left over by a killed node is stopped first; refuses while another process uses the cluster.
 */
export async function startPostgres(place: {
  dataDir: string
  port?: number
  purpose?: Purpose
}): Promise<PostgresServer> {
  const dataDir = resolve(place.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const release = reserve(join(dataDir, 'postgres.owner'))
  try {
    const cluster = clusterIn(dataDir, place.purpose)
    await stopLeftOver(cluster.folder)
    const secret = join(dataDir, 'postgres.password')
    if (!existsSync(cluster.folder)) {
      rmSync(secret, { force: true })
      makeCluster(cluster)
    }
    const password = passwordOf(cluster, secret)
    const { server, port } = await startServer(cluster, place.port)
    return {
      url: `postgres://ofrecord:${password}@127.0.0.1:${port}/ofrecord`,
      died: new Promise((settle) => server.once('exit', () => settle(lastLines(cluster.log)))),
      stop: () => stop(server).finally(release),
      kill: () => void server.kill('SIGQUIT'),
    }
  } catch (problem) {
    release()
    throw problem
  }
}

/** Two servers on one cluster destroy it, and stopping "the left-over one" of a running `npm start` would end that. */
function reserve(path: string) {
  const [pid, started] = existsSync(path) ? readFileSync(path, 'utf8').split(' ') : []
  if (pid !== undefined && startOf(Number(pid)) === started) {
    throw new Error(`Process ${pid} already runs on this data directory. End it, or set OFRECORD_DATA_DIR to another.`)
  }
  writeFileSync(path, `${process.pid} ${startOf(process.pid)}`)
  return () => rmSync(path, { force: true })
}

/** When a process started, in clock ticks since boot: with the pid it names one process, for pids are used again. */
function startOf(pid: number) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
  } catch {
    return undefined
  }
}

/** As root the server runs as the owner of its cluster, else as nobody, outside a home closed to that user. */
function clusterIn(dataDir: string, purpose: Purpose | undefined): Cluster {
  const log = join(dataDir, 'postgres.log')
  if (process.getuid?.() !== 0) {
    const folder = join(dataDir, 'postgres')
    return { folder, log, programs: postgresPrograms(undefined), runAs: undefined, purpose }
  }
  chmodSync(dataDir, statSync(dataDir).mode | 0o011) // Walked through, not listed; a new temporary folder is closed.
  const reachable = mayEnter(dataDir, { uid: nobody, gid: nobody }) || isOwned(join(dataDir, 'postgres'))
  const folder = reachable ? join(dataDir, 'postgres') : join(placeOutside(dataDir), 'postgres')
  const runAs = isOwned(folder) ? ownerOf(folder) : { uid: nobody, gid: nobody }
  return { folder, log, programs: postgresPrograms(runAs), runAs, purpose }
}

/** Remembered in the data directory: whoever removes that begins anew, and the old cluster is not taken for the new. */
function placeOutside(dataDir: string) {
  const file = join(dataDir, 'postgres.place')
  if (!existsSync(file)) writeFileSync(file, join(systemDir, randomBytes(6).toString('hex')))
  return readFileSync(file, 'utf8')
}

function isOwned(folder: string) {
  return existsSync(folder) && statSync(folder).uid !== 0
}

function ownerOf(folder: string) {
  const { uid, gid } = statSync(folder)
  return { uid, gid }
}

async function stopLeftOver(folder: string) {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (startOf(pid) === undefined) return
  if (!worksIn(pid, folder)) return rmSync(file)
  process.kill(pid, 'SIGINT')
  for (const deadline = Date.now() + 10_000; startOf(pid) !== undefined && worksIn(pid, folder); await pause(20)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
  }
}

function worksIn(pid: number, folder: string) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return false
  }
}

/** Made beside its place and moved there when whole, so that a start killed half way is simply repeated. */
function makeCluster({ folder, programs, runAs, purpose }: Cluster) {
  const half = `${folder}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(dirname(half), { recursive: true, mode: 0o755 })
  mkdirSync(half, { mode: 0o700 })
  if (runAs) chownSync(half, runAs.uid, runAs.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const how = ['--auth=trust', '--no-instructions', ...(purpose ? ['--no-sync', '-c', 'scram_iterations=1'] : [])]
  runOnce(join(programs, 'initdb'), ['-D', half, '-U', 'ofrecord', ...locale, ...how], runAs)
  alone(programs, half, runAs, 'CREATE DATABASE ofrecord')
  writeFileSync(join(half, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
  renameSync(half, folder)
}

/** The password lies beside the cluster, readable for its owner only; a lost one is replaced. */
function passwordOf({ folder, programs, runAs }: Cluster, path: string) {
  if (existsSync(path)) return readFileSync(path, 'utf8')
  const password = randomBytes(24).toString('base64url')
  alone(programs, folder, runAs, `ALTER ROLE ofrecord PASSWORD '${password}'`)
  writeFileSync(path, password, { mode: 0o600 })
  return password
}

/** One statement in single-user mode: no port is open and nobody else is connected. */
function alone(programs: string, folder: string, runAs: RunAs, statement: string) {
  runOnce(join(programs, 'postgres'), ['--single', '-D', folder, 'postgres'], runAs, `${statement}\n`)
}

function runOnce(program: string, words: string[], runAs: RunAs, input = '') {
  const answer = spawnSync(program, words, { ...runAs, cwd: '/', env: serverEnv, input, encoding: 'utf8' })
  if (answer.status !== 0) throw new Error(`${basename(program)} failed: ${answer.stderr || answer.error?.message}`)
}

const serverEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Tries again while the port found free a moment ago is taken by somebody else, or while a killed server is not quite gone:
 * its last processes still hold its shared memory, or its number is still taken. Both are over within a second.
 */
async function startServer(cluster: Cluster, wanted: number | undefined) {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort())
    const server = spawnServer(cluster, port)
    if (await isReady(server, cluster.folder)) return { server, port }
    const said = lastLines(cluster.log)
    const going = ['pre-existing shared memory', 'lock file "postmaster.pid" already exists']
    const passing = going.some((sign) => said.includes(sign)) || (!wanted && said.includes('could not bind'))
    if (!passing || attempt === 20) throw new Error(`PostgreSQL did not start (${cluster.log}):\n${said}`)
    await pause(250)
  }
}

function spawnServer({ folder, log, programs, runAs, purpose }: Cluster, port: number) {
  const told = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'timezone=UTC']
  const words = [...told, ...(purpose ? settingsFor[purpose] : [])].flatMap((setting) => ['-c', setting])
  const output = openSync(log, 'w', 0o600)
  const server = spawn(join(programs, 'postgres'), ['-D', folder, ...words], {
    ...runAs,
    cwd: '/',
    env: serverEnv,
    detached: true, // Ctrl-C in a terminal reaches a whole group; the database ends last, when it is told to.
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  return server
}

/** The eighth line of postmaster.pid says `ready` as soon as connections are accepted. */
async function isReady(server: ChildProcess, folder: string) {
  while (server.exitCode === null && server.signalCode === null) {
    const lines = existsSync(join(folder, 'postmaster.pid'))
      ? readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
      : []
    if (lines[0] === String(server.pid) && lines[7]?.trim() === 'ready') return true
    await pause(10)
  }
  return false
}

/** Fast shutdown: sessions are ended, what was committed is written. After ten seconds it is told to drop everything. */
async function stop(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((settle) => server.once('exit', settle))
  server.kill('SIGINT')
  const impatience = setTimeout(() => server.kill('SIGQUIT'), 10_000)
  await ended
  clearTimeout(impatience)
}

function lastLines(log: string) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

async function freePort() {
  const probe = createServer()
  await new Promise<void>((settle) => probe.listen(0, '127.0.0.1', settle))
  const address = probe.address()
  await new Promise((settle) => probe.close(settle))
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}
