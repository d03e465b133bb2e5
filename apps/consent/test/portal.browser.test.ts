import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserOptions } from '../../../tools/browser.ts'
import { openGlass } from './glass.ts'
import type { Glass } from './glass.ts'
import { appOf, paperDoor } from './paper-door.ts'
import { goodCode, paperPortal, sessionOfTess, tess } from './paper-portal.ts'

const portal = paperPortal()
let minute = 0
let browser: Browser
let server: ReturnType<typeof serve>
let base = ''

beforeAll(async () => {
  browser = await chromium.launch(browserOptions())
  await new Promise<void>((ready) => {
    // Reached without https here, as in the demo: the cookie then has no prefix and keeps to /portal.
    const settings = { publicUrl: 'http://127.0.0.1', trustedProxy: false }
    const app = appOf(paperDoor(), { portal: portal.portal, settings, now: () => (minute += 60_000) })
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => ready())
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 60_000)
afterAll(async () => {
  await browser.close()
  await new Promise((closed) => server.close(closed))
})
beforeEach(() => {
  Object.assign(portal, { session: undefined, asked: [] })
})

const withPage = async (options: BrowserContextOptions, visit: (page: Page) => Promise<void>) => {
  const context = await browser.newContext(options)
  try {
    await visit(await context.newPage())
  } finally {
    await context.close()
  }
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    return at instanceof HTMLInputElement ? `${at.name}=${at.value}` : at?.textContent?.trim()
  })

/** Presses Tab until what has the focus says `words`, as a person without a mouse does. */
const tabTo = async (page: Page, words: string) => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focused(page))?.includes(words)) return
  }
  throw new Error(`Tab does not lead to ${words}`)
}

const press = (page: Page, key: string) => Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])

test('GEN-R10 C49 C56 without script, at 320 px and by keyboard alone: from the address to the receipt and out again', async () => {
  await withPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto(`${base}/portal`)
    await tabTo(page, 'address=')
    await page.keyboard.type(tess)
    await press(page, 'Enter')
    await tabTo(page, 'code=')
    await page.keyboard.type('000000')
    await press(page, 'Enter')
    await expect.poll(() => focused(page)).toContain('There is a problem')
    await tabTo(page, 'code=')
    await page.keyboard.type(goodCode)
    await press(page, 'Enter')
    expect(await page.title()).toContain('Who can see figures about Orchard Foods')
    // The place of the error before is not in this page.
    expect(new URL(page.url()).hash).toBe('')
    await tabTo(page, 'claim=1000198')
    await page.keyboard.press('Space')
    await tabTo(page, 'Stop the ticked ones')
    await press(page, 'Enter')
    expect(portal.changes()).toEqual([])
    await tabTo(page, 'Stop now')
    await press(page, 'Enter')
    expect(portal.changes()).toEqual(['revoke'])
    await tabTo(page, 'Read receipt R7KD-42QM-XW9F')
    await tabTo(page, 'Who can see your figures')
    await press(page, 'Enter')
    await tabTo(page, 'Sign out')
    await press(page, 'Enter')
    expect(await page.context().cookies()).toEqual([])
  })
}, 30_000)

test('L11 the cookie stays out of reach of scripts, of other sites and of the other pages', async () => {
  await withPage({}, async (page) => {
    await signIn(page)
    expect(await page.context().cookies()).toMatchObject([
      { name: 'portal', httpOnly: true, sameSite: 'Strict', path: '/portal' },
    ])
    // Another origin of the machine stands for another site: the cookie does not come along, and the page offers to go on.
    await page.route('http://elsewhere.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${base}/portal">figures</a>` }),
    )
    await page.goto('http://elsewhere.example/')
    await Promise.all([page.waitForEvent('load'), page.click('a')])
    expect(await page.title()).toContain('See who can see your figures')
    await Promise.all([page.waitForEvent('load'), page.click('text=Go on')])
    expect(await page.title()).toContain('Who can see figures about Orchard Foods')
  })
}, 30_000)

const signIn = async (page: Page): Promise<void> => {
  await page.goto(`${base}/portal/code`)
  await page.fill('#address', tess)
  await page.fill('#code', goodCode)
  await Promise.all([page.waitForEvent('load'), page.click('button')])
}

/** A page, and what is ticked and pressed on it before it is looked at. */
type Scene = [name: string, path: string, press?: string, tick?: string]
const scenes: Scene[] = [
  ['map with an error', '/portal', '#f button.b'],
  ['people with an error', '/portal/people', 'main form .b'],
]
const plainScenes: Scene[] = [
  ...scenes,
  ['second page', '/portal', '#f button[name=block]', '#c1000102'],
  ['rules', '/portal/policy?done=1'],
  ['partners', '/portal/partners?number=4000007'],
  ['history', '/portal/history'],
  ['code form with an error', '/portal/code', 'main .b'],
  ['domain proof with an error', '/portal/proof', 'main .b'],
]
const modes: [name: string, options: BrowserContextOptions, lang: string, seen?: Scene[]][] = [
  ['light', { viewport: { width: 1440, height: 900 } }, 'en', plainScenes],
  ['dark, 390 px', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, 'de'],
  ['forced colours', { viewport: { width: 1440, height: 900 }, forcedColors: 'active' }, 'ja'],
  ['right to left, 320 px', { viewport: { width: 320, height: 640 } }, 'ar'],
]

describe.each(modes)('in %s', (_mode, options, lang, seen = scenes) => {
  let glass: Glass
  beforeAll(async () => {
    glass = await openGlass(browser, options)
    await glass.page.context().addCookies([{ name: 'portal', value: sessionOfTess, url: `${base}/portal` }])
  })
  afterAll(() => glass.close())

  test.each(seen)(
    'GEN-R10 WCAG 2.2 AA: axe finds nothing on the %s, and it does not scroll sideways',
    async (_name, path, press, tick) => {
      portal.session = sessionOfTess
      const { page } = glass
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
      if (tick) await page.check(tick)
      if (press) await Promise.all([page.waitForEvent('load'), page.click(press)])
      const { violations, sideways } = await glass.look()
      expect(violations).toEqual([])
      expect(sideways).toBeLessThanOrEqual(0)
    },
    30_000,
  )
})
