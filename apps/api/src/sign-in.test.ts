import { expect, vi } from 'vitest'
import { Limiter } from '@ofrecord/core/kernel/limiter'
import { openIdentity } from '@ofrecord/core/people/identity'
import { installation } from '@ofrecord/core/test/stage'
import { ours, password, test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const signIn = (desk: Desk, body: object, headers: Record<string, string> = ours) =>
  desk.app.request('/auth/sign-in/email', { method: 'POST', headers, body: JSON.stringify(body) })

const me = async (desk: Desk, cookie: string, headers: Record<string, string> = {}) => {
  const response = await desk.app.request('/trpc/session.me', { headers: { cookie, ...headers } })
  return {
    status: response.status,
    body: (await response.json()) as {
      result?: { data: { person: { name: string }; organisation: { name: string } } }
    },
  }
}

test('with address and password somebody signs in, as the person of that identity', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const { status, body } = await me(desk, cookie)
  expect(status).toBe(200)
  expect(body.result!.data).toMatchObject({
    person: { name: 'Ines Marchetti' },
    organisation: { name: 'Kestrel Consulting Group' },
  })
})

test('the session’s cookie is out of reach of scripts and of other sites, and the answer does not repeat its token', async ({
  desk,
}) => {
  const response = await signIn(desk, { email: await desk.login('ines'), password })
  expect(response.status).toBe(200)
  const [cookie] = response.headers.getSetCookie()
  expect(cookie).toMatch(/^ofrecord\.session_token=/)
  for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute)
})

test('over https the cookie is Secure, and the browser is told to stay with https', async ({ desk }) => {
  const publicUrl = 'https://records.halcyon.example'
  const identity = openIdentity({
    orm: desk.world.orm,
    secret: 'a secret of thirty-two characters.',
    sealing: installation.keys.signIn,
    publicUrl,
    loopback: false,
  })
  const app = await desk.build({ identity, installation: { ...installation, publicUrl } })
  const body = JSON.stringify({ email: await desk.login('ines'), password })
  const response = await app.request(`${publicUrl}/auth/sign-in/email`, { method: 'POST', headers: ours, body })
  expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-ofrecord\.session_token=.*; Secure/)
  expect(response.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
})

test('a wrong password and an address that nobody has are answered alike', async ({ desk }) => {
  const email = await desk.login('ines')
  const answers = await Promise.all([
    signIn(desk, { email, password: 'wrong horse battery' }),
    signIn(desk, { email: 'nobody@kestrel.example', password: 'wrong horse battery' }),
    signIn(desk, { email: 'nobody@elsewhere.example', password }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(new Set(bodies).size).toBe(1)
  for (const answer of answers) expect(answer.headers.getSetCookie()).toEqual([])
})

test('what is not an address, or no JSON, or no password, is refused without a fault', async ({ desk }) => {
  for (const body of [
    {},
    { email: 'ines' },
    { email: ['a'], password: {} },
    { email: 'a\0@b.example', password },
    { email: `${'a'.repeat(5000)}@b.example`, password },
  ])
    expect((await signIn(desk, body)).status, JSON.stringify(body).slice(0, 60)).toBeOneOf([400, 401])
  const broken = await desk.app.request('/auth/sign-in/email', { method: 'POST', headers: ours, body: '{"email":' })
  expect(broken.status).toBeOneOf([400, 401])
})

test('signing out ends the session at once, here and in the database', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  expect((await me(desk, cookie)).status).toBe(200)
  const response = await desk.app.request('/auth/sign-out', {
    method: 'POST',
    headers: { ...ours, cookie },
    body: '{}',
  })
  expect(response.status).toBe(200)
  expect(response.headers.getSetCookie().join()).toContain('Max-Age=0')
  expect((await me(desk, cookie)).status).toBe(401)
  expect(await desk.world.rows('select from auth_session')).toEqual([])
})

test('an altered, an invented and an empty cookie are nobody', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  for (const bad of [
    `${cookie}x`,
    cookie.replace(/=(.)/, (_all, letter: string) => `=${letter === 'a' ? 'b' : 'a'}`),
    'ofrecord.session_token=',
    'ofrecord.session_token=a.b',
    `${cookie.split('=')[0]}=%`,
  ])
    expect((await me(desk, bad)).status, bad).toBe(401)
})

test('a session ends after twelve hours without use, and after fourteen days with any', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const after = async (interval: string) => {
    const columns = ['createdAt', 'updatedAt', 'expiresAt'].map(
      (column) => `"${column}" = "${column}" - interval '${interval}'`,
    )
    await desk.world.rows(`update auth_session set ${columns.join(', ')}`)
    // An api that was just started remembers nobody.
    return (await me({ ...desk, app: await desk.build({}) }, cookie)).status
  }
  // Each use starts the twelve hours again.
  expect(await after('11 hours 59 minutes')).toBe(200)
  expect(await after('11 hours 59 minutes')).toBe(200)
  expect(await after('12 hours 1 minute')).toBe(401)
  const second = await desk.signedIn('ines')
  await desk.world.rows(`update auth_session set "createdAt" = now() - interval '14 days 1 minute'`)
  expect((await me({ ...desk, app: await desk.build({}) }, second)).status).toBe(401)
})

