import { expect } from 'vitest'
import type { HeldSession, PersonActor } from '@ofrecord/core/kernel/actor'
import { createCaller } from '@ofrecord/core/router'
import { refusalOf } from '@ofrecord/core/test/refusals'
import type { Desk } from '../test/desk.ts'
import { test as base } from '../test/desk.ts'
import type { Account, OidcServer } from '../test/oidc-server.ts'
import { client, openOidcServer, sitThrough } from '../test/oidc-server.ts'
import type { Visitor } from '../test/visitor.ts'
import { codeOf, dataOf, visit } from '../test/visitor.ts'

const ines: Account = { sub: 'u-1', email: 'ines.incentive@kestrel.example', email_verified: true, name: 'Ines' }

const test = base.extend<{ server: OidcServer }>({
  server: async ({ desk }, use) => {
    const { callbackUrl } = await settingsOf(desk)
    const server = await openOidcServer(callbackUrl)
    server.seat(ines)
    await use(server)
    await server.close()
  },
})

/** Somebody who may set it: a global administrator of Kestrel. */
const administrator = 'gwen'
const settingsOf = async (desk: Desk) => (await desk.world.as(administrator)).singleSignOn.get()

/** A caller at an installation whose companies may have their server on this machine. */
const at = async (desk: Desk, session: HeldSession | null = null, loopback = true) => {
  const actor = await desk.world.actor(administrator)
  return createCaller({ ...desk.world.contextOf({ ...(actor as PersonActor), session }), loopback })
}

const save = async (desk: Desk, changes: object, loopback = true) => {
  const caller = await at(desk, null, loopback)
  const input = {
    issuer: 'https://id.kestrel.example',
    clientId: client.id,
    clientSecret: client.secret,
    domain: 'kestrel.example',
    enabled: true,
  }
  return caller.singleSignOn.save({ ...input, ...changes })
}

const start = (browser: Visitor, email = ines.email) => browser.post('/auth/sso/start', { email, next: '/claims' })

/** All the way: from the address to where the browser ends up. */
const signIn = async (browser: Visitor, { issuer }: OidcServer, email?: string): Promise<string> => {
  const { body } = await start(browser, email)
  const back = await sitThrough(String(body.url), issuer)
  return arrive(browser, back)
}

const arrive = async (browser: Visitor, back: URL): Promise<string> => {
  const { response } = await browser.get(back.pathname + back.search)
  return response.headers.get('location') ?? String(response.status)
}

const errorIn = (location: string): string | null => new URL(location).searchParams.get('error')

const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.query('session.me')).status === 200

test('the company’s server vouches for a person whom the organisation knows, and they are in', async ({
  desk,
  server,
}) => {
  await save(desk, { issuer: server.issuer })
  const browser = visit(desk.app)
  expect(await signIn(browser, server)).toBe('http://127.0.0.1:4000/claims')
  expect(dataOf(await browser.query('session.me'))).toMatchObject({
    person: { name: 'Ines Marchetti' },
    side: 'partner',
  })
  expect(await isIn(browser)).toBe(true)
  const [account] = await desk.world.rows<Record<string, unknown>>('select * from auth_account')
  expect([account!.accessToken, account!.refreshToken, account!.idToken]).toEqual([null, null, null])
  await desk.world.work()
  expect(desk.world.sent.at(-1)!.text).toContain('The company sign-in was used with this account for the first time.')
})

test('nobody is made: an address that the organisation does not know is told so and stays outside', async ({
  desk,
  server,
}) => {
  await save(desk, { issuer: server.issuer })
  server.seat({ sub: 'u-2', email: 'newcomer@kestrel.example', email_verified: true })
  const browser = visit(desk.app)
  const location = await signIn(browser, server)
  expect(location).toContain('http://127.0.0.1:4000/sign-in?')
  expect(errorIn(location)).toBe('unknown_person')
  expect([await isIn(browser), await desk.world.rows('select from auth_user')]).toEqual([false, []])
})

