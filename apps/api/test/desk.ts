import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'vitest'
import { openFiles } from '@ofrecord/core/kernel/files'
import type { Limiter } from '@ofrecord/core/kernel/limiter'
import { openLog } from '@ofrecord/core/kernel/programs'
import { isReady } from '@ofrecord/core/kernel/ready'
import { schemaVersion } from '@ofrecord/core/open'
import { openIdentity } from '@ofrecord/core/people/identity'
import type { Clamd } from '@ofrecord/core/test/clamd'
import { openClamd } from '@ofrecord/core/test/clamd'
import { quickHash } from '@ofrecord/core/test/password'
import type { TestWorld } from '@ofrecord/core/test/stage'
import { installation, openWorld } from '@ofrecord/core/test/stage'
import { createApi } from '../src/app.ts'
import type { Api } from '../src/app.ts'

export const password = 'correct horse battery'
const hashed = quickHash(password)

/** What our own pages send with everything that changes something. */
export const ours = { 'content-type': 'application/json', 'x-ofrecord': '1' }

/** The cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

type App = Awaited<ReturnType<typeof createApi>>

export interface Desk {
  world: TestWorld
  app: App
  clamd: Clamd
  /** The folder in which documents are kept, and that in which they land. */
  folders: { files: string; uploads: string }
  /** The files that are in a folder, below it too. */
  filesIn: (folder: string) => string[]
  /** Lets somebody of the tiny world sign in, and answers the cookie of their session. */
  signedIn: (person: string) => Promise<string>
  login: (person: string) => Promise<string>
  /** An api with other parts, on the same database. */
  build: (changes: Partial<Api>) => Promise<App>
}

/** The real api on a database of its own, with a dashboard of two files and a scanner at its protocol. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ task: _task }, use) => {
    const { world, close } = await openWorld()
    const folder = mkdtempSync(join(tmpdir(), 'ofrecord-api-'))
    const folders = { files: join(folder, 'files'), uploads: join(folder, 'uploads') }
    const clamd = await openClamd()
    const identity = openIdentity({
      orm: world.orm,
      secret: 'a secret of thirty-two characters.',
      sealing: installation.keys.signIn,
      publicUrl: installation.publicUrl,
      loopback: true,
    })
    const parts: Api = {
      orm: world.orm,
      reader: world.reader,
      links: world.links,
      identity,
      installation,
      intake: {
        folder: folders.uploads,
        files: await openFiles({ kind: 'folder', path: folders.files }),
        clamd: clamd.place,
        scan: 'required',
      },
      limiter: null as Limiter | null,
      log: openLog('api', { log: 'silent' }),
      demo: false,
      loopback: true,
      dataDir: folder,
      dashboard: buildSite(folder),
      trustedProxy: false,
      isReady: () => isReady({ orm: world.orm }, schemaVersion),
    }
    const app = await createApi(parts)
    const login = (person: string) => letIn(world, person)
    const signedIn = async (person: string): Promise<string> => {
      const body = JSON.stringify({ email: await login(person), password })
      const response = await app.request('/auth/sign-in/email', { method: 'POST', headers: ours, body })
      // Staff are let in with a second factor only; what it takes to add one is another test's matter.
      await world.rows(
        `update auth_session set method = 'totp' from auth_user u where u.id = "userId" and u.email = $1`,
        [await login(person)],
      )
      return cookiesOf(response)
    }
    await use({
      world,
      app,
      clamd,
      folders,
      filesIn,
      signedIn,
      login,
      build: (changes) => createApi({ ...parts, ...changes }),
    })
    await clamd.close()
    await close()
    rmSync(folder, { recursive: true })
  },
})

const filesIn = (folder: string): string[] => {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
}

/** Gives a person of the world an identity with the password; answers the address to sign in with. */
const letIn = async (world: TestWorld, person: string): Promise<string> => {
  const actor = await world.actor(person)
  if (!('personId' in actor)) throw new Error(`${person} is nobody`)
  const { personId, name, email } = actor
  const known = await world.rows('select from auth_user where email = $1', [email])
  if (known.length > 0) return email
  const [user] = await world.rows<{ id: string }>(
    `insert into auth_user (name, email, "emailVerified", "updatedAt") values ($1, $2, true, now()) returning id`,
    [name, email],
  )
  await world.rows(
    `insert into auth_account ("accountId", "providerId", "userId", password, "updatedAt")
     select id::text, 'credential', id, $1, now() from auth_user where id = $2`,
    [await hashed, user!.id],
  )
  await world.rows('update person set user_id = $1 where id = $2', [user!.id, personId])
  return email
}

const buildSite = (folder: string): string => {
  const dist = join(folder, 'dist')
  mkdirSync(join(dist, 'assets'), { recursive: true })
  mkdirSync(join(dist, '.vite'))
  writeFileSync(join(folder, 'csp.json'), JSON.stringify({ scripts: ['sha256-theme'] }))
  writeFileSync(join(folder, 'secret.json'), '{"secret":true}')
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Ofrecord</title>')
  writeFileSync(join(dist, 'assets', 'index-abc123.js'), 'export const page = "the dashboard"\n'.repeat(20))
  writeFileSync(join(dist, '.vite', 'manifest.json'), '{}')
  writeFileSync(join(dist, '.sources'), 'notes')
  return dist
}
