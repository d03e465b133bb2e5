import { brotliDecompressSync } from 'node:zlib'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { daysAfter, secondsAfter } from '@ofrecord/core/kernel/time'
import { confirmed, lena, sentReference, tokenTo } from '@ofrecord/core/test/references'
import { asSite } from '@ofrecord/core/test/site'
import { installation } from '@ofrecord/core/test/stage'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { TestWorld } from '@ofrecord/core/test/world'
import { locales } from '@ofrecord/messages/customer/runtime'
import { describe, expect } from 'vitest'
import { hiddenNonce, titleOf, words } from '../../test/paper-door.ts'
import { createConsentApp } from '../app.ts'
import { doorTo } from '../caller.ts'
import { redactedPath } from '../redaction.ts'
import { referencesTo } from './door.ts'

const site = installation.consentUrl

/** Somebody with a browser and a letter about a reference: the site as it is run, on a real database, as its own role. */
interface Contact {
  referenceId: string
  path: string
  get: (path: string, init?: RequestInit) => Promise<Response>
  page: (path: string) => Promise<string>
  post: (path: string, fields: [string, string][], headers?: Record<string, string>) => Promise<Response>
  /** Opens a form, reads it for some seconds and sends it with `fields`. */
  answer: (path: string, fields: [string, string][], seconds?: number) => Promise<Response>
}

const test = worldTest.extend<{ pools: Pools; contact: Contact }>({
  pools: async ({ world }, use) => asSite(world, use),
  contact: async ({ world, pools }, use) => {
    const referenceId = await sentReference(world)
    await use(contactOf(world, pools, referenceId))
  },
})

const contactOf = (world: TestWorld, pools: Pools, referenceId: string): Contact => {
  const app = createConsentApp({
    consent: doorTo(pools, installation),
    references: referencesTo(pools, installation),
    settings: { publicUrl: site, trustedProxy: false },
    now: () => world.now().getTime(),
  })
  const get: Contact['get'] = async (path, init) => app.request(`${site}${path}`, init)
  const page: Contact['page'] = async (path) => (await get(path)).text()
  const post: Contact['post'] = (path, fields, headers = {}) =>
    get(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: site,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    })
  const answer: Contact['answer'] = async (path, fields, seconds = 60) => {
    const form = await page(path)
    world.at(secondsAfter(world.now(), seconds))
    return post(path, [['nonce', hiddenNonce(form)], ...fields])
  }
  return { referenceId, path: `/reference/${tokenTo(world, 'reference')}`, get, page, post, answer }
}

const typed: [string, string][] = [
  ['name', 'Lena Hart'],
  ['role', 'Head of Operations'],
]

const row = async (world: TestWorld) =>
  (
    await world.rows<{ state: string; signals: string[]; name: string; comment: string; suggestion: object }>(
      `select state, to_jsonb(signals) as signals, answered_name as name, comment, suggestion from customer_reference`,
    )
  )[0]!

const hrefs = (page: string): string[] => [...page.matchAll(/href="(\/[^"]*)"/g)].map((hit) => hit[1]!)

