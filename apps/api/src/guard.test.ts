import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import { addEvidence, makeClaim } from '@ofrecord/core/test/story'
import { ours, test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const json = async (response: Response): Promise<Record<string, never>> => (await response.json()) as Record<string, never>

test('what changes something and does not come from our own pages is 403, whichever sign of it is missing', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const wrong: [string, Record<string, string>][] = [
    ['no mark', { 'content-type': 'application/json' }],
    ['another mark', { ...ours, 'x-ofrecord': 'true' }],
    ['a form', { ...ours, 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form with files', { ...ours, 'content-type': 'multipart/form-data; boundary=x' }],
    ['text', { ...ours, 'content-type': 'text/plain' }],
    ['text that says JSON later', { ...ours, 'content-type': 'text/plain; application/json' }],
    ['no content type', { 'x-ofrecord': '1' }],
    ['another site', { ...ours, 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { ...ours, 'sec-fetch-site': 'same-site' }],
  ]
  for (const path of ['/trpc/claims.drafts.save', '/auth/sign-out', '/files/claims/x/evidence', '/'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const [what, headers] of wrong) {
        const response = await desk.app.request(path, { method, headers: { ...headers, cookie }, body: '{}' })
        expect(response.status, `${method} ${path} with ${what}`).toBe(403)
        expect((await json(response)).code).toBe('CROSS_SITE')
      }
  expect(await desk.world.rows('select from auth_session')).toHaveLength(1)
})

test('a batch has ten calls at most, however its commas are written', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const batch = async (calls: number, comma: string) => {
    const path = Array.from({ length: calls }, () => 'session.me').join(comma)
    return (await desk.app.request(`/trpc/${path}?batch=1&input={}`, { headers: { cookie } })).status
  }
  expect([await batch(10, ','), await batch(10, '%2C')]).toEqual([200, 200])
  expect([await batch(11, ','), await batch(11, '%2C'), await batch(11, '%2c'), await batch(1000, ',')]).toEqual([400, 400, 400, 400])
})

test('an unknown procedure is 404 and tells nothing of the code', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  for (const path of ['claims.unknown', 'claims', '__proto__', 'constructor.name', 'claims.list.toString']) {
    const response = await desk.app.request(`/trpc/${path}`, { headers: { cookie } })
    expect(response.status, path).toBe(404)
    expect(await response.text()).not.toMatch(/\.ts|node_modules|stack|at /)
  }
})

test('a query is asked with GET and a mutation with POST, not the other way round', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const { claimId } = await makeClaim(desk.world)
  const input = encodeURIComponent(JSON.stringify({ claimId, body: 'hello', audience: 'shared' }))
  expect((await desk.app.request(`/trpc/claims.comment?input=${input}`, { headers: { cookie } })).status).toBe(405)
  expect((await desk.app.request('/trpc/claims.list', { method: 'POST', headers: { ...ours, cookie }, body: '{}' })).status).toBe(405)
  expect(await desk.world.rows('select from comment')).toEqual([])
})

const getClaim = (desk: Desk, cookie: string, claimId: string, language?: string) =>
  desk.app.request(`/trpc/claims.get?input=${encodeURIComponent(JSON.stringify({ claimId }))}`, { headers: { cookie, ...(language && { 'accept-language': language }) } })

test('B.0.3: a refusal has its code, rule, field and parameters, and a sentence in the reader’s language', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const comment = async (language: string) => {
    const body = JSON.stringify({ draftId: '019a0000-0000-7000-8000-000000000001', version: 1 })
    const response = await desk.app.request('/trpc/claims.drafts.finish', { method: 'POST', headers: { ...ours, cookie, 'accept-language': language }, body })
    return { status: response.status, error: (await json(response)).error as { message: string; data: { code: string; refusal: Record<string, unknown> } } }
  }
  const english = await comment('en-GB,en;q=0.9')
  expect(english).toMatchObject({ status: 404, error: { message: 'NOT_FOUND', data: { code: 'NOT_FOUND' } } })
  expect(english.error.data.refusal).toEqual({
    code: 'NOT_FOUND', field: null, ruleId: 'PRI-R1', params: {}, retryable: false,
    message: 'There is nothing here that you can see. Check the address, or ask for access.',
  })
  const italian = await comment('it-IT,it;q=0.9,en;q=0.8')
  expect(italian.error.data.refusal.message).not.toBe(english.error.data.refusal.message)
  expect(italian.error.data.refusal.message).toMatch(/[a-z]/)
  expect((await comment('xx')).error.data.refusal.message).toBe(english.error.data.refusal.message)
})

test('PRI-R1: a foreign claim and one that is not there have the same body and status', async ({ desk }) => {
  const { claimId } = await makeClaim(desk.world)
  const cookie = await desk.signedIn('theo')
  const [foreign, absent] = [await getClaim(desk, cookie, claimId), await getClaim(desk, cookie, '019a0000-0000-7000-8000-000000000001')]
  expect([foreign.status, absent.status]).toEqual([404, 404])
  expect(await foreign.text()).toBe(await absent.text())
})

