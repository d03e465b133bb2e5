import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { appRouter } from '@ofrecord/core/router'
import { makeAuthenticator } from '../test/authenticator.ts'
import type { Offered } from '../test/authenticator.ts'
import type { Desk } from '../test/desk.ts'
import { password, test } from '../test/desk.ts'
import { oneTimeCode } from '@ofrecord/core/test/one-time-code'
import type { Visitor } from '../test/visitor.ts'
import { codeOf, dataOf, visit } from '../test/visitor.ts'

interface Procedure {
  _def: { type: string; meta: { door: string } }
}

const origin = 'http://127.0.0.1:4000'

const enter = async (desk: Desk, person: string, visitor = visit(desk.app)): Promise<Visitor> => {
  await visitor.post('/auth/sign-in/email', { email: await desk.login(person), password })
  return visitor
}

const addCodes = async (visitor: Visitor) => {
  const { body } = await visitor.post('/auth/two-factor/enable', { password })
  const { totpURI, backupCodes } = body as { totpURI: string; backupCodes: string[] }
  return {
    uri: totpURI,
    codes: backupCodes,
    answer: await visitor.post('/auth/two-factor/verify-totp', { code: oneTimeCode(totpURI, -1) }),
  }
}

const addPasskey = async (visitor: Visitor, authenticator = makeAuthenticator(origin)) => {
  const { body } = await visitor.post('/auth/passkey/generate-register-options')
  // A browser makes no passkey without a name to show for it.
  expect(body).toMatchObject({ user: { name: expect.stringContaining('@') }, rp: { id: '127.0.0.1' } })
  const response = authenticator.register(body as unknown as Offered)
  return { authenticator, answer: await visitor.post('/auth/passkey/verify-registration', { response, name: 'Key' }) }
}

const usePasskey = async (visitor: Visitor, authenticator: ReturnType<typeof makeAuthenticator>) => {
  const { body } = await visitor.post('/auth/passkey/generate-authenticate-options')
  return visitor.post('/auth/passkey/verify-authentication', {
    response: authenticator.sign(body as unknown as Offered),
  })
}

test('staff with a password alone are let into nothing but adding a factor, and are in once they have', async ({
  desk,
}) => {
  const staff = await enter(desk, 'rosa')
  expect(dataOf(await staff.query('session.me'))).toMatchObject({ secondFactor: 'required', roles: [], privileges: [] })
  const open: string[] = []
  for (const [path, { _def }] of Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)) {
    const { type, meta } = _def
    if (!['person', 'member', 'staff'].includes(meta.door)) continue
    if (type === 'subscription') continue
    const answer = type === 'query' ? await staff.query(path, {}) : await staff.mutate(path, {})
    if (codeOf(answer) !== 'SECOND_FACTOR_REQUIRED') open.push(path)
  }
  expect(open.toSorted()).toEqual(['account.endOtherSessions', 'account.endSession', 'account.security', 'session.me'])
  for (const path of ['/exports/claims.csv', '/histories/x.json', '/previews/claim/x', '/files/evidence/x'])
    expect(codeOf(await staff.get(path)), path).toBe('SECOND_FACTOR_REQUIRED')
  expect((await addCodes(staff)).answer.status).toBe(200)
  expect(dataOf(await staff.query('session.me'))).toMatchObject({ secondFactor: 'enough', side: 'vendor' })
})