describe('the page of a reference', () => {
  test('REF-R1 says who asks, what was written, what an answer does, who reads it, and until when', async ({
    contact,
  }) => {
    const page = await contact.page(contact.path)
    expect(titleOf(page)).toBe('Did Kestrel Consulting Group do this project for you? – Halcyon Software')
    for (const said of [
      'It named you as the person who can speak for Orchard Foods.',
      'until 2 November 2028. You can take it back at any time.',
      'If you do nothing: nothing is confirmed. The request ends on Friday 1 January 2027, 09:00',
      'only your own tick allows that.',
      'One inventory for forty shops',
      'Stock, orders and returns of forty shops in one place.',
      '2 February 2026 to 30 September 2026',
      'Leeds',
      'Lena Hart',
      `This link was sent to ${lena}.`,
    ])
      expect(words(page)).toContain(said)
    expect(page).not.toContain('<script')
  })

  test('stands in every language, in at most 6 kB on the way', async ({ contact, world }) => {
    for (const lang of locales)
      for (const step of ['', '/confirm', '/reject']) {
        world.at(secondsAfter(world.now(), 30))
        const answer = await contact.get(`${contact.path}${step}?lang=${lang}`, {
          headers: { 'accept-encoding': 'br' },
        })
        const bytes = Buffer.from(await answer.arrayBuffer())
        expect(bytes.length, `${lang} ${step}`).toBeLessThanOrEqual(6144)
        expect(brotliDecompressSync(bytes).toString()).toContain(`<html lang="${lang}"`)
      }
  })

  test('I13 its token is not in the log', () => {
    expect(redactedPath(`/reference/${'A'.repeat(43)}/confirm`)).toMatch(/^\/reference\/\[\w{4}\]\/confirm$/)
    expect(redactedPath(`/withdraw/${'A'.repeat(43)}`)).toMatch(/^\/withdraw\/\[\w{4}\]$/)
  })

  test('L1 an unknown link is the one page of all unknown links, and one of another purpose too', async ({
    contact,
    world,
  }) => {
    await confirmed(world)
    const unknown = await contact.get(`/reference/${'A'.repeat(43)}`)
    const foreign = await contact.get(`/reference/${tokenTo(world, 'withdraw')}`)
    expect([unknown.status, foreign.status]).toEqual([404, 404])
    expect(await foreign.text()).toBe(await unknown.text())
  })
})

describe('C44 L9 what a mail gateway does to the link decides nothing', () => {
  test('it follows every link, asks by every method, presses every button and fills in the first choice', async ({
    contact,
    world,
  }) => {
    const pages = new Set([contact.path])
    for (const path of pages)
      for (const href of hrefs(await contact.page(path)))
        if (href.startsWith('/reference/') || href.startsWith('/withdraw/')) pages.add(href)
    expect([...pages].map((path) => path.slice(contact.path.length))).toEqual(['', '/confirm', '/reject', '/t'])
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND'])
      for (const path of pages) expect((await contact.get(path, { method })).status).toBeLessThan(500)
    for (const path of pages) {
      await contact.post(path, [['List-Unsubscribe', 'One-Click']])
      if (!/confirm|reject/.test(path)) continue
      expect((await contact.answer(path, [], 10)).status).toBe(422)
      world.at(secondsAfter(world.now(), 90))
      const first: [string, string][] = path.endsWith('reject') ? [['reason', 'other']] : [['quote', '1']]
      expect((await contact.answer(path, first, 0.3)).status).toBe(path.endsWith('reject') ? 200 : 422)
      world.at(secondsAfter(world.now(), 90))
    }
    expect(await row(world)).toMatchObject({ state: 'awaiting_customer', name: null })
  })

  test('the first box ticked, name and role filled in within a second: the form once more, and no decision', async ({
    contact,
    world,
  }) => {
    const answer = await contact.answer(`${contact.path}/confirm`, typed, 1)
    expect(answer.status).toBe(200)
    const again = await answer.text()
    expect(words(again)).toContain('That was quick. Nothing is recorded yet.')
    expect(again).toContain('value="Head of Operations"')
    expect((await row(world)).state).toBe('awaiting_customer')
    const sent = await contact.post(`${contact.path}/confirm`, [['nonce', hiddenNonce(again)], ...typed])
    expect(sent.status).toBe(303)
    expect(await row(world)).toMatchObject({ state: 'approved', signals: ['quick'] })
  })

  test('L7 the field and the link that nobody sees are noted, and nobody is refused for them', async ({
    contact,
    world,
  }) => {
    await contact.get(`${contact.path}/t`)
    expect((await contact.answer(`${contact.path}/confirm`, typed)).status).toBe(303)
    expect(await row(world)).toMatchObject({ state: 'approved', signals: ['trap_link'] })
  })

  test('a form from another site is refused', async ({ contact, world }) => {
    const form = await contact.page(`${contact.path}/confirm`)
    const fields: [string, string][] = [['nonce', hiddenNonce(form)], ...typed]
    const answer = await contact.post(`${contact.path}/confirm`, fields, {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    })
    expect(answer.status).toBe(403)
    expect((await row(world)).state).toBe('awaiting_customer')
  })
})

