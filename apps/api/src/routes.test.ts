import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { isReady } from '@ofrecord/core/kernel/ready'
import { closePools, openPools, schemaVersion } from '@ofrecord/core/open'
import { oneTimeCode } from '@ofrecord/core/test/one-time-code'
import { makeClaim } from '@ofrecord/core/test/story'
import { ours, password, test } from '../test/desk.ts'
import { codeOf, visit } from '../test/visitor.ts'

const set = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
}

test('every answer of every route has the same headers', async ({ desk }) => {
  const app = await desk.build({ demo: true })
  const cookie = await desk.signedIn('ines')
  const { claimId } = await makeClaim(desk.world)
  const routes: [method: string, path: string, status: number, cache: string][] = [
    ['GET', '/', 200, 'no-cache'],
    ['HEAD', '/', 200, 'no-cache'],
    ['GET', '/claims/anything', 200, 'no-cache'],
    ['GET', '/assets/index-abc123.js', 200, 'public, max-age=31536000, immutable'],
    ['GET', '/missing.js', 404, 'no-store'],
    ['GET', '/livez', 200, 'no-store'],
    ['GET', '/readyz', 200, 'no-store'],
    ['GET', '/trpc/session.me', 200, 'no-store'],
    ['GET', '/trpc/nothing', 404, 'no-store'],
    ['GET', `/trpc/claims.get?input=${encodeURIComponent(JSON.stringify({ claimId }))}`, 200, 'no-store'],
    ['POST', '/trpc/claims.drafts.save', 400, 'no-store'],
    ['POST', '/auth/sign-in/email', 400, 'no-store'],
    ['GET', '/auth/get-session', 404, 'no-store'],
    ['POST', '/files/claims/x/evidence', 400, 'no-store'],
    ['GET', '/files/evidence/x', 400, 'no-store'],
    ['GET', '/files/elsewhere', 404, 'no-store'],
    ['GET', '/scim/v2/ServiceProviderConfig', 200, 'no-store'],
    ['POST', '/scim/v2/Users', 401, 'no-store'],
    ['GET', '/scim/elsewhere', 404, 'no-store'],
    ['GET', '/demo/people', 500, 'no-store'],
    ['POST', '/demo/sign-in', 500, 'no-store'],
    ['DELETE', '/', 404, 'no-store'],
    ['OPTIONS', '/trpc/session.me', 405, 'no-store'],
    ['POST', '/auth/sign-out', 200, 'no-store'],
  ]
  for (const [method, path, status, cache] of routes) {
    const response = await app.request(path, {
      method,
      headers: { ...ours, cookie },
      ...(method === 'POST' && { body: '{}' }),
    })
    const got = Object.fromEntries(response.headers)
    expect({ status: response.status, cache: got['cache-control'] }, `${method} ${path}`).toEqual({ status, cache })
    expect(got, `${method} ${path}`).toMatchObject(set)
    expect(got['permissions-policy']).toContain('camera=()')
    expect(got['content-security-policy'], `${method} ${path}`).toMatch(
      /^default-src 'none'; script-src 'self' 'sha256-theme';.*frame-ancestors 'none'$/,
    )
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'strict-transport-security'])
      expect(got).not.toHaveProperty(name)
  }
})

