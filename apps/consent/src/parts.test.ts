import { readFileSync } from 'node:fs'
import { locales } from '@ofrecord/messages/runtime'
import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'
import { buckets } from './limits.ts'
import { networkOf } from './network.ts'
import { markOf, redactedPath, redactedText } from './redaction.ts'
import { fill, moment } from './words.ts'

describe('words', () => {
  test('a sentence takes HTML in the order the translator chose', () => {
    const parts = { name: html`<b>${'A & B'}</b>`, place: html`<i>x</i>` }
    expect(String(fill(({ name, place }) => `In ${place}, <${name}>`, parts))).toBe(
      'In <i>x</i>, &lt;<b>A &amp; B</b>&gt;',
    )
  })

  test('a moment names its zone, also UTC', () => {
    const text = (timeZone: string) =>
      String(moment('2026-11-09T09:14:00Z', { locale: 'en', timeZone })).replace(/<[^>]+>/g, '')
    expect(text('Europe/Rome')).toBe('Monday 9 November 2026, 10:14 (Central European Time)')
    expect(text('UTC')).toBe('Monday 9 November 2026, 09:14 (Coordinated Universal Time)')
  })

  test.each(locales)('in %s no sentence has 20 words or more', (locale) => {
    const file = new URL(`../../../packages/messages/catalogue/${locale}/consent.json`, import.meta.url)
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | { match: Record<string, string> }[]>
    const sentences = Object.values(texts).flatMap((text) =>
      typeof text === 'string' ? [text] : text.flatMap(({ match }) => Object.values(match)),
    )
    const long = sentences
      .flatMap((text) => text.split(/[.?!:]\s/))
      .filter((sentence) => sentence.split(/\s+/).length >= 20)
    expect(long).toEqual([])
  })
})

describe('networks', () => {
  const network = (address: string, headers: Record<string, string> = {}, trusted = false) =>
    networkOf(
      {
        env: { incoming: { socket: { remoteAddress: address } } },
        req: { header: (name: string) => headers[name] },
      } as never,
      trusted,
    )

  test.each([
    ['192.0.2.77', '192.0.2.0'],
    ['::ffff:192.0.2.77', '192.0.2.0'],
    ['2001:db8:1:12ff:aaaa::1', '2001:db8:1:1200::'],
    ['2001:db8::1', '2001:db8:0:0::'],
    ['::1', '0:0:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0:0::'],
    ['nonsense', undefined],
  ])('%s is %s', (address, expected) => expect(network(address)).toBe(expected))

  test('a proxy is believed only where it is ours, and only about the last hop', () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.5, 198.51.100.7' }
    expect(network('192.0.2.1', forwarded)).toBe('192.0.2.0')
    expect(network('192.0.2.1', forwarded, true)).toBe('198.51.100.0')
  })
})

describe('buckets', () => {
  test('forget the oldest keys instead of growing', () => {
    const take = buckets(1)
    expect([take('a', 0), take('a', 0)]).toEqual([0, 60])
    for (let at = 0; at < 20_000; at += 1) take(`k${at}`, 0)
    expect(take('a', 0)).toBe(0)
  })
})

describe('logs', () => {
  const token = 'NoraQ7Zt1vYcB2mXw9F4kLr8sTpE6hJd3gUaZx5yVnK'

  test('name a link by four digits of its hash', () => {
    expect(redactedPath(`/n/${token}/deny`)).toBe(`/n/[${markOf(token)}]/deny`)
    expect(redactedPath('/r/R7KD-42QM-XW9F.json')).toMatch(/^\/r\/\[[0-9a-f]{4}\]$/)
    expect(redactedText(`select '${token}'`)).toBe(`select '[${markOf(token)}]'`)
  })
})