test('a second step: the password gives nothing, a code lets in once, a recovery code once', async ({ desk }) => {
  const first = await enter(desk, 'ines')
  const { uri, codes } = await addCodes(first)
  const browser = visit(desk.app)
  const said = await enter(desk, 'ines', browser)
  expect((await said.query('session.me')).status).toBe(401)
  expect((await browser.post('/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  const code = oneTimeCode(uri)
  expect((await browser.post('/auth/two-factor/verify-totp', { code })).status).toBe(200)
  expect((await browser.query('session.me')).status).toBe(200)
  // Whoever looked over the shoulder has the password and the same code.
  const other = await enter(desk, 'ines')
  const used = await other.post('/auth/two-factor/verify-totp', { code })
  // Their step is over: told that the code is wrong they would type the next one in vain.
  expect([used.status, codeOf(used)]).toEqual([401, 'CODE_USED'])
  expect((await other.query('session.me')).status).toBe(401)
  const [recovery] = codes
  const third = await enter(desk, 'ines')
  const typed = ` ${recovery!.toUpperCase().replaceAll('-', ' ')}`
  expect((await third.post('/auth/two-factor/verify-backup-code', { code: typed })).status).toBe(200)
  expect(dataOf(await third.query('account.security'))).toMatchObject({ secondFactor: true, recoveryCodes: 9 })
  const again = await enter(desk, 'ines')
  expect((await again.post('/auth/two-factor/verify-backup-code', { code: recovery })).status).toBe(401)
})

test('I13: neither recovery codes nor the secret of the second step stand in the database', async ({ desk }) => {
  const { uri, codes } = await addCodes(await enter(desk, 'ines'))
  const kept = JSON.stringify(await desk.world.rows('select * from auth_two_factor'))
  expect(codes).toHaveLength(10)
  for (const code of codes) expect(kept).not.toContain(code)
  expect(kept).not.toContain(new URL(uri).searchParams.get('secret'))
})

test('a code is guessed five times at most, and then the password is asked again', async ({ desk }) => {
  await addCodes(await enter(desk, 'ines'))
  const guesser = await enter(desk, 'ines')
  for (let tries = 0; tries < 5; tries++) await guesser.post('/auth/two-factor/verify-totp', { code: '123456' })
  expect((await guesser.post('/auth/two-factor/verify-totp', { code: '123456' })).status).toBe(400)
})

test('a passkey signs in without an address or a password, and is enough for the vendor’s desk', async ({ desk }) => {
  const { authenticator, answer } = await addPasskey(await enter(desk, 'rosa'))
  expect(answer.status).toBe(200)
  const browser = visit(desk.app)
  expect((await usePasskey(browser, authenticator)).status).toBe(200)
  expect(dataOf(await browser.query('session.me'))).toMatchObject({ secondFactor: 'enough' })
  const [held] = dataOf(await browser.query('account.security')).passkeys as { id: string; name: string }[]
  expect(held!.name).toBe('Key')
})

test('once there is a second factor, a password alone adds no other for staff, also where they act for an organisation', async ({
  desk,
}) => {
  const { authenticator } = await addPasskey(await enter(desk, 'rosa'))
  const [{ organization }] = (await desk.world.rows(
    `insert into role_assignment (id, vendor_id, organization_id, person_id, role)
     select gen_random_uuid(), p.vendor_id, o.id, p.id, 'incentive_user' from person p cross join organization o where p.email = $1
     limit 1 returning organization_id as organization`,
    [await desk.login('rosa')],
  )) as [{ organization: string }]
  for (const headers of [{}, { 'x-organization': organization }]) {
    const thief = await enter(desk, 'rosa')
    for (const path of ['passkey/generate-register-options', 'passkey/delete-passkey', 'two-factor/enable'])
      expect(codeOf(await thief.post(`/auth/${path}`, { password, id: randomUUID() }, headers)), path).toBe(
        'SECOND_FACTOR_REQUIRED',
      )
  }
  const holder = visit(desk.app)
  await usePasskey(holder, authenticator)
  expect((await addCodes(holder)).answer.status).toBe(200)
})

test('whoever changes the password stays as well shown as before, and no better', async ({ desk }) => {
  const staff = await enter(desk, 'rosa')
  await addCodes(staff)
  const newPassword = 'a much longer horse battery'
  expect((await staff.post('/auth/change-password', { currentPassword: password, newPassword })).status).toBe(200)
  expect(dataOf(await staff.query('session.me'))).toMatchObject({ secondFactor: 'enough' })
  expect(codeOf(await staff.post('/auth/passkey/generate-register-options'))).toBe('STEP_UP_REQUIRED')
})

test('a passkey whose holder did not show that they are it is no second factor', async ({ desk }) => {
  const person = await enter(desk, 'ines')
  const { answer } = await addPasskey(person, makeAuthenticator(origin, { verifies: false }))
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(await desk.world.rows('select from auth_passkey')).toEqual([])
})

test('a passkey signed for another site, or for a challenge of somebody else, lets nobody in', async ({ desk }) => {
  const { authenticator } = await addPasskey(await enter(desk, 'ines'))
  const browser = visit(desk.app)
  const { body } = await visit(desk.app).post('/auth/passkey/generate-authenticate-options')
  await browser.post('/auth/passkey/generate-authenticate-options')
  const stolen = authenticator.sign(body as unknown as Offered)
  expect((await browser.post('/auth/passkey/verify-authentication', { response: stolen })).status).toBe(400)
  const elsewhere = makeAuthenticator('http://evil.example')
  const { answer } = await addPasskey(await enter(desk, 'gwen'), elsewhere)
  expect(answer.status).toBeGreaterThanOrEqual(400)
})

test('GHSA-4vcf-q4xf-f48m: nobody renames or removes the passkey of somebody else', async ({ desk }) => {
  const owner = await enter(desk, 'ines')
  await addPasskey(owner)
  const [{ id } = { id: '' }] = dataOf(await owner.query('account.security')).passkeys as { id: string }[]
  const thief = await enter(desk, 'theo')
  for (const answer of [
    await thief.post('/auth/passkey/delete-passkey', { id }),
    await thief.post('/auth/passkey/update-passkey', { id, name: 'mine' }),
  ])
    expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(dataOf(await owner.query('account.security')).passkeys).toMatchObject([{ id, name: 'Key' }])
  expect((await owner.post('/auth/passkey/delete-passkey', { id })).status).toBe(200)
})

test('STEP_UP_REQUIRED: the ways in are changed only by whoever showed within five minutes who they are', async ({
  desk,
}) => {
  const person = await enter(desk, 'ines')
  await desk.world.rows(`update auth_session set "authenticatedAt" = clock_timestamp() - interval '5 minutes 1 second'`)
  for (const path of ['passkey/generate-register-options', 'passkey/verify-registration', 'two-factor/enable'])
    expect(codeOf(await person.post(`/auth/${path}`, { password, response: {} })), path).toBe('STEP_UP_REQUIRED')
  expect(codeOf(await person.post('/auth/confirm', { password: 'wrong horse battery' }))).toBe('CONFIRMATION_WRONG')
  expect((await person.post('/auth/confirm', { password })).status).toBe(200)
  expect((await addCodes(person)).answer.status).toBe(200)
})

test('each change to the ways in is told by a letter', async ({ desk }) => {
  const person = await enter(desk, 'ines')
  await addCodes(person)
  await addPasskey(person)
  await desk.world.work()
  const texts = desk.world.sent.map(({ text }) => text)
  expect(texts).toHaveLength(2)
  for (const change of ['The second step at sign-in was switched on.', 'A passkey was added.'])
    expect(texts.filter((text) => text.includes(change))).toHaveLength(1)
})