test('a company’s server vouches for its own domain and for no other, however it is asked', async ({
  desk,
  server,
}) => {
  await save(desk, { issuer: server.issuer })
  const [theo] = await desk.world.rows<{ email: string }>(
    `select email from person where email like '%@tidewater.example' limit 1`,
  )
  for (const [account, error] of [
    [{ sub: 'u-3', email: theo!.email, email_verified: true }, 'wrong_domain'],
    [{ ...ines, email_verified: false }, 'address_unverified'],
  ] as const) {
    server.seat(account)
    const browser = visit(desk.app)
    expect(errorIn(await signIn(browser, server))).toBe(error)
    expect(await isIn(browser)).toBe(false)
  }
})

test('another nonce, another state, another browser and a second use are refused', async ({ desk, server }) => {
  await save(desk, { issuer: server.issuer })
  const browser = visit(desk.app)
  const forged = new URL(String((await start(browser)).body.url))
  forged.searchParams.set('nonce', 'of somebody else')
  expect(errorIn(await arrive(browser, await sitThrough(forged.href, server.issuer)))).toBe('nonce_mismatch')
  const back = await sitThrough(String((await start(browser)).body.url), server.issuer)
  const other = new URL(back)
  other.searchParams.set('state', 'x'.repeat(32))
  expect(errorIn(await arrive(browser, other))).toBe('state_mismatch')
  expect(errorIn(await arrive(visit(desk.app), back))).toBe('state_mismatch')
  expect(await isIn(browser)).toBe(false)
  const again = await sitThrough(String((await start(browser)).body.url), server.issuer)
  expect(await arrive(browser, again)).toBe('http://127.0.0.1:4000/claims')
  expect(errorIn(await arrive(visit(desk.app), again))).toBe('state_mismatch')
})

test('PKCE, state and nonce go with every request', async ({ desk, server }) => {
  await save(desk, { issuer: server.issuer })
  const { searchParams } = new URL(String((await start(visit(desk.app))).body.url))
  expect(searchParams.get('code_challenge_method')).toBe('S256')
  for (const name of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(name)!.length).toBeGreaterThan(30)
})

test('NO_COMPANY_SIGN_IN: switched off, or for a domain that is no longer the organisation’s, nobody is led there', async ({
  desk,
  server,
}) => {
  await save(desk, { issuer: server.issuer })
  const browser = visit(desk.app)
  const back = await sitThrough(String((await start(browser)).body.url), server.issuer)
  await desk.world.rows(`update auth_sso_provider set enabled = false`)
  expect(codeOf(await start(browser))).toBe('NO_COMPANY_SIGN_IN')
  // One who is on the way is not let in either.
  expect(errorIn(await arrive(browser, back))).toBe('provider_off')
  await desk.world.rows(`update auth_sso_provider set enabled = true`)
  await desk.world.rows(`update organization set domains = '{}' where name like 'Kestrel%'`)
  expect(codeOf(await start(browser))).toBe('NO_COMPANY_SIGN_IN')
  // The same for an address that somebody has and for one that nobody has.
  expect(await start(browser, 'x@gmail.example')).toMatchObject({
    status: (await start(browser, 'y@z.example')).status,
  })
})

