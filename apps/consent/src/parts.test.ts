import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { locales } from '@ofrecord/messages/customer/runtime'
import { html } from 'hono/html'
import { describe, expect, test } from 'vitest'
import { buckets } from './limits.ts'
import { networkOf } from './network.ts'
import { markOf, redactedPath, redactedText } from './redaction.ts'
import { fill, moment } from './words.ts'

// The pages' own sources: which texts of the shared file they show.
const pages = globSync('**/*.ts', { cwd: import.meta.dirname })
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')

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
    // Japanese has no spaces; two lines of a telephone are as much as twenty words.
    const [end, parts, most] = locale === 'ja' ? [/[。？]/, '', 60] : [/[.?!:؟]\s/, /\s+/, 20]
    const long = ['consent', 'reference']
      .flatMap((area) => Object.values(catalogue(locale, area)))
      .flatMap(spoken)
      .flatMap((text) => text.split(end))
      .filter((sentence) => sentence.split(parts).length >= most)
    expect(long).toEqual([])
  })

  test('a zone that has no name of its own is named by the season, in small letters inside brackets', () => {
    const zone = (locale: (typeof locales)[number], timeZone: string) =>
      /\((.*)\)/.exec(String(moment('2026-11-09T09:14:00Z', { locale, timeZone })))?.[1]
    expect([zone('de', 'Europe/London'), zone('fr', 'Europe/London')]).toEqual([
      'Mittlere Greenwich-Zeit',
      'heure moyenne de Greenwich',
    ])
    expect([zone('it', 'Europe/Rome'), zone('ar', 'UTC')]).toEqual([
      'ora dell’Europa centrale',
      'التوقيت العالمي المنسق',
    ])
  })
})

describe.each(locales)('the texts of the pages in %s', (locale) => {
  const areas = ['consent', 'clarify', 'receipts', 'portal', 'questions', 'reference']

  test.each(areas)('are all there in %s: the catalogue would fall back to English in silence', (area) => {
    const texts = catalogue(locale, area)
    const wanted = Object.keys(catalogue('en', area)).filter((key) => area !== 'clarify' || pages.includes(`m.${key}(`))
    expect(wanted.filter((key) => !(key in texts))).toEqual([])
  })

  test.each(areas)('name the same values as in English in %s', (area) => {
    const english = catalogue('en', area)
    for (const [key, text] of Object.entries(catalogue(locale, area)))
      expect([key, ...valuesOf(text)]).toEqual([key, ...valuesOf(english[key] ?? '')])
  })
})

test('in Arabic a name, an address or a code stands in isolates, whatever page it is on', () => {
  const own =
    /^(?:count|length|most|weekday|date|time|zone|when|until|day|days|month|title|keys|kinds|mode|items|proof)$/ // numbers, and Arabic itself
  const loose = ['consent', 'clarify', 'receipts', 'portal', 'questions', 'reference']
    .flatMap((area) => Object.values(catalogue('ar', area)).flatMap(spoken))
    .filter((text) => [...text.matchAll(/(?<!\u2068)\{(\w+)\}/g)].some(([, name]) => !own.test(name ?? '')))
  expect(loose).toEqual([])
})

type Text = string | { match: Record<string, string> }[]

function catalogue(locale: string, area: string): Record<string, Text> {
  const file = new URL(`../../../packages/messages/catalogue/${locale}/${area}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Text>
}

function spoken(text: Text): string[] {
  return typeof text === 'string' ? [text] : text.flatMap(({ match }) => Object.values(match))
}

function valuesOf(text: Text): string[] {
  return [...new Set(spoken(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted()
}

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
