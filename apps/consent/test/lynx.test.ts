import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { locales } from '@ofrecord/messages/customer/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appOf, nora, paperDoor } from './paper-door.ts'

const run = promisify(execFile)
const door = paperDoor()
let minute = 0
let server: ReturnType<typeof serve>
let base = ''

beforeAll(async () => {
  await new Promise<void>((ready) => {
    server = serve(
      { fetch: appOf(door, { now: () => (minute += 60_000) }).fetch, hostname: '127.0.0.1', port: 0 },
      () => ready(),
    )
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((closed) => server.close(closed)))

/** The page as a text browser shows it: where there is none, the test fails and says so. */
const dump = async (path: string): Promise<string> => {
  const { stdout } = await run('lynx', [
    '-dump',
    '-width=100',
    '-assume_charset=utf-8',
    '-display_charset=utf-8',
    base + path,
  ])
  return stdout.replaceAll(/\s+/g, ' ')
}

test('in a text browser the notice names who asks, for what, until when, and how to refuse', async () => {
  const text = await dump(`/n/${nora}`)
  expect(text).toContain('Kestrel Consulting Group asks to see two figures about your services.')
  expect(text).toContain('how many people use each service, and how many seats you bought')
  expect(text).toContain('from Monday 9 November 2026, 09:14')
  expect(text).toMatch(/\[\d+\]Say no/)
  expect(text).toContain(`/n/${nora}/deny`)
})

test('in a text browser the form shows its reasons unticked, its services ticked and its button', async () => {
  const text = await dump(`/n/${nora}/deny`)
  expect(text).toContain('[ ] We do not know this partner')
  expect(text).toContain('[X] Mail and Calendar')
  expect(text).toMatch(/Say no/)
})

test.each(locales)('in a text browser the notice in %s stands in its own letters', async (lang) => {
  const text = await dump(`/n/${nora}?lang=${lang}`)
  expect(text).toContain('Kestrel Consulting Group')
  expect(text).not.toContain('&')
})
