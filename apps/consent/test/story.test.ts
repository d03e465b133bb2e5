import { brotliDecompressSync } from 'node:zlib'
import { isGenuine } from '@ofrecord/core/consent/receipt'
import type { PublishedKey } from '@ofrecord/core/kernel/signing'
import { claimRow, decisions, nora, tess } from '@ofrecord/core/test/customer'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { asSite } from '@ofrecord/core/test/site'
import { installation } from '@ofrecord/core/test/stage'
import { linkTo, openedWindow } from '@ofrecord/core/test/story'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { TestWorld } from '@ofrecord/core/test/world'
import { locales } from '@ofrecord/messages/customer/runtime'
import { describe, expect } from 'vitest'
import { createConsentApp } from '../src/app.ts'
import { doorTo } from '../src/caller.ts'
import { hiddenNonce, titleOf, words } from './paper-door.ts'

const site = installation.consentUrl

/** Somebody with a browser and a letter; the microsite as it is run, on the real router and a real database. */
interface Customer {
  link: string
  get: (path: string, init?: RequestInit) => Promise<Response>
  page: (path: string) => Promise<string>
  post: (path: string, fields: [string, string][], headers?: Record<string, string>) => Promise<Response>
  /** Opens a form, reads it for some seconds and sends it with everything it holds, and `fields` besides. */
  answer: (path: string, fields: [string, string][], seconds?: number) => Promise<Response>
}

const test = worldTest.extend<{ pools: Pools; customer: Customer }>({
  pools: async ({ world }, use) => asSite(world, use),
  customer: async ({ world, pools }, use) => {
    await openedWindow(world)
    await use(customerOf(world, pools))
  },
})

const customerOf = (world: TestWorld, pools: Pools): Customer => {
  const app = createConsentApp({
    consent: doorTo(pools, installation),
    settings: { publicUrl: site, trustedProxy: false },
    now: () => world.now().getTime(),
  })
  const get: Customer['get'] = async (path, init) => app.request(`${site}${path}`, init)
  const page: Customer['page'] = async (path) => (await get(path)).text()
  const post: Customer['post'] = (path, fields, headers = {}) =>
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
  const answer: Customer['answer'] = async (path, fields, seconds = 20) => {
    const form = await page(path)
    world.at(new Date(world.now().getTime() + seconds * 1000))
    return post(path, [...ticked(form), ['nonce', hiddenNonce(form)], ...fields])
  }
  return { link: linkTo(world, nora), get, page, post, answer }
}

/** What a form sends of itself: its services, which are ticked. */
const ticked = (form: string): [string, string][] => [
  ...(form.includes('name="choose"') ? ([['choose', '1']] as [string, string][]) : []),
  ...[...form.matchAll(/name="item" value="([^"]+)"[^>]* checked/g)].map((hit): [string, string] => ['item', hit[1]!]),
]

const hrefs = (page: string): string[] => [...page.matchAll(/href="(\/[^"]*)"/g)].map((hit) => hit[1]!)

const receiptOf = (answer: Response): string => answer.headers.get('location') ?? ''

test('C56 without script: from the letter to the no, by the links and forms of the pages alone', async ({
  world,
  customer,
}) => {
  const notice = await customer.page(`/n/${customer.link}`)
  expect(words(notice)).toContain('Mail and Calendar (MAIL)')
  const deny = hrefs(notice).find((href) => href.endsWith('/deny'))!
  const withoutReason = await customer.answer(deny, [])
  expect(withoutReason.status).toBe(422)
  const said = await customer.answer(deny, [
    ['reason', 'unknown'],
    ['comment', 'Wer ist das?'],
  ])
  expect(said.status).toBe(303)
  const receipt = await customer.page(receiptOf(said))
  expect(titleOf(receipt)).toContain('Kestrel Consulting Group cannot see your figures')
  expect(words(receipt)).toContain('Wer ist das?')
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
})

test('C55 the receipt is downloaded byte for byte as it was stored, and is genuine', async ({ world, customer }) => {
  const said = await customer.answer(`/n/${customer.link}/deny`, [['reason', 'data']])
  const [decision] = await decisions(world)
  const download = await customer.get(`${receiptOf(said)}.json`, { headers: { 'accept-encoding': 'br' } })
  const bytes = brotliDecompressSync(Buffer.from(await download.arrayBuffer()))
  expect(bytes.equals(Buffer.from(decision!.document))).toBe(true)
  const { keys } = (await (await customer.get('/.well-known/ofrecord-keys')).json()) as { keys: PublishedKey[] }
  expect(isGenuine(keys, bytes.toString('utf8'))).toBe(true)
  expect(download.headers.get('content-disposition')).toBe(`attachment; filename="receipt-${decision!.receipt}.json"`)
})

