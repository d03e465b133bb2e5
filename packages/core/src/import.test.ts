import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openWorld } from '../test/stage.ts'
import { importFile } from './import.ts'

let scene: Awaited<ReturnType<typeof openWorld>>
let folder: string

beforeAll(async () => {
  scene = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'ofrecord-import-'))
})

afterEach(() => vi.unstubAllEnvs())

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await scene.close()
})

const feeds = new URL('../../world/feeds/', import.meta.url).pathname

/** The command as npm runs it, in an environment that has nothing but the database. */
const command = (words: string[], env: NodeJS.ProcessEnv = {}) => {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'import.ts'), ...words], {
    encoding: 'utf8',
    env: { PATH, NODE_COMPILE_CACHE, INIT_CWD: folder, DATABASE_URL: scene.world.lentUrl, ...env },
  })
  return { status, out: stdout.trimEnd(), err: stderr.trimEnd() }
}

/** The same in this process, which costs no start. */
const called = async (words: string[], env: NodeJS.ProcessEnv = {}) => {
  const asked = { INIT_CWD: folder, DATABASE_URL: scene.world.lentUrl, ...env }
  for (const [name, value] of Object.entries(asked)) vi.stubEnv(name, value)
  const said: Record<'log' | 'error', string[]> = { log: [], error: [] }
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line: string) => void said[stream].push(line))
  const status = await importFile(words).finally(() => vi.restoreAllMocks())
  return { status, out: said.log.join('\n').trimEnd(), err: said.error.join('\n').trimEnd() }
}

const written = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return name
}

test('the import of a right file says how many rows it wrote and ends with 0', () => {
  expect(command(['customers', `${feeds}customers.csv`])).toEqual({
    status: 0,
    out: `${feeds}customers.csv: 12 rows, 12 right, 0 wrong, 12 written.`,
    err: '',
  })
  expect(command(['certifications', `${feeds}certifications.csv`]).out).toContain(
    '24 rows, 24 right, 0 wrong, 24 written.',
  )
})

test('the import of a wrong file prints a table of its rows and ends with 1; with --valid-only the right ones are in', async () => {
  const file = `${feeds}customers-with-errors.csv`
  const { status, out } = command(['customers', file])
  expect(status).toBe(1)
  expect(out.split('\n').slice(0, 4)).toEqual([
    'Line  Column          Value                                 What is wrong',
    '3     tenant_id       0707fec8-7893-4ecd-8cbb               is not a GUID: 32 hexadecimal digits, such as 3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
    '4     tenant_id                                             is not a GUID: 32 hexadecimal digits, such as 3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
    '5     tenant_id       4673e0f8-6d4f-44ba-822f-06d8fe5ebc98  stands in line 2 already: keep one of the two',
  ])
  expect(out.split('\n').at(-1)).toBe(
    `${file}: 21 rows, 2 right, 19 wrong, 0 written. Correct the wrong rows, or take the right ones with --valid-only.`,
  )
  const taken = await called(['customers', file, '--valid-only', '--vendor', 'halcyon'])
  expect(taken.status).toBe(0)
  expect(taken.out.split('\n').at(-1)).toBe(`${file}: 21 rows, 2 right, 19 wrong, 2 written.`)
})

test('files of rooms to the right are taken by the same command, once what they name is known', async () => {
  for (const [feed, rows] of Object.entries({
    customers: 12,
    subscriptions: 12,
    associations: 5,
    amounts: 4,
    indicators: 4,
    competencies: 47,
    prices: 19,
    rates: 22,
    taxes: 15,
    companies: 4,
  })) {
    const file = `${feeds}${feed}.csv`
    const out = `${file}: ${rows} rows, ${rows} right, 0 wrong, ${rows} written.`
    expect(await called([feed, file])).toEqual({ status: 0, out, err: '' })
  }
})

test('control characters of a file do not reach the terminal', async () => {
  const file = written(
    'bell.csv',
    'tenant_id,item,month,active_entitlements,qualified_entitlements\n\u001B[2J,MAIL,2026-10,1,2\n',
  )
  const { out } = await called(['usage', file])
  expect(out).toContain(String.raw`\u001b[2J`)
  expect(out).not.toContain('\u001B')
})

const usage =
  'npm run import -- customers|subscriptions|usage|certifications|skills|associations|amounts|indicators|competencies|prices|rates|taxes|companies FILE.csv [--valid-only] [--vendor SLUG]'

test.each([
  [[], `Give a feed and one file: ${usage}`],
  [['customers'], `Give a feed and one file: ${usage}`],
  [
    ['tenants', 'a.csv'],
    `There is no feed "tenants". Give customers, subscriptions, usage, certifications, skills, associations, amounts, indicators, competencies, prices, rates, taxes, companies: ${usage}`,
  ],
  [['customers', 'none.csv'], 'none.csv: there is no such file. Give the path of a CSV file.'],
  [['customers', '.'], '.: is a folder. Give the path of a CSV file.'],
  [['customers', 'latin.csv'], 'latin.csv is not UTF-8. Save it as "CSV UTF-8" and import it again.'],
  [
    ['customers', 'short.csv'],
    'Columns are missing: tenant_id, name, country, language, sector, seats, public_sector, domains, administrators, consent_mode.',
  ],
  [['usage', 'usage.csv', '--vendor', 'nobody'], 'There is no vendor "nobody". Give one of halcyon.'],
])('the import with %j ends with 1 and one line', async (words, line) => {
  written('latin.csv', Buffer.from('name\nB\xe9ziers\n', 'latin1'))
  written('short.csv', 'one\n')
  written('usage.csv', '')
  expect(await called(words)).toEqual({ status: 1, out: '', err: line })
})

test('an unknown option, a missing and an unreachable database are said in one line too', async () => {
  expect((await called(['customers', 'short.csv', '--all'])).err).toMatch(
    /^Unknown option '--all'.* npm run import -- /,
  )
  expect((await called(['customers', 'short.csv'], { DATABASE_URL: '' })).err).toBe(
    'DATABASE_URL is missing. Give the database to import into: postgres://user:password@host:5432/database',
  )
  const { status, err } = command(['customers', 'short.csv'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
  expect([status, err]).toEqual([1, 'The import failed and nothing was written: connect ECONNREFUSED 127.0.0.1:1'])
})
