import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserOptions } from '../../../tools/browser.ts'
import { openGlass } from './glass.ts'
import type { Glass } from './glass.ts'
import { appOf, nora, notice, paperDoor } from './paper-door.ts'

const door = paperDoor()
// Nonces are judged by the door's clock, so a test lets time pass without waiting; each call is its own minute for the limits.
let minute = 0
const app = appOf(door, { now: () => (minute += 60_000) })
let browser: Browser
let server: ReturnType<typeof serve>
let base = ''

beforeAll(async () => {
  browser = await chromium.launch(browserOptions())
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => ready())
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 60_000)
afterAll(async () => {
  await browser.close()
  await new Promise((closed) => server.close(closed))
})
beforeEach(() => {
  Object.assign(door.notice, notice)
  Object.assign(door, { asked: [], decided: undefined })
})

const withPage = async (options: BrowserContextOptions, visit: (page: Page) => Promise<void>) => {
  const context = await browser.newContext(options)
  try {
    await visit(await context.newPage())
    expect(await context.cookies()).toEqual([])
  } finally {
    await context.close()
  }
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('value'))

/** Presses Tab until what has the focus says `words`, as a person without a mouse does. */
const tabTo = async (page: Page, words: string) => {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focused(page))?.includes(words)) return
  }
  throw new Error(`Tab does not lead to ${words}`)
}

const press = (page: Page, key: string) => Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])

test('GEN-R10 C56 without script, at 320 px and by keyboard alone: the form comes back with the focus on its error, then the no is said', async () => {
  await withPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } }, async (page) => {
    const hosts = new Set<string>()
    page.on('request', (request) => void hosts.add(new URL(request.url()).origin))
    await page.goto(`${base}/n/${nora}`)
    await tabTo(page, 'Say no')
    await press(page, 'Enter')
    await tabTo(page, 'Say no')
    await press(page, 'Enter')
    expect(await page.title()).toMatch(/^Error: /)
    await expect.poll(() => focused(page)).toContain('There is a problem')
    await tabTo(page, 'Choose at least one reason')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('data')
    await page.keyboard.press('Space')
    door.clock += 5000
    await tabTo(page, 'Say no')
    await press(page, 'Enter')
    expect(new URL(page.url()).pathname).toBe('/r/R7KD-42QM-XW9F')
    expect(door.changes()).toEqual(['deny'])
    await tabTo(page, 'Download as JSON')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toBe('receipt-R7KD-42QM-XW9F.json')
    await tabTo(page, 'Undo my decision')
    expect([...hosts]).toEqual([base])
  })
}, 30_000)

test('B.2.3 a notice and a receipt print dark on white, also for whoever reads in the dark, without what cannot be pressed', async () => {
  await withPage({ colorScheme: 'dark' }, async (page) => {
    for (const path of [`/n/${nora}`, '/r/R7KD-42QM-XW9F']) {
      await page.goto(`${base}${path}`)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      const seen = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body)
        const shown = (selector: string) =>
          [...document.querySelectorAll(selector)].some((each) => each.checkVisibility())
        return { color, backgroundColor, buttons: shown('.b'), languages: shown('nav'), facts: shown('dl') }
      })
      expect(seen).toEqual({
        color: 'rgb(20, 28, 32)',
        backgroundColor: 'rgb(255, 255, 255)',
        buttons: false,
        languages: false,
        facts: true,
      })
    }
  })
}, 30_000)

test('GEN-R10 in Arabic, without script and at 320 px, the page begins at the right and does not scroll sideways', async () => {
  await withPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto(`${base}/n/${nora}?lang=ar`)
    const seen = await page.evaluate(() => {
      const heading = document.querySelector('h1')!
      const words = document.createRange()
      words.selectNodeContents(heading)
      const [line] = words.getClientRects()
      const box = heading.getBoundingClientRect()
      return {
        dir: document.documentElement.dir,
        start: Math.round(box.right - line!.right),
        width: document.body.scrollWidth,
      }
    })
    expect(seen).toEqual({ dir: 'rtl', start: 0, width: 320 })
  })
}, 30_000)

type Scene = [name: string, path: string, press?: string]
const scenes: Scene[] = [
  ['notice', `/n/${nora}`],
  ['deny form with an error', `/n/${nora}/deny`, 'button'],
  ['receipt', '/r/R7KD-42QM-XW9F'],
]
const plainScenes: Scene[] = [
  ...scenes,
  ['deny form', `/n/${nora}/deny`],
  ['question', `/por/${nora}`],
  ['question with an error', `/por/${nora}`, 'button'],
  ['confirm form with an error', `/n/${nora}/confirm`, 'button'],
  ['form of a question to the partner', `/n/${nora}/question`],
  ['privacy page', '/privacy'],
  ['accessibility page', '/accessibility'],
  ['unknown link', '/n/unknown'],
]
const modes: [name: string, options: BrowserContextOptions, language: string, seen?: Scene[]][] = [
  ['light', { viewport: { width: 1440, height: 900 } }, 'en', plainScenes],
  ['dark, 390 px', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, 'en'],
  ['forced colours', { viewport: { width: 1440, height: 900 }, forcedColors: 'active' }, 'en'],
  ['Arabic, right to left, 320 px', { viewport: { width: 320, height: 640 } }, 'ar'],
]

describe.each(modes)('in %s', (_mode, options, language, seen = scenes) => {
  let glass: Glass
  beforeAll(async () => {
    glass = await openGlass(browser, options)
  })
  afterAll(() => glass.close())

  test.each(seen)(
    'GEN-R10 WCAG 2.2 AA: axe finds nothing on the %s, and it does not scroll sideways',
    async (_name, path, pressed) => {
      const { page } = glass
      await page.goto(`${base}${path}?lang=${language}`)
      if (pressed) await Promise.all([page.waitForEvent('load'), page.click(pressed)])
      const { lang, violations, sideways } = await glass.look()
      expect(lang).toBe(language)
      expect(violations).toEqual([])
      expect(sideways).toBeLessThanOrEqual(0)
      expect(await page.context().cookies()).toEqual([])
    },
    30_000,
  )
})
