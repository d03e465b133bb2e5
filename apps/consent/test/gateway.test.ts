import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chromium, type Browser, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { browserOptions } from '../../../tools/browser.ts'
import { appOf, nora, notice, paperDoor, question } from './paper-door.ts'
import { paperPortal } from './paper-portal.ts'

/**
 * Mail gateways open links in a real browser, press what can be pressed and submit what can be submitted. Nonces are
 * judged by the door's clock, so waiting costs nothing; each request is a minute of its own for the limits.
 */
const door = paperDoor()
const portal = paperPortal()
let minute = 0
const app = appOf(door, { portal: portal.portal, now: () => (minute += 60_000) })
let browser: Browser
let page: Page
let server: ReturnType<typeof serve>
let base = ''

beforeAll(async () => {
  browser = await chromium.launch(browserOptions())
  page = await browser.newPage()
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
  const denial = { undoUntil: '2026-11-04T11:42:00.000Z' }
  Object.assign(door.notice, notice, { denial })
  Object.assign(door.question, question)
  Object.assign(door, { asked: [], decided: undefined })
  portal.asked = []
})

const forms = [`/n/${nora}/deny`, `/n/${nora}/confirm`, `/n/${nora}/undo`, `/n/${nora}/question`, `/por/${nora}`]
const others = [`/n/${nora}`, `/r/R7KD-42QM-XW9F`, '/verify', '/portal', '/privacy', '/accessibility']

/** What leads somewhere else: not to a mailbox, a place on the same page or a file. */
const pressable = 'button, a:not([href^="#"]):not([href^="mailto:"]):not([href*=".json"]):not([href*=".pdf"])'
/** Head and foot are the same on every page: there it is enough to press them once. */
const inMain = `main :is(${pressable})`

const open = async (path: string): Promise<void> => void (await page.goto(`${base}${path}`))

/** By script, as a gateway does: what is hidden from people is pressed as well. */
const press = (at: number, what: string) =>
  Promise.all([
    page.waitForEvent('load'),
    page.evaluate(([selector, index]) => document.querySelectorAll<HTMLElement>(selector)[index]?.click(), [
      what,
      at,
    ] as const),
  ])

const pressAll = async (path: string, what: string, seconds: number): Promise<void> => {
  await open(path)
  const count = await page.locator(what).count()
  for (let at = 0; at < count; at += 1) {
    if (at > 0) await open(path)
    door.clock += seconds * 1000
    await press(at, what)
  }
}

const expectNothing = (): void => {
  expect([door.decided, door.changes(), portal.changes()]).toEqual([undefined, [], []])
}

test('C44 L4 a browser that clicks every link and every button of every page at once: no decision', async () => {
  await pressAll(others[0]!, pressable, 0)
  for (const path of [...forms, ...others.slice(1)]) await pressAll(path, inMain, 0)
  expectNothing()
}, 90_000)

test.each([1, 10])(
  'C44 L4 a browser that clicks every button after %s s: no decision',
  async (seconds) => {
    for (const path of forms) await pressAll(path, 'button', seconds)
    expectNothing()
  },
  60_000,
)

test.each([0, 1, 10])(
  'C44 L4 form.requestSubmit() on every form after %s s: no decision',
  async (seconds) => {
    for (const path of seconds === 0 ? [...forms, ...others] : forms) {
      await open(path)
      const count = await page.locator('form').count()
      for (let at = 0; at < count; at += 1) {
        if (at > 0) await open(path)
        door.clock += seconds * 1000
        await Promise.all([
          page.waitForEvent('load'),
          page.evaluate((index) => document.forms[index]?.requestSubmit(), at),
        ])
      }
    }
    expectNothing()
  },
  60_000,
)

test('L5 a robot that ticks the first box and submits after 0.3 s: no decision', async () => {
  for (const path of forms) {
    await open(path)
    await page.evaluate(() => {
      document.querySelector<HTMLInputElement>('input[type=checkbox], input[type=radio]')?.click()
    })
    door.clock += 300
    await press(0, 'form button')
  }
  expect(door.decided).toBeUndefined()
}, 30_000)

test('L6 L7 a robot that waits 5 s and fills in everything may deny, and is marked for a reviewer', async () => {
  await open(`/n/${nora}/deny`)
  await page.evaluate(() => {
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input:not([type=hidden]), textarea',
    )) {
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true
      else field.value = 'filled in'
    }
  })
  door.clock += 5000
  await press(0, 'form button')
  expect(door.decided).toBe('deny')
  expect(door.asked.find(({ verb }) => verb === 'deny')!.input['trap']).toBe('filled in')
}, 30_000)