test('the library reads its instants as instants: a session past its own end is gone, and a use moves that end', async ({
  desk,
}) => {
  const cookie = await desk.signedIn('ines')
  const ends = async () =>
    (await desk.world.rows<{ ends: Date }>('select "expiresAt" as ends from auth_session'))[0]?.ends
  await desk.world.rows(
    `update auth_session set "expiresAt" = now() + interval '1 day', "updatedAt" = now() - interval '1 hour'`,
  )
  const before = (await ends())!
  expect((await me(desk, cookie)).status).toBe(200)
  expect((await ends())!.getTime()).toBeGreaterThan(before.getTime() + 12 * 86_400_000)
  await desk.world.rows(`update auth_session set "expiresAt" = now() - interval '1 second'`)
  expect((await me({ ...desk, app: await desk.build({}) }, cookie)).status).toBe(401)
  expect(await ends()).toBeUndefined()
})

test('use is written down once in ten minutes: not after nine, and after ten', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const isNotedAfter = async (interval: string) => {
    await desk.world.rows(
      `update auth_session set "updatedAt" = now() - interval '${interval}', "expiresAt" = now() + interval '14 days' - interval '${interval}'`,
    )
    await me({ ...desk, app: await desk.build({}) }, cookie)
    const recent = `select from auth_session where "updatedAt" > now() - interval '1 minute'`
    return (await desk.world.rows(recent)).length === 1
  }
  expect(await isNotedAfter('9 minutes 50 seconds')).toBe(false)
  expect(await isNotedAfter('10 minutes')).toBe(true)
})

test('a session that was ended elsewhere is refused five seconds later at the latest', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const clock = vi.spyOn(performance, 'now').mockReturnValue(100_000)
  try {
    expect((await me(desk, cookie)).status).toBe(200)
    await desk.world.rows('delete from auth_session')
    clock.mockReturnValue(104_999)
    expect((await me(desk, cookie)).status).toBe(200)
    clock.mockReturnValue(105_000)
    expect((await me(desk, cookie)).status).toBe(401)
  } finally {
    clock.mockRestore()
  }
})

test('I13: whoever reads the database is not signed in by what stands there: a session’s cookie is signed', async ({
  desk,
}) => {
  const cookie = await desk.signedIn('ines')
  const [kept] = await desk.world.rows<{ token: string }>('select token from auth_session')
  const [token, signature] = decodeURIComponent(cookie.split('=')[1]!).split(/\.(.*)/)
  expect([token, signature!.length]).toEqual([kept!.token, 44])
  for (const made of [kept!.token, `${kept!.token}.`, `${kept!.token}.${kept!.token}`])
    expect((await me(desk, `ofrecord.session_token=${encodeURIComponent(made)}`)).status, made).toBe(401)
  for (const headers of [{ authorization: `Bearer ${kept!.token}` }, { 'x-session-token': kept!.token }])
    expect((await desk.app.request('/trpc/session.me', { headers })).status).toBe(401)
})

test('CVE-2025-61928, GHSA-qq9h-g4jm-xgf3: of the identity’s own doors only those of signing in and of one’s account are open', async ({
  desk,
}) => {
  const cookie = await desk.signedIn('ines')
  const doors = [
    'sign-up/email',
    'update-user',
    'change-email',
    'delete-user',
    'list-sessions',
    'revoke-sessions',
    'request-password-reset',
    'reset-password',
    'get-session',
    'error',
    'ok',
    'sign-in/social',
    'sign-in/email/x',
    'sign-in/sso',
    'sso/register',
    'sso/providers',
    'sso/update-provider',
    'sso/saml2/sp/acs/x',
    'two-factor/send-otp',
    'two-factor/get-totp-uri',
    'passkey/list-user-passkeys',
    'api-key/create',
    'sign-in/magic-link',
    'email-otp/send-verification-otp',
    'verify-password',
  ]
  for (const door of doors)
    for (const method of ['GET', 'POST']) {
      const response = await desk.app.request(`/auth/${door}`, {
        method,
        headers: { ...ours, cookie },
        ...(method === 'POST' && { body: '{}' }),
      })
      expect(response.status, `${method} ${door}`).toBe(404)
    }
  expect((await desk.app.request('/auth/sign-out', { headers: { cookie } })).status).toBe(404)
})

test('ROL-R1: acting for an organisation where one has no role acts for one’s own', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const [tidewater] = await desk.world.rows<{ id: string }>(`select id from organization where name like 'Tidewater%'`)
  for (const organisation of [tidewater!.id, 'x', "' or true --", ''])
    expect((await me(desk, cookie, { 'x-organization': organisation })).body.result!.data.organisation.name).toBe(
      'Kestrel Consulting Group',
    )
})

test('ROL-R5: an identity whose person has no role has nothing to do here, and nothing of the vendor’s', async ({
  desk,
}) => {
  const cookie = await desk.signedIn('mina')
  await desk.world.rows(
    `delete from role_assignment where person_id = (select id from person where name = 'Mina Okafor')`,
  )
  await desk.world.rows(
    `update affiliation set status = 'ended' where person_id = (select id from person where name = 'Mina Okafor')`,
  )
  const { status, body } = await me({ ...desk, app: await desk.build({}) }, cookie)
  expect(status).toBe(200)
  expect(body.result!.data).toMatchObject({
    side: 'partner',
    organisation: null,
    roles: [],
    privileges: [],
    places: [],
  })
})

test('a guesser is slowed down: from one address twenty tries a minute', async ({ desk }) => {
  const app = await desk.build({ limiter: new Limiter(() => 0) })
  const email = 'nobody@kestrel.example'
  const tries = Array.from(
    { length: 22 },
    () => () => app.request('/auth/sign-in/email', { method: 'POST', headers: ours, body: JSON.stringify({ email }) }),
  )
  const statuses: number[] = []
  for (const each of tries) statuses.push((await each()).status)
  expect(statuses.slice(20)).toEqual([429, 429])
  expect(statuses.slice(0, 20)).not.toContain(429)
})