test('C55 uploaded to the page that checks, the file is genuine; with one byte changed it is not', async ({
  customer,
}) => {
  const said = await customer.answer(`/n/${customer.link}/deny`, [['reason', 'data']])
  const bytes = Buffer.from(await (await customer.get(`${receiptOf(said)}.json`)).arrayBuffer())
  const upload = async (file: Buffer): Promise<string> => {
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(file)]), 'receipt.json')
    return titleOf(await (await customer.get('/verify', { method: 'POST', headers: { origin: site }, body })).text())
  }
  expect(await upload(bytes)).toContain('This receipt is genuine')
  bytes[bytes.indexOf('deny')]! ^= 1
  expect(await upload(bytes)).toContain('This receipt is not genuine')
  const paper = await customer.get(`${receiptOf(said)}.pdf`)
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const printed = await customer.page(`/verify?receipt=${receiptOf(said).slice('/r/'.length)}`)
  expect(titleOf(printed)).toContain('This receipt is genuine')
})

test('C46 the same form sent twice, and the form of another tab: one decision, one receipt', async ({
  world,
  customer,
}) => {
  const path = `/n/${customer.link}/deny`
  const form = await customer.page(path)
  world.at(new Date(world.now().getTime() + 5000))
  const fields: [string, string][] = [...ticked(form), ['nonce', hiddenNonce(form)], ['reason', 'data']]
  const answers = [await customer.post(path, fields), await customer.post(path, fields)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(new Set(answers.map(receiptOf)).size).toBe(1)
  expect(await decisions(world)).toHaveLength(1)
})

test('C50 the no is undone by the page the receipt leads to', async ({ world, customer }) => {
  const path = `/n/${customer.link}/deny`
  const receipt = receiptOf(await customer.answer(path, [['reason', 'other']]))
  const page = await (await customer.get(receipt, { headers: { referer: `${site}${path}` } })).text()
  const undo = hrefs(page).find((href) => href.endsWith('/undo'))!
  expect((await customer.answer(undo, [])).status).toBe(422)
  expect((await customer.answer(undo, [['agree', '1']])).status).toBe(303)
  expect((await claimRow(world)).status).toBe('approved')
})

test('C53 one service unticked: the no is about the other', async ({ world, customer }) => {
  const path = `/n/${customer.link}/deny`
  const form = await customer.page(path)
  const [item] = ticked(form).filter(([name]) => name === 'item')
  world.at(new Date(world.now().getTime() + 5000))
  const said = await customer.post(path, [['choose', '1'], item!, ['nonce', hiddenNonce(form)], ['reason', 'data']])
  expect(titleOf(await customer.page(receiptOf(said)))).not.toContain('cannot see your figures')
  expect(await claimRow(world)).toMatchObject({ live: ['in_consent_window'], ended: ['consent_denied'] })
  expect(words(await customer.page(`/n/${customer.link}`))).toContain('Your organisation said no.')
})

describe('C43 C44 what a mail gateway does decides nothing', () => {
  const untouched = async (world: TestWorld): Promise<void> => {
    expect(await decisions(world)).toEqual([])
    expect(await claimRow(world)).toMatchObject({
      consentState: 'window_open',
      live: ['in_consent_window', 'in_consent_window'],
    })
  }

  test('every method, prefetch and header on every page', async ({ world, customer }) => {
    const paths = ['', '/deny', '/confirm', '/undo', '/question', '/asked', '/t'].map(
      (step) => `/n/${customer.link}${step}`,
    )
    for (const path of paths) {
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) await customer.get(path, { method })
      await customer.get(path, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } })
      await customer.post(path, [['List-Unsubscribe', 'One-Click']], { origin: '', 'sec-fetch-site': '' })
      world.at(new Date(world.now().getTime() + 60_000))
    }
    await untouched(world)
  })

  test('fifty looks at once, and the link still works', async ({ world, customer }) => {
    await Promise.all(Array.from({ length: 50 }, () => customer.get(`/n/${customer.link}/deny`)))
    await untouched(world)
    world.at(new Date(world.now().getTime() + 60_000))
    expect((await customer.answer(`/n/${customer.link}/deny`, [['reason', 'data']])).status).toBe(303)
  })

  test('every button pressed and nothing filled in', async ({ world, customer }) => {
    for (const step of ['/deny', '/confirm', '/undo']) await customer.answer(`/n/${customer.link}${step}`, [])
    await untouched(world)
  })

  test('the form filled in and sent after 0.3 s: a second page, whose button says no', async ({ world, customer }) => {
    const path = `/n/${customer.link}/deny`
    const second = await customer.answer(path, [['reason', 'data']], 0.3)
    const page = await second.text()
    expect(second.status).toBe(200)
    await untouched(world)
    const pressed = await customer.post(path, [...ticked(page), ['nonce', hiddenNonce(page)], ['reason', 'data']])
    expect(pressed.status).toBe(303)
    expect(await decisions(world)).toHaveLength(1)
  })

  test('a form of another site', async ({ world, customer }) => {
    const path = `/n/${customer.link}/deny`
    const form = await customer.page(path)
    world.at(new Date(world.now().getTime() + 5000))
    const fields: [string, string][] = [
      ['nonce', hiddenNonce(form)],
      ['reason', 'data'],
    ]
    const answer = await customer.post(path, fields, {
      origin: 'https://elsewhere.example',
      'sec-fetch-site': 'cross-site',
    })
    expect(answer.status).toBe(403)
    await untouched(world)
  })

  test('the nonce of a colleague’s form', async ({ world, customer }) => {
    const form = await customer.page(`/n/${linkTo(world, tess)}/deny`)
    world.at(new Date(world.now().getTime() + 5000))
    const answer = await customer.post(`/n/${customer.link}/deny`, [
      ['nonce', hiddenNonce(form)],
      ['reason', 'data'],
    ])
    expect(answer.status).toBe(422)
    await untouched(world)
  })
})