test('of the site only what the build wrote is served', async ({ desk }) => {
  const script = await desk.app.request('/assets/index-abc123.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  const packed = await desk.app.request('/assets/index-abc123.js', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers.get('content-encoding')).toBe('br')
  const paths = [
    '/secret.json',
    '/../secret.json',
    '/assets/../../secret.json',
    '/assets/%2e%2e/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/%5c..%5csecret.json',
    '//secret.json',
    '/.vite/manifest.json',
    '/csp.json',
    '/index.html.map',
    '/assets/index-abc123.js%00.html',
  ]
  for (const path of paths) {
    const response = await desk.app.request(path)
    expect(await response.text(), path).not.toMatch(/secret":|scripts|\{\}/)
    expect(response.status, path).toBe(404)
  }
  expect(await (await desk.app.request('/.sources')).text()).not.toContain('notes')
})

test('without a built dashboard the api says how to build it', async ({ desk }) => {
  const app = await desk.build({ dashboard: '/nowhere' })
  const response = await app.request('/')
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('not built')
})

test('I20: ready is a database of this version that can be written to; alive is being here', async ({ desk }) => {
  const { app, world } = desk
  const ready = async () => [(await app.request('/livez')).status, (await app.request('/readyz')).status]
  expect(await ready()).toEqual([200, 200])
  const [last] = await world.rows<{ name: string }>(
    'delete from migration where name = (select max(name) from migration) returning name',
  )
  expect(await ready()).toEqual([200, 503])
  await world.rows('insert into migration (name) values ($1)', [last!.name])
  expect(await ready()).toEqual([200, 200])
  await world.rows('alter table migration rename to migration_gone')
  expect(await ready()).toEqual([200, 503])
  await world.rows('alter table migration_gone rename to migration')
  const [{ database } = { database: '' }] = await world.rows<{ database: string }>(
    'select current_database() as database',
  )
  await world.rows(`alter database ${database} set default_transaction_read_only = on`)
  await world.rows(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
    [database],
  )
  await expect.poll(ready).toEqual([200, 503])
})

test('I20: without a database nothing is ready, and the process lives', async ({ desk }) => {
  const pools = await openPools('postgres://nobody@127.0.0.1:1/nothing', 1)
  const app = await desk.build({ isReady: () => isReady(pools, schemaVersion) })
  expect([(await app.request('/livez')).status, (await app.request('/readyz')).status]).toEqual([200, 503])
  await closePools(pools)
})

test('the demo’s people stand open only in a demo, and a wrong call of it is no fault', async ({ desk }) => {
  const login = await desk.login('ines')
  expect((await desk.app.request('/demo/people')).status).toBe(404)
  const dataDir = join(desk.folders.uploads, '..')
  const people = [{ login, name: 'Ines Marchetti', organisation: 'Kestrel', roles: ['incentive_admin'], scope: 'all' }]
  writeFileSync(join(dataDir, 'demo-people.json'), JSON.stringify({ password, people }))
  const app = await desk.build({ demo: true })
  const listed = await app.request('/demo/people')
  expect(listed.status).toBe(200)
  expect(await listed.text()).not.toContain(password)
  const press = (body: string) => app.request('/demo/sign-in', { method: 'POST', headers: ours, body })
  expect((await press(JSON.stringify({ login }))).headers.getSetCookie()[0]).toContain('ofrecord.session_token=')
  expect((await press(JSON.stringify({ login: 'gwen.global@kestrel.example' }))).status).toBe(404)
  for (const body of ['', '{', '{}', '{"login":1}', 'null']) expect((await press(body)).status, body).toBe(400)
  rmSync(join(dataDir, 'demo-people.json'))
})

test('who switched a second step on is asked for its code by the demo’s press too, and who changed the password for that', async ({
  desk,
}) => {
  const login = await desk.login('ines')
  const cast = join(desk.folders.uploads, '..', 'demo-people.json')
  const people = [{ login, name: 'Ines Marchetti', organisation: 'Kestrel', roles: ['incentive_admin'], scope: 'all' }]
  writeFileSync(cast, JSON.stringify({ password, people }))
  const app = await desk.build({ demo: true })
  const press = async () => {
    const visitor = visit(app)
    return { visitor, answer: await visitor.post('/demo/sign-in', { login }) }
  }
  const { visitor, answer } = await press()
  expect(answer.body).toEqual({ signedIn: true })
  const { body } = await visitor.post('/auth/two-factor/enable', { password })
  const { totpURI } = body as { totpURI: string }
  await visitor.post('/auth/two-factor/verify-totp', { code: oneTimeCode(totpURI, -1) })
  const again = await press()
  expect(again.answer.body).toEqual({ signedIn: false })
  expect((await again.visitor.query('session.me')).status).toBe(401)
  expect((await again.visitor.post('/auth/two-factor/verify-totp', { code: oneTimeCode(totpURI) })).status).toBe(200)
  expect((await again.visitor.query('session.me')).status).toBe(200)
  await visitor.post('/auth/change-password', { currentPassword: password, newPassword: 'a much longer horse battery' })
  expect(codeOf((await press()).answer)).toBe('INVALID_EMAIL_OR_PASSWORD')
  rmSync(cast)
})
