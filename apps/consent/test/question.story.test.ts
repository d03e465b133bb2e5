import { falconer, tess } from '@ofrecord/core/test/customer'
import { askTheCustomer, questionLink } from '@ofrecord/core/test/question'
import { decideFor } from '@ofrecord/core/test/rivals'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { asSite } from '@ofrecord/core/test/site'
import { installation } from '@ofrecord/core/test/stage'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { TestWorld } from '@ofrecord/core/test/world'
import { locales } from '@ofrecord/messages/customer/runtime'
import { expect } from 'vitest'
import { createConsentApp } from '../src/app.ts'
import { doorTo } from '../src/caller.ts'
import { hiddenNonce, titleOf, words } from './paper-door.ts'

const site = installation.consentUrl

const test = worldTest.extend<{ pools: Pools }>({
  pools: async ({ contested: { world } }, use) => asSite(world, use),
})

/** Somebody who was asked, with a browser; the microsite as it is run, on the real router and a real database. */
const asked = (world: TestWorld, pools: Pools, address: string) => {
  const app = createConsentApp({
    consent: doorTo(pools, installation),
    settings: { publicUrl: site, trustedProxy: false },
    now: () => world.now().getTime(),
  })
  const path = `/por/${questionLink(world, address)}`
  const get = async (init: RequestInit = {}, query = '') => app.request(`${site}${path}${query}`, init)
  const page = async () => (await get()).text()
  const post = (fields: [string, string][]) =>
    get({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields).toString(),
    })
  /** Opens the form, reads it, chooses by name and sends it. */
  const answer = async (name: string | null, comment = '', seconds = 20) => {
    const form = await page()
    world.at(new Date(world.now().getTime() + seconds * 1000))
    const choice = name && new RegExp(`value="([^"]+)"[^>]*><span>(?:<bdi>)?${name}`).exec(form)?.[1]
    return post([
      ['nonce', hiddenNonce(form)],
      ...(choice ? ([['choice', choice]] as [string, string][]) : []),
      ['comment', comment],
    ])
  }
  return { get, page, answer }
}

const recorded = (world: TestWorld) =>
  world.rows<{ status: string; answer: string | null }>('select status, answer from clarification')

test('CNF-R4 from the letter to the recorded answer by the page alone; a colleague’s other answer is refused', async ({
  contested: { world },
  pools,
}) => {
  await askTheCustomer(world)
  const [first, second] = [asked(world, pools, tess), asked(world, pools, falconer)]
  expect((await first.answer(null)).status).toBe(422)
  expect((await first.answer('Tidewater', 'They came in May.', 0.5)).status).toBe(200)
  expect(await recorded(world)).toEqual([{ status: 'open', answer: null }])
  expect((await first.answer('Tidewater', 'They came in May.')).status).toBe(303)
  const page = words(await first.page())
  for (const part of ['Your answer is recorded', 'Tidewater Cloud', tess, 'They came in May.'])
    expect(page).toContain(part)
  const other = await second.page()
  expect(titleOf(other)).toContain('Your organisation has answered')
  expect(other).not.toContain('They came in May.')
  expect(await recorded(world)).toEqual([{ status: 'answered', answer: 'challenger' }])
})

test('CLARIFICATION_ANSWERED two forms open at once: the second is told what the first said', async ({
  contested: { world },
  pools,
}) => {
  await askTheCustomer(world)
  const [first, second] = [asked(world, pools, tess), asked(world, pools, falconer)]
  const form = await second.page()
  expect((await first.answer('Kestrel')).status).toBe(303)
  world.at(new Date(world.now().getTime() + 5000))
  const late = await second.get({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site },
    body: new URLSearchParams([
      ['nonce', hiddenNonce(form)],
      ['choice', 'neither'],
    ]),
  })
  expect(late.status).toBe(422)
  expect(words(await late.text())).toContain('its first answer stands.')
  expect(await recorded(world)).toEqual([{ status: 'answered', answer: 'incumbent' }])
})

test('C43 POR-R13 what a mail gateway does to the link answers nothing', async ({ contested: { world }, pools }) => {
  await askTheCustomer(world)
  const gateway = asked(world, pools, tess)
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) await gateway.get({ method })
  await Promise.all(Array.from({ length: 40 }, () => gateway.get({ headers: { purpose: 'prefetch' } })))
  await gateway.get({ method: 'POST', body: new URLSearchParams([['List-Unsubscribe', 'One-Click']]) })
  expect(await recorded(world)).toEqual([{ status: 'open', answer: null }])
  world.at(new Date(world.now().getTime() + 60_000))
  expect((await gateway.answer('Neither')).status).toBe(303)
})

test('CLARIFICATION_MOOT after the decision the page says that no answer is needed', async ({
  contested: { world, held },
  pools,
}) => {
  await askTheCustomer(world)
  await decideFor(world, held)
  expect(titleOf(await asked(world, pools, tess).page())).toContain('No answer is needed any more')
})

test('the question is at most 6 KB in every language, by brotli and by gzip', async ({
  contested: { world },
  pools,
}) => {
  await askTheCustomer(world)
  const reader = asked(world, pools, tess)
  for (const lang of locales)
    for (const encoding of ['br', 'gzip']) {
      const page = await reader.get({ headers: { 'accept-encoding': encoding } }, `?lang=${lang}`)
      expect(page.headers.get('content-encoding')).toBe(encoding)
      expect((await page.arrayBuffer()).byteLength, lang).toBeLessThanOrEqual(6144)
    }
})
