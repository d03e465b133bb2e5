import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi } from '../apps/api/src/app.ts'
import { openFiles } from '../packages/core/src/kernel/files.ts'
import { openLog } from '../packages/core/src/kernel/programs.ts'
import { openIdentity } from '../packages/core/src/people/identity.ts'
import { hashPassword } from '../packages/core/src/people/password.ts'
import { installation } from '../packages/core/test/stage.ts'
import type { TestWorld } from '../packages/core/test/stage.ts'

const password = 'correct horse battery'

/** The real api in this process, with an empty dashboard: what is measured is its answers. */
export const openApi = async (world: TestWorld) => {
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-bench-'))
  const dashboard = join(folder, 'dist')
  mkdirSync(dashboard)
  writeFileSync(join(dashboard, 'index.html'), '<!doctype html><title>Ofrecord</title>')
  writeFileSync(join(folder, 'csp.json'), JSON.stringify({ scripts: [] }))
  const app = await createApi({
    orm: world.orm,
    reader: world.reader,
    links: world.links,
    identity: openIdentity({
      orm: world.orm,
      secret: 'a secret of thirty-two characters.',
      sealing: installation.keys.signIn,
      publicUrl: installation.publicUrl,
      loopback: true,
    }),
    installation,
    intake: {
      folder: join(folder, 'uploads'),
      files: await openFiles({ kind: 'folder', path: join(folder, 'files') }),
      clamd: undefined,
      scan: 'off',
    },
    limiter: null,
    log: openLog('api', { log: 'silent' }),
    demo: false,
    loopback: false,
    dataDir: folder,
    dashboard,
    trustedProxy: false,
    isReady: () => Promise.resolve(true),
  })
  return {
    app,
    signIn: (person: string) => signIn(world, app, person),
    close: async () => rmSync(folder, { recursive: true }),
  }
}

const signIn = async (
  world: TestWorld,
  app: Awaited<ReturnType<typeof createApi>>,
  person: string,
): Promise<string> => {
  const actor = await world.actor(person)
  if (!('personId' in actor)) throw new Error(`${person} is nobody`)
  const [user] = await world.rows<{ id: string }>(
    `insert into auth_user (name, email, "emailVerified", "updatedAt") values ($1, $2, true, now()) returning id`,
    [actor.name, actor.email],
  )
  await world.rows(
    `insert into auth_account ("accountId", "providerId", "userId", password, "updatedAt")
     select id::text, 'credential', id, $1, now() from auth_user where id = $2`,
    [await hashPassword(password), user!.id],
  )
  await world.rows('update person set user_id = $1 where id = $2', [user!.id, actor.personId])
  const response = await app.request('/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ofrecord': '1' },
    body: JSON.stringify({ email: actor.email, password }),
  })
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