describe('an answer', () => {
  test('L4 nothing is preset, and an error keeps what was typed and names the field', async ({ contact }) => {
    const form = await contact.page(`${contact.path}/confirm`)
    expect(form).not.toMatch(/ checked| selected/)
    expect(await contact.page(`${contact.path}/reject`)).not.toContain(' checked')
    const answer = await contact.answer(`${contact.path}/confirm`, [
      ['name', ' Lena <b>Hart</b> '],
      ['note', 'Nearly all of it'],
      ['from', '31.5.2026'],
      ['quote', '1'],
    ])
    const page = await answer.text()
    expect([answer.status, titleOf(page)]).toEqual([422, expect.stringMatching(/^Error: /)])
    expect(words(page)).toContain('Type your role')
    expect(words(page)).toContain('Write the date like 2026-05-31')
    expect(page).toContain('href="#rl"')
    expect(page).toContain('value="Lena &lt;b&gt;Hart&lt;/b&gt;"')
    expect(page).toContain('Nearly all of it</textarea>')
    expect(page).toContain('value="31.5.2026"')
    expect(page).toMatch(/name="quote" value="1" checked/)
  })

  test('confirms: 303 to what was recorded, with the way back, which takes a tick of its own', async ({
    contact,
    world,
  }) => {
    const said = await contact.answer(`${contact.path}/confirm?lang=it`, [
      ...typed,
      ['title', 'One stock'],
      ['until', '2026-10-01'],
    ])
    expect([said.status, said.headers.get('location')]).toEqual([303, `${contact.path}?lang=it`])
    expect(await row(world)).toMatchObject({
      state: 'approved',
      suggestion: { projectTitle: 'One stock', endedOn: '2026-10-01' },
    })
    const receipt = await contact.page(contact.path)
    expect(titleOf(receipt)).toContain('You confirmed this project')
    expect(words(receipt)).toContain('Lena Hart, Head of Operations')
    expect(words(receipt)).toContain('Kestrel Consulting Group may not quote it.')
    expect((await contact.get(`${contact.path}/confirm`)).status).toBe(303)
    const back = hrefs(receipt).find((href) => href.startsWith('/withdraw/'))!
    expect((await contact.answer(back, [])).status).toBe(422)
    expect((await row(world)).state).toBe('approved')
    expect((await contact.answer(back, [['agree', '1']])).status).toBe(303)
    expect((await row(world)).state).toBe('revoked')
    expect(titleOf(await contact.page(back))).toContain('You took your word back')
  })

  test('rejects with a reason, and shows it with the words to whoever wrote them', async ({ contact, world }) => {
    const without = await contact.answer(`${contact.path}/reject`, [['comment', 'Thirty shops']])
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('Thirty shops</textarea>')
    const said = await contact.answer(`${contact.path}/reject`, [
      ['reason', 'description_wrong'],
      ['comment', 'Thirty shops'],
    ])
    expect(said.status).toBe(303)
    const page = words(await contact.page(contact.path))
    expect(page).toContain('You rejected this project')
    expect(page).toContain('The description is wrong')
    expect(await row(world)).toMatchObject({ state: 'rejected', comment: 'Thirty shops' })
  })

  test('an answer after another one says what stands, with its code', async ({ contact, world }) => {
    const form = await contact.page(`${contact.path}/reject`)
    await confirmed(world)
    const answer = await contact.post(`${contact.path}/reject`, [
      ['nonce', hiddenNonce(form)],
      ['reason', 'other'],
    ])
    expect(answer.status).toBe(422)
    expect(words(await answer.text())).toContain('REFERENCE_ANSWERED')
  })

  test('C81 the older link says that a newer letter was sent, and takes no answer', async ({ contact, world }) => {
    const form = await contact.page(`${contact.path}/confirm`)
    world.at(daysAfter(world.now(), 7))
    await (await world.as('gwen')).references.resend({ referenceId: contact.referenceId })
    await world.work()
    expect(words(await contact.page(contact.path))).toContain('A newer letter was sent')
    const late = await contact.post(`${contact.path}/confirm`, [['nonce', hiddenNonce(form)], ...typed])
    expect(late.status).toBe(404)
    expect((await row(world)).state).toBe('awaiting_customer')
  })
})
