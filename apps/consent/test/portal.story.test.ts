import { claimRow, letItElapse, tess } from '@ofrecord/core/test/customer'
import { codeOf } from '@ofrecord/core/test/portal'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { asSite } from '@ofrecord/core/test/site'
import { installation } from '@ofrecord/core/test/stage'
import { openedWindow } from '@ofrecord/core/test/story'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { TestWorld } from '@ofrecord/core/test/world'
import { expect } from 'vitest'
import { createConsentApp } from '../src/app.ts'
import { doorTo } from '../src/caller.ts'
import { portalDoorTo } from '../src/portal/caller.ts'
import { hiddenNonce, titleOf, words } from './paper-door.ts'

const site = installation.consentUrl
const ownCookie = site.startsWith('https:') ? '__Host-portal' : 'portal'

/** An administrator with a browser and a mailbox; the site as it is run, on the real router and a real database. */
const administratorOf = (world: TestWorld, pools: Pools) => {
  const app = createConsentApp({
    consent: doorTo(pools, installation),
    portal: portalDoorTo(pools, installation),
    settings: { publicUrl: site, trustedProxy: false },
    now: () => world.now().getTime(),
  })
  let jar = ''
  const request = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const headers = { ...init.headers, ...(jar && { cookie: jar }) }
    const answer = await app.request(`${site}${path}`, { ...init, headers })
    for (const cookie of answer.headers.getSetCookie())
      jar = cookie.includes('Max-Age=0') ? '' : (cookie.split(';')[0] ?? '')
    return answer
  }
  const page = async (path: string) => (await request(path)).text()
  const post = (path: string, fields: [string, string][]) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields).toString(),
    })
  const signIn = async (address: string) => {
    await post('/portal', [['address', address]])
    await world.work()
    const answer = await post('/portal/code', [
      ['address', address],
      ['code', codeOf(world, address)],
    ])
    expect([answer.status, answer.headers.get('location'), jar.split('=')[0]]).toEqual([303, '/portal#', ownCookie])
  }
  return { request, page, post, signIn, keptCookie: () => jar, keep: (cookie: string) => (jar = cookie) }
}

const hidden = (page: string, name: string): [string, string][] =>
  [...page.matchAll(new RegExp(`name="${name}" (?:id="[^"]*" )?value="([^"]+)"`, 'g'))].map((hit) => [name, hit[1]!])

const test = worldTest.extend<{ pools: Pools; administrator: ReturnType<typeof administratorOf> }>({
  pools: async ({ world }, use) => asSite(world, use),
  administrator: async ({ world, pools }, use) => {
    await openedWindow(world)
    await use(administratorOf(world, pools))
  },
})

test('C49 by the mailed code to the map, two presses stop the partner, and the receipt says so', async ({
  world,
  administrator,
}) => {
  await letItElapse(world)
  await administrator.signIn(tess)
  const map = await administrator.page('/portal')
  expect(words(map)).toContain('One partner can see figures.')
  expect(words(map)).toContain('Kestrel Consulting Group')
  const review = await (await administrator.post('/portal/stop', hidden(map, 'claim'))).text()
  expect(words(review)).toContain('Mail and Calendar (MAIL)')
  expect((await claimRow(world)).status).toBe('approved')
  const form: [string, string][] = [['nonce', hiddenNonce(review)], ...hidden(review, 'item')]
  const stopped = await administrator.post('/portal/stop/confirm', form)
  expect(stopped.status).toBe(303)
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
  const done = await administrator.page(stopped.headers.get('location')!)
  expect(words(done)).toContain('Kestrel Consulting Group')
  const receipt = /href="(\/r\/[^"?]+)"/.exec(done)![1]!
  const shown = await administrator.page(receipt)
  expect(titleOf(shown)).toContain('Kestrel Consulting Group cannot see your figures')
  expect(words(shown)).toContain('No, by an administrator')
  // The same press again is the same stop.
  const again = await administrator.post('/portal/stop/confirm', form)
  expect(again.headers.get('location')).toBe(stopped.headers.get('location'))
  expect(words(await administrator.page('/portal'))).toContain('No partner can see figures about you.')
  const lines = (await administrator.page('/portal/receipts')).trim().split('\n')
  const code = receipt.slice('/r/'.length)
  expect(lines.filter((line) => line.includes('"revoke"')).map((line) => line.includes(code))).toEqual([true])
  expect(words(await administrator.page('/portal/history'))).toContain(
    'Access of Kestrel Consulting Group was stopped.',
  )
})

test('C49 who is signed out, by the button or by another hand, sees nothing and stops nothing', async ({
  world,
  administrator,
}) => {
  await letItElapse(world)
  await administrator.signIn(tess)
  const map = await administrator.page('/portal')
  const review = await (await administrator.post('/portal/stop', hidden(map, 'claim'))).text()
  const kept = administrator.keptCookie()
  await administrator.post('/portal/out', [])
  for (const cookie of [kept, `${ownCookie}=forged`, '']) {
    administrator.keep(cookie)
    const page = await administrator.request('/portal')
    expect(await page.text()).not.toContain('Orchard Foods')
    administrator.keep(cookie)
    const stop: [string, string][] = [['nonce', hiddenNonce(review)], ...hidden(review, 'item')]
    expect((await administrator.post('/portal/stop/confirm', stop)).headers.get('location')).toMatch(/^\/portal/)
  }
  expect((await claimRow(world)).status).toBe('approved')
})

test('C49 each form beside the stop is taken by the real door: rules, a blocked partner, another person', async ({
  world,
  administrator,
}) => {
  await administrator.signIn(tess)
  const saved = async (path: string, fields: [string, string][], query = '') => {
    const nonce: [string, string] = ['nonce', hiddenNonce(await administrator.page(`${path}${query}`))]
    const answer = await administrator.post(path, [nonce, ...fields])
    expect([path, answer.status]).toEqual([path, 303])
    return administrator.page(path)
  }
  const rules = await saved('/portal/policy', [
    ['mode', 'opt_in'],
    ['phrase', 'copper kettle 12'],
    ['contact', tess],
    ['language', 'en'],
  ])
  expect(rules).toMatch(/value="opt_in" checked/)
  expect(rules).toContain('value="copper kettle 12"')
  const [leeds] = await world.rows<{ number: number }>(`select number from location where city = 'Leeds'`)
  const number = String(leeds!.number)
  const block: [string, string][] = [
    ['do', 'block'],
    ['number', number],
  ]
  const partners = await saved('/portal/partners', block, `?number=${number}`)
  expect(words(partners)).toContain('Kestrel Consulting Group')
  const people = await saved('/portal/people', [
    ['name', 'Juno Abara'],
    ['email', 'j.abara@orchardfoods.example'],
    ['role', 'delegate'],
  ])
  expect(words(people)).toContain('Juno Abara')
})