test('a company’s sign-in does not open the vendor’s desk', async ({ desk, server }) => {
  await save(desk, { issuer: server.issuer })
  const { personId } = (await desk.world.actor('rosa')) as PersonActor
  await desk.world.rows('update person set email = $1, email_normalised = $1 where id = $2', [
    'rosa@kestrel.example',
    personId,
  ])
  const [organisation] = await desk.world.rows<{ id: string }>(`select id from organization where name like 'Kestrel%'`)
  await desk.world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role) select gen_random_uuid(), vendor_id, id, $1, 'member' from person where id = $2`,
    [organisation!.id, personId],
  )
  server.seat({ sub: 'u-4', email: 'rosa@kestrel.example', email_verified: true })
  const browser = visit(desk.app)
  await signIn(browser, server)
  expect(dataOf(await browser.query('session.me'))).toMatchObject({
    side: 'vendor',
    secondFactor: 'required',
    roles: [],
  })
})

test('I13: the secret of the company’s server is sealed, and stays where it is when the rest is changed', async ({
  desk,
  server,
}) => {
  await save(desk, { issuer: server.issuer })
  const kept = JSON.stringify(await desk.world.rows('select * from auth_sso_provider'))
  expect(kept).not.toContain(client.secret)
  expect(JSON.stringify(await settingsOf(desk))).not.toContain(client.secret)
  await save(desk, { issuer: server.issuer, clientSecret: undefined })
  expect(await signIn(visit(desk.app), server)).toBe('http://127.0.0.1:4000/claims')
  // It would be sent to whoever answers at the new address.
  const other = await openOidcServer((await settingsOf(desk)).callbackUrl)
  expect((await refusalOf(save(desk, { issuer: other.issuer, clientSecret: undefined }))).code).toBe('INPUT_SHAPE')
  await other.close()
})

test('DOMAIN_UNVERIFIED, ISSUER_ADDRESS, ISSUER_MISMATCH, ISSUER_UNREACHABLE: what a form may not ask this server to reach', async ({
  desk,
  server,
}) => {
  const codeFor = async (changes: object, loopback = true) => (await refusalOf(save(desk, changes, loopback))).code
  expect(await codeFor({ issuer: server.issuer, domain: 'tidewater.example' })).toBe('DOMAIN_UNVERIFIED')
  expect(await codeFor({ issuer: `${server.issuer}/` })).toBe('ISSUER_MISMATCH')
  expect(await codeFor({ issuer: 'http://127.0.0.1:1' })).toBe('ISSUER_UNREACHABLE')
  const hosts = [
    '127.1',
    '0x7f.1',
    '2130706433',
    '10.0.0.1',
    '169.254.169.254',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fd00::1]',
    '192.168.1.1',
    'localhost',
  ]
  for (const host of hosts) {
    expect(await codeFor({ issuer: `https://${host}/` }, false), host).toBe('ISSUER_ADDRESS')
  }
  for (const issuer of [
    'http://id.kestrel.example',
    'ftp://id.kestrel.example',
    'https://u:p@1.1.1.1',
    'https://1.1.1.1/?x',
  ])
    expect(await codeFor({ issuer }, false), issuer).toBe('ISSUER_ADDRESS')
})

test('DOMAIN_TAKEN: a domain that two organisations have proven leads to the server of the first that set one', async ({
  desk,
  server,
}) => {
  await desk.world.rows(`update organization set domains = domains || '{kestrel.example}' where name like 'Tidewater%'`)
  await save(desk, { issuer: server.issuer })
  const tara = createCaller({ ...desk.world.contextOf(await desk.world.actor('tara')), loopback: true })
  const input = { issuer: server.issuer, clientId: client.id, clientSecret: client.secret, enabled: true }
  expect(await refusalOf(tara.singleSignOn.save({ ...input, domain: 'kestrel.example' }))).toMatchObject({
    code: 'DOMAIN_TAKEN',
    field: 'domain',
  })
  expect((await tara.singleSignOn.get()).server).toBeNull()
})

test('I13: what the browser brings back finds a sign-in under way again, and does not stand in the database', async ({
  desk,
  server,
}) => {
  await save(desk, { issuer: server.issuer })
  const { body } = await start(visit(desk.app))
  const state = new URL(String(body.url)).searchParams.get('state')!
  const kept = await desk.world.rows<{ identifier: string }>('select identifier from auth_verification')
  expect(kept).toHaveLength(1)
  expect(kept[0]!.identifier).not.toContain(state)
})

test('STEP_UP_REQUIRED: it is changed only by a global administrator who showed a moment ago who they are', async ({
  desk,
  server,
}) => {
  const session = { id: '019a0000-0000-7000-8000-000000000001', method: 'password' as const, needsFactor: false }
  const stale = await at(desk, session)
  const input = { issuer: server.issuer, clientId: 'x', domain: 'kestrel.example', enabled: true }
  expect((await refusalOf(stale.singleSignOn.save(input))).code).toBe('STEP_UP_REQUIRED')
  expect((await refusalOf((await desk.world.as('mina')).singleSignOn.get())).code).toBe('FORBIDDEN')
})
