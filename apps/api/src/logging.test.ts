import { openLog } from '@ofrecord/core/kernel/programs'
import { expect } from 'vitest'
import { ours, password, test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const token = 'Tq7'.repeat(14) + 'x'
const secrets = [token, password, 'wrong horse battery', 'ada.byrne@kestrel.example', 'Ada Byrne']

/** An api whose log is kept, and every way in which somebody hands it a secret. */
const listening = async (desk: Desk) => {
  const lines: string[] = []
  const log = openLog('api', { log: 'trace' }, { write: (line: string) => void lines.push(line) })
  const app = await desk.build({ log, returnsToken: 'R'.repeat(40) })
  const email = await desk.login('gwen')
  const cookie = await desk.signedIn('gwen')
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', headers: { ...ours, ...headers }, body: JSON.stringify(body) })
  const [place] = await desk.world.rows<{ id: string }>(`select id from location where name = 'Leeds'`)
  const ways: (() => Response | Promise<Response>)[] = [
    () => post('/auth/sign-in/email', { email, password }),
    () => post('/auth/sign-in/email', { email, password: 'wrong horse battery' }),
    () =>
      post(
        '/trpc/people.invite',
        { name: 'Ada Byrne', email: 'ada.byrne@kestrel.example', locationId: place!.id },
        { cookie },
      ),
    () => app.request(`/trpc/people.invitation.see?input=${encodeURIComponent(JSON.stringify({ link: token }))}`),
    () => post('/trpc/people.invitation.accept', { link: token, password, profile: { name: 'Ada Byrne' } }),
    () => app.request(`/trpc/account.resetting?input=${encodeURIComponent(JSON.stringify({ link: token }))}`),
    () => post('/trpc/account.setPassword', { link: token, password }),
    () => app.request(`/digest/${token}`),
    () => post(`/digest/${token}`, {}),
    () => app.request('/scim/v2/Users', { headers: { authorization: `Bearer ${token}` } }),
    () => post('/mail/returns', { token }, { authorization: `Bearer ${token}` }),
    () => app.request('/trpc/session.me', { headers: { cookie } }),
    () => app.request(`/invitation/${token}`),
  ]
  return { lines, cookie, knock: async () => Promise.all(ways.map(async (way) => (await way()).status)) }
}

/** The secrets, and anything that has the shape of one, that a log holds. */
const found = (lines: readonly string[], cookie: string): string[] => {
  const text = lines.join('\n')
  const [session] = decodeURIComponent(cookie.split('=')[1]!).split('.')
  return [...secrets, session!, ...(text.match(/[\w.]+@[\w.]+\.example|\$argon2|scrypt:|[\w-]{43,}/g) ?? [])].filter(
    (each) => text.includes(each),
  )
}

test('I13: the log of an ordinary day holds no token, no password, no cookie and nobody’s address or name', async ({
  desk,
}) => {
  const { lines, cookie, knock } = await listening(desk)
  await knock()
  expect(found(lines, cookie)).toEqual([])
})

test('I13: nor does it where the database fails at each of the tables that hold them', async ({ desk }) => {
  const { lines, cookie, knock } = await listening(desk)
  const tables = ['link', 'auth_user', 'auth_session', 'affiliation', 'person']
  // Not by what undoes itself after the test: rows are put back before that, into tables by these names.
  const called = async (from: string, to: string): Promise<void> => {
    for (const table of tables) await desk.world.rows(`alter table ${table}${from} rename to ${table}${to}`)
  }
  await called('', '_gone')
  try {
    expect(await knock()).toContain(500)
  } finally {
    await called('_gone', '')
  }
  expect(lines.length).toBeGreaterThan(0)
  expect(found(lines, cookie)).toEqual([])
})

test('I13: nor where it refuses a row with words that somebody typed', async ({ desk }) => {
  const { lines, cookie, knock } = await listening(desk)
  await desk.world.alter(
    `alter table person add constraint nobody_called check (name <> 'Ada Byrne')`,
    `alter table person drop constraint nobody_called`,
  )
  expect(await knock()).toContain(500)
  expect(found(lines, cookie)).toEqual([])
})
