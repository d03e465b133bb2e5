import { expect } from 'vitest'
import { Limiter } from '@ofrecord/core/kernel/limiter'
import type { Desk } from '../test/desk.ts'
import { password, test } from '../test/desk.ts'
import type { Visitor } from '../test/visitor.ts'
import { codeOf, dataOf, visit } from '../test/visitor.ts'

const newPassword = 'a much longer horse battery'

const enter = async (desk: Desk, person: string, typed = password): Promise<Visitor> => {
  const visitor = visit(desk.app)
  await visitor.post('/auth/sign-in/email', { email: await desk.login(person), password: typed })
  return visitor
}

const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.query('session.me')).status === 200

/** Asks for a new password; answers the token of the link in the letter. */
const askLink = async (desk: Desk, person: string): Promise<string> => {
  await visit(desk.app).post('/auth/password/ask', { email: (await desk.login(person)).toUpperCase() })
  await desk.world.work()
  const [, token = ''] = /\/reset\/([A-Za-z0-9_-]{43})/.exec(desk.world.sent.at(-1)?.text ?? '') ?? []
  return token
}

test('a new password by the link of a letter: it ends every session, signs nobody in, and is told by a letter', async ({
  desk,
}) => {
  const before = await enter(desk, 'ines')
  const link = await askLink(desk, 'ines')
  const reader = visit(desk.app)
  expect(dataOf(await reader.query('account.resetting', { link })).address).toBe(await desk.login('ines'))
  expect(codeOf(await reader.mutate('account.setPassword', { link, password: 'too short' }))).toBe('INPUT_SHAPE')
  expect((await reader.mutate('account.setPassword', { link, password: newPassword })).status).toBe(200)
  const [kept] = await desk.world.rows<{ password: string }>('select password from auth_account')
  // argon2id at 64 MiB and three passes (RFC 9106).
  expect(kept!.password).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(reader.cookies.size).toBe(0)
  expect([await isIn(reader), await isIn(before)]).toEqual([false, false])
  expect(await isIn(await enter(desk, 'ines'))).toBe(false)
  expect(await isIn(await enter(desk, 'ines', newPassword))).toBe(true)
  await desk.world.work()
  expect(desk.world.sent.at(-1)!.text).toContain('The password was changed.')
})

test('the link for a new password is good once and for an hour: NOT_FOUND, LINK_EXPIRED', async ({ desk }) => {
  const link = await askLink(desk, 'ines')
  const reader = visit(desk.app)
  desk.world.at(new Date(desk.world.now().getTime() + 3_600_001))
  for (const answer of [
    await reader.query('account.resetting', { link }),
    await reader.mutate('account.setPassword', { link, password: newPassword }),
  ])
    expect(codeOf(answer)).toBe('LINK_EXPIRED')
  const second = await askLink(desk, 'ines')
  expect((await reader.mutate('account.setPassword', { link: second, password: newPassword })).status).toBe(200)
  for (const used of [link, second])
    expect(codeOf(await reader.mutate('account.setPassword', { link: used, password: newPassword }))).toBe('NOT_FOUND')
})

test('whether an address belongs to anybody shows neither in the answer nor in its time; one letter a minute', async ({
  desk,
}) => {
  const browser = visit(desk.app)
  const answers: [number, string, boolean][] = []
  for (const email of [await desk.login('ines'), 'nobody@kestrel.example', await desk.login('ines'), 'no address']) {
    const from = performance.now()
    const { status, body } = await browser.post('/auth/password/ask', { email })
    answers.push([status, JSON.stringify(body), performance.now() - from >= 245])
  }
  expect(new Set(answers.map(String))).toEqual(new Set(['202,{"asked":true},true']))
  await desk.world.work()
  expect(desk.world.sent.map(({ to }) => to.address)).toEqual([await desk.login('ines')])
})

test('whoever asks ten times at once for a new password gets one letter', async ({ desk }) => {
  const email = await desk.login('ines')
  await Promise.all(Array.from({ length: 10 }, () => visit(desk.app).post('/auth/password/ask', { email })))
  await desk.world.work()
  expect(desk.world.sent).toHaveLength(1)
})

test('one’s own sessions are listed, and ended one by one or all but this one; nobody else’s', async ({ desk }) => {
  const [here, phone, other] = [await enter(desk, 'ines'), await enter(desk, 'ines'), await enter(desk, 'theo')]
  const list = async () => dataOf(await here.query('account.security')).sessions as { id: string; isThis: boolean }[]
  const sessions = await list()
  expect([sessions.length, sessions.filter(({ isThis }) => isThis).length]).toEqual([2, 1])
  const phoneId = sessions.find(({ isThis }) => !isThis)!.id
  expect(codeOf(await other.mutate('account.endSession', { sessionId: phoneId }))).toBe('NOT_FOUND')
  expect([await isIn(here), await isIn(phone)]).toEqual([true, true])
  expect((await here.mutate('account.endSession', { sessionId: phoneId })).status).toBe(200)
  // At once in this process, although it remembers for five seconds who is signed in.
  expect([await isIn(here), await isIn(phone)]).toEqual([true, false])
  const again = await enter(desk, 'ines')
  await here.mutate('account.endOtherSessions')
  expect([await isIn(here), await isIn(again), await isIn(other)]).toEqual([true, false, true])
  expect(await list()).toHaveLength(1)
})

test('GEN-R4: of the address of a session its last part is never kept', async ({ desk }) => {
  const app = await desk.build({ trustedProxy: true })
  await app.request('/auth/sign-in/email', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ofrecord': '1',
      'x-forwarded-for': '203.0.113.77',
      'x-ofrecord-address': '198.51.100.9',
    },
    body: JSON.stringify({ email: await desk.login('ines'), password }),
  })
  const [session] = await desk.world.rows<{ ipAddress: string }>('select "ipAddress" from auth_session')
  expect(session!.ipAddress).toBe('203.0.113.0')
})

test('a changed password ends the other sessions, and takes the old one to be changed', async ({ desk }) => {
  const [here, other] = [await enter(desk, 'ines'), await enter(desk, 'ines')]
  const change = (currentPassword: string) => here.post('/auth/change-password', { currentPassword, newPassword })
  expect((await change('wrong horse battery')).status).toBe(400)
  const { status, body } = await change(password)
  expect([status, body]).toEqual([200, {}])
  expect([await isIn(here), await isIn(other)]).toEqual([true, false])
})

test('signing in on top of a session takes its place', async ({ desk }) => {
  const browser = await enter(desk, 'ines')
  await browser.post('/auth/sign-in/email', { email: await desk.login('ines'), password })
  expect(await desk.world.rows('select from auth_session')).toHaveLength(1)
})

test('an account is guessed at ten times, from wherever, and then once in ninety seconds', async ({ desk }) => {
  const app = await desk.build({ limiter: new Limiter(() => 0), trustedProxy: true })
  const email = await desk.login('ines')
  const statuses: number[] = []
  for (let tries = 0; tries < 12; tries++) {
    const headers = { 'content-type': 'application/json', 'x-ofrecord': '1', 'x-forwarded-for': `192.0.2.${tries}` }
    const body = JSON.stringify({ email: tries % 2 ? email.toUpperCase() : email, password: 'wrong horse battery' })
    statuses.push((await app.request('/auth/sign-in/email', { method: 'POST', headers, body })).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
})