test('L6 a robot that waits five seconds and fills in everything is believed; the undo mail follows, and a reviewer sees the mark', async ({
  world,
  customer,
}) => {
  const said = await customer.answer(
    `/n/${customer.link}/deny`,
    [
      ['reason', 'data'],
      ['reason', 'unknown'],
      ['reason', 'other'],
      ['comment', 'filled in'],
      ['share', '1'],
      ['topic', 'filled in'],
    ],
    5,
  )
  expect(said.status).toBe(303)
  await world.work()
  expect((await decisions(world)).map(({ automationSuspected }) => automationSuspected)).toEqual([true])
  const told = world.sent.filter(({ subject }) => subject.includes('cannot see figures'))
  expect(told.map(({ to }) => to.address).toSorted()).toEqual(['i.falconer@orchardfoods.example', nora, tess])
  expect(told.find(({ to }) => to.address === nora)!.text).toContain(`/n/${customer.link}/undo`)
})

test('L7 whoever opened the hidden link just before is marked, and refused nothing', async ({ world, customer }) => {
  await customer.get(`/n/${customer.link}/t`)
  expect((await customer.answer(`/n/${customer.link}/deny`, [['reason', 'data']])).status).toBe(303)
  expect((await decisions(world)).map(({ automationSuspected }) => automationSuspected)).toEqual([true])
})

test('B.2.3 a question goes to the partner, and the notice stays as open as it was', async ({ world, customer }) => {
  const ask = hrefs(await customer.page(`/n/${customer.link}`)).find((href) => href.endsWith('/question'))!
  const sent = await customer.answer(ask, [['text', 'Which contract is this?']])
  expect(words(await customer.page(receiptOf(sent)))).toContain('Your question was sent to Kestrel Consulting Group')
  await world.work()
  expect(world.sent.at(-1)).toMatchObject({ to: { address: 'ines.incentive@kestrel.example' } })
  expect(await claimRow(world)).toMatchObject({ consentState: 'window_open' })
  expect(await decisions(world)).toEqual([])
})

test('C57 where only a yes counts the pages say so, and the yes is given as ever', async ({ world, pools }) => {
  await world.rows(`update customer_tenant set consent_mode = 'opt_in'`)
  await openedWindow(world, { name: 'Asked first', items: [{ code: 'SITE', subscription: '' }] })
  const customer = customerOf(world, pools)
  const path = `/n/${linkTo(world, nora)}`
  expect(words(await customer.page(path))).toContain('Only a yes counts: say it by Wednesday 2 December 2026')
  expect(words(await customer.page(`${path}/confirm`))).toContain('nothing starts.')
  expect((await customer.answer(`${path}/confirm`, [['agree', '1']])).status).toBe(303)
  expect(
    await world.rows(`select from claim where consent_mode = 'opt_in' and consent_state = 'confirmed'`),
  ).toHaveLength(1)
})

test('C54 unknown, altered, revoked and foreign links are one page, byte for byte', async ({ world, customer }) => {
  await world.rows('update link set revoked_at = now() where address = $1', [tess])
  const links = [
    'x',
    'A'.repeat(43),
    customer.link.toUpperCase(),
    `${customer.link}A`,
    `${customer.link}%00`,
    linkTo(world, tess),
  ]
  const answers = await Promise.all(
    links
      .flatMap((link) => [`/n/${link}`, `/n/${link}/deny`])
      .concat('/r/x', '/r/R7KD-42QM-XW9F', '/r/%00')
      .map((path) => customer.get(path)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
})

test('the real notice is at most 6 KB in every language, by brotli and by gzip', async ({ world, customer }) => {
  for (const lang of locales)
    for (const encoding of ['br', 'gzip'])
      for (const step of ['', '/deny', '/confirm', '/question']) {
        // Every language is read in a minute of its own: the limits are of a minute.
        world.at(new Date(world.now().getTime() + 61_000))
        const page = await customer.get(`/n/${customer.link}${step}?lang=${lang}`, {
          headers: { 'accept-encoding': encoding },
        })
        expect(page.headers.get('content-encoding')).toBe(encoding)
        expect((await page.arrayBuffer()).byteLength, `${lang}${step}`).toBeLessThanOrEqual(6144)
      }
})