test('input without the shape, or that is no JSON at all, is 400 and names the field', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const ask = async (input: string) => desk.app.request(`/trpc/claims.list?input=${encodeURIComponent(input)}`, { headers: { cookie } })
  const wrong = await ask(JSON.stringify({ sort: 'name' }))
  expect(wrong.status).toBe(400)
  expect(await json(wrong)).toMatchObject({ error: { data: { refusal: { code: 'INPUT_SHAPE', field: 'sort' } } } })
  for (const input of ['{', '[]', 'null', '"x"', '{"__proto__":{"sort":"number"},"x":1}', `${'['.repeat(10_000)}`, '{"size":1e999}'])
    expect((await ask(input)).status, input.slice(0, 30)).toBe(400)
})

test('a body of more than a megabyte is not read: 413', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
  for (const path of ['/trpc/claims.drafts.save', '/auth/sign-in/email'])
    expect((await desk.app.request(path, { method: 'POST', headers: { ...ours, cookie }, body })).status, path).toBe(413)
})

test('a fault is 500 with a reference and without a word of the database or the code', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const { claimId } = await makeClaim(desk.world)
  const evidenceId = await addEvidence(desk.world, claimId)
  await desk.world.rows('alter table claim rename to claim_gone')
  for (const path of ['/trpc/claims.list?input={}', `/files/evidence/${evidenceId}`]) {
    const response = await desk.app.request(path, { headers: { cookie } })
    expect(response.status, path).toBe(500)
    expect(await response.text(), path).not.toMatch(/claim_gone|relation|select|\.ts|node_modules|Error:/i)
  }
})

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
    ['GET', '/demo/people', 500, 'no-store'],
    ['POST', '/demo/sign-in', 500, 'no-store'],
    ['DELETE', '/', 404, 'no-store'],
    ['OPTIONS', '/trpc/session.me', 404, 'no-store'],
    ['POST', '/auth/sign-out', 200, 'no-store'],
  ]
  for (const [method, path, status, cache] of routes) {
    const response = await app.request(path, { method, headers: { ...ours, cookie }, ...(method === 'POST' && { body: '{}' }) })
    const got = Object.fromEntries(response.headers)
    expect({ status: response.status, cache: got['cache-control'] }, `${method} ${path}`).toEqual({ status, cache })
    expect(got, `${method} ${path}`).toMatchObject(set)
    expect(got['permissions-policy']).toContain('camera=()')
    expect(got['content-security-policy'], `${method} ${path}`).toMatch(/^default-src 'none'; script-src 'self' 'sha256-theme';.*frame-ancestors 'none'$/)
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'strict-transport-security']) expect(got).not.toHaveProperty(name)
  }
})

test('of the site only what the build wrote is served', async ({ desk }) => {
  const script = await desk.app.request('/assets/index-abc123.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  const packed = await desk.app.request('/assets/index-abc123.js', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers.get('content-encoding')).toBe('br')
  const paths = ['/secret.json', '/../secret.json', '/assets/../../secret.json', '/assets/%2e%2e/%2e%2e/secret.json', '/..%2fsecret.json', '/%5c..%5csecret.json', '//secret.json', '/.vite/manifest.json', '/csp.json', '/index.html.map', '/assets/index-abc123.js%00.html']
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
  const [last] = await world.rows<{ name: string }>('delete from migration where name = (select max(name) from migration) returning name')
  expect(await ready()).toEqual([200, 503])
  await world.rows('insert into migration (name) values ($1)', [last!.name])
  expect(await ready()).toEqual([200, 200])
  await world.rows('alter table migration rename to migration_gone')
  expect(await ready()).toEqual([200, 503])
  await world.rows('alter table migration_gone rename to migration')
  const [{ database } = { database: '' }] = await world.rows<{ database: string }>('select current_database() as database')
  await world.rows(`alter database ${database} set default_transaction_read_only = on`)
  await world.rows(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`, [database])
  await expect.poll(ready).toEqual([200, 503])
})

test('I20: without a database nothing is ready, and the process lives', async ({ desk }) => {
  const { openPools, closePools, schemaVersion } = await import('@ofrecord/core/open')
  const { isReady } = await import('@ofrecord/core/kernel/ready')
  const pools = await openPools('postgres://nobody@127.0.0.1:1/nothing', 1)
  const app = await desk.build({ isReady: () => isReady(pools, schemaVersion) })
  expect([(await app.request('/livez')).status, (await app.request('/readyz')).status]).toEqual([200, 503])
  await closePools(pools)
})

test('the demo’s people stand open only in a demo, and a wrong call of it is no fault', async ({ desk }) => {
  const { writeFileSync } = await import('node:fs')
  const { join } = await import('node:path')
  const { password } = await import('../test/desk.ts')
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
