import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from './postgres.ts'

type Client = {
  connect: () => Promise<void>
  query: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>
  end: () => Promise<void>
}
const fromCore = createRequire(new URL('../packages/core/package.json', import.meta.url))
const { Client } = fromCore('pg') as { Client: new (address: string) => Client }

const servers: PostgresServer[] = []
const folders: string[] = []

const made = mkdtempSync(join(tmpdir(), 'ofrecord-postgres-made-'))

/** Making a cluster is most of a test's time, so most tests take a copy of one. */
beforeAll(async () => (await startPostgres({ dataDir: made, purpose: 'tests' })).stop())
afterAll(() => rmSync(made, { recursive: true }))

function empty() {
  const path = mkdtempSync(join(tmpdir(), 'ofrecord-postgres-'))
  folders.push(path)
  return path
}

function folder() {
  const path = empty()
  spawnSync('cp', ['-a', `${made}/.`, path])
  return path
}

async function start(dataDir: string) {
  const server = await startPostgres({ dataDir, purpose: 'tests' })
  servers.push(server)
  return server
}

async function query(url: string, sql: string) {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
  for (const path of folders.splice(0)) rmSync(path, { recursive: true })
})

test('a first start makes a PostgreSQL 18 with the database ofrecord, a second start keeps its rows', async () => {
  const dataDir = empty()
  const first = await start(dataDir)
  await query(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start(dataDir)
  expect(
    await query(second.url, "select answer, current_setting('server_version_num') >= '180000' as new from kept"),
  ).toEqual([{ answer: 42, new: true }])
})

test('nobody enters without the password, which only its owner may read', async () => {
  const dataDir = folder()
  const { url } = await start(dataDir)
  await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password authentication failed')
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
})

test('a lost password is replaced at the next start', async () => {
  const dataDir = folder()
  await (await start(dataDir)).stop()
  rmSync(join(dataDir, 'postgres.password'))
  expect(await query((await start(dataDir)).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('after kill -9 of node the next start stops the server left over and finds every committed row', async () => {
  const dataDir = folder()
  const { node, url } = await startInAnotherNode(dataDir)
  await query(url, 'create table kept as select 42 as answer')
  node.kill('SIGKILL')
  await once(node, 'exit')
  const leftOver = postmasterOf(dataDir)
  expect(isRunning(leftOver)).toBe(true)

  const { url: next } = await start(dataDir)
  expect(isRunning(leftOver)).toBe(false)
  expect(await query(next, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('after kill -9 of node and of the server the next start recovers', async () => {
  const dataDir = folder()
  const { node, url } = await startInAnotherNode(dataDir)
  await query(url, 'create table kept as select 42 as answer')
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  node.kill('SIGKILL')
  await once(node, 'exit')
  expect(await query((await start(dataDir)).url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a stale postmaster.pid whose number belongs to another program now is ignored', async () => {
  const dataDir = folder()
  await (await start(dataDir)).stop()
  const path = join(clusterOf(dataDir), 'postmaster.pid')
  writeFileSync(path, `${process.pid}\n${clusterOf(dataDir)}\n`)
  expect(await query((await start(dataDir)).url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a data directory in use is refused and its server keeps running', async () => {
  const dataDir = folder()
  const { node, url } = await startInAnotherNode(dataDir)
  await expect(startPostgres({ dataDir })).rejects.toThrow(
    `Process ${node.pid} already runs on this data directory. End it, or set OFRECORD_DATA_DIR to another.`,
  )
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  node.kill('SIGTERM')
  await once(node, 'exit')
})

test('a start killed while the cluster was being made is repeated from the beginning', async () => {
  const dataDir = folder()
  const cluster = clusterOf(dataDir)
  rmSync(cluster, { recursive: true })
  writeFileSync(`${cluster}.new`, 'half a cluster')
  expect(await query((await start(dataDir)).url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(`${cluster}.new`)).toBe(false)
})

test('a server that ends on its own is reported', async () => {
  const dataDir = folder()
  const { died } = await start(dataDir)
  process.kill(postmasterOf(dataDir), 'SIGQUIT')
  expect(await died).toContain('immediate shutdown')
})

const program = `
  const { startPostgres } = await import(process.argv[1])
  const server = await startPostgres({ dataDir: process.argv[2] })
  process.on('SIGTERM', () => server.stop().then(() => process.exit()))
  console.log(server.url)`

async function startInAnotherNode(dataDir: string) {
  const words = ['--input-type=module', '-e', program, new URL('postgres.ts', import.meta.url).href, dataDir]
  const node = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(node.stdout, 'data')) as [Buffer]
  return { node, url: line.toString().trim() }
}

function clusterOf(dataDir: string) {
  return join(dataDir, 'postgres')
}

function postmasterOf(dataDir: string) {
  return Number(readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** A process that ended but was not yet collected by its parent counts as ended. */
function isRunning(pid: number) {
  return existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
}
