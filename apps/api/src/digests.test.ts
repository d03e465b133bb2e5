import { expect } from 'vitest'
import { digestParts } from '@ofrecord/core/jobs'
import { writeDigests } from '@ofrecord/core/people/digest.jobs'
import { installation } from '@ofrecord/core/test/stage'
import { test as deskTest } from '../test/desk.ts'

interface Stop {
  path: string
  request: (path: string, init?: RequestInit) => Promise<{ status: number; page: string; headers: Headers }>
  cadence: () => Promise<string>
}

/** The link of a digest that an administrator got, on a host that knows no cookie of theirs. */
const test = deskTest.extend<{ stop: Stop }>({
  stop: async ({ desk: { world, app } }, use) => {
    const write = () => writeDigests(world.orm, installation, digestParts, (error) => expect(error).toBeUndefined())
    await world.rows(`update person set user_id = gen_random_uuid() where email = 'gwen.global@kestrel.example'`)
    await write()
    world.at(new Date('2026-11-09T07:00:00Z'))
    await write()
    await world.work()
    await use({
      path: new URL(world.sent[0]!.stopUrl!).pathname,
      request: async (path, init = {}) => {
        const response = await app.request(path, init)
        return { status: response.status, page: await response.text(), headers: response.headers }
      },
      cadence: async () => (await world.rows<{ cadence: string }>('select cadence from digest'))[0]!.cadence,
    })
  },
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('MIC-R1: a scanner that looks, as often and in whatever way, stops nothing and finds one button that posts', async ({
  stop: { path, request, cadence },
}) => {
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) await request(path, { method })
  await request(path, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } })
  await request(path, { method: 'POST', headers: form, body: '' })
  const { status, page, headers } = await request(path)
  expect(status).toBe(200)
  expect(page).toContain('Digests to gwen.global@kestrel.example list what waits for you')
  expect(page.match(/<form[^>]*>/g)).toEqual(['<form method="post">'])
  expect(page).not.toMatch(/<script|src=|http-equiv/)
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(headers.get('set-cookie')).toBeNull()
  expect(await cadence()).toBe('weekly')
})

test.for([
  ['a mail program', 'List-Unsubscribe=One-Click', { 'user-agent': 'mailer', 'sec-fetch-site': 'cross-site' }],
  ['the button of the page', 'stop=digests', { 'sec-fetch-site': 'same-origin' }],
] as const)(
  'RFC 8058: one press of %s stops digests, with no session and no header of ours',
  async ([, body, more], { stop }) => {
    const { status, page, headers } = await stop.request(stop.path, {
      method: 'POST',
      headers: { ...form, ...more },
      body,
    })
    expect([status, headers.get('location')]).toEqual([200, null])
    expect(page).toContain('Digests are off')
    expect(page).not.toContain('<form')
    expect(await stop.cadence()).toBe('off')
  },
)

test('RFC 8058: a mail program may also post its one word in parts', async ({ stop }) => {
  const body = new FormData()
  body.set('List-Unsubscribe', 'One-Click')
  expect((await stop.request(stop.path, { method: 'POST', body })).status).toBe(200)
  expect(await stop.cadence()).toBe('off')
})

test('L1: links that nobody was sent are answered alike, and stop nothing', async ({ stop: { request, cadence } }) => {
  const pages = await Promise.all(
    ['a'.repeat(43), 'x', '%00'].flatMap((link) => [
      request(`/digest/${link}`),
      request(`/digest/${link}`, { method: 'POST', headers: form, body: 'List-Unsubscribe=One-Click' }),
    ]),
  )
  expect(new Set(pages.map(({ status, page }) => `${status} ${page}`)).size).toBe(1)
  expect(pages[0]!.status).toBe(404)
  expect(await cadence()).toBe('weekly')
})
