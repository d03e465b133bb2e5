import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { locales } from '@ofrecord/messages/customer/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  appOf,
  deniedFields,
  nora,
  notice,
  paperDoor,
  reader,
  refused,
  site,
  type PaperDoor,
} from '../test/paper-door.ts'
import { securityHeaders, strictTransport } from './headers.ts'
import { style } from './style.ts'

const post = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site } }

/** One request for every kind of answer the site gives. */
const answers = (door: PaperDoor): [name: string, path: string, init?: RequestInit][] => [
  ['notice', `/n/${nora}`],
  ['deny form', `/n/${nora}/deny`],
  ['deny form with errors', `/n/${nora}/deny`, { ...post, body: 'choose=1&comment=x' }],
  ['confirm form', `/n/${nora}/confirm`],
  ['undo page', `/n/${nora}/undo`],
  ['second page', `/n/${nora}/deny`, { ...post, body: `reason=data&nonce=${door.nonce()}` }],
  ['stale form', `/n/${nora}/deny`, { ...post, body: 'reason=data&nonce=old' }],
  ['see the receipt', `/n/${nora}/confirm`, { ...post, body: `agree=1&nonce=${door.clock - 3000}.Nora` }],
  ['form of a question to the partner', `/n/${nora}/question`],
  ['its errors', `/n/${nora}/question`, { ...post, body: 'text=' }],
  ['way without a link', '/ask'],
  ['its errors', '/ask', { ...post, body: 'wish=no' }],
  ['that it was kept', '/ask/kept'],
  ['privacy', '/privacy'],
  ['accessibility', '/accessibility'],
  ['question', `/por/${nora}`],
  ['question with errors', `/por/${nora}`, { ...post, body: 'comment=x' }],
  ['question, second page', `/por/${nora}`, { ...post, body: `choice=neither&nonce=${door.nonce()}` }],
  ['receipt', '/r/R7KD-42QM-XW9F'],
  ['download', '/r/R7KD-42QM-XW9F.json'],
  ['not found', '/n/unknown'],
  ['no such question', '/por/unknown'],
  ['cross-site', `/n/${nora}/deny`, { ...post, headers: { ...post.headers, origin: 'https://elsewhere.example' } }],
  ['too large', `/n/${nora}/deny`, { ...post, body: 'x'.repeat(30_000) }],
  ['unreadable', `/n/${nora}/deny`, { method: 'POST', body: '{}' }],
  ['method', `/n/${nora}`, { method: 'DELETE' }],
  ['options', `/n/${nora}`, { method: 'OPTIONS' }],
  ['head', `/n/${nora}`, { method: 'HEAD' }],
  ['alive', '/livez'],
  ['ready', '/readyz'],
]

describe('every answer', () => {
  test.each(answers(paperDoor()))('%s carries the whole set of headers and no cookie', async (_name, path, init) => {
    const door = paperDoor()
    const { headers } = await appOf(door).request(`${site}${path}`, init)
    for (const [name, value] of Object.entries(securityHeaders))
      expect([name, headers.get(name)]).toEqual([name, value])
    expect(headers.get('strict-transport-security')).toBe(strictTransport)
    for (const name of [
      'set-cookie',
      'server',
      'x-powered-by',
      'access-control-allow-origin',
      'list-unsubscribe',
      'etag',
    ])
      expect(headers.has(name)).toBe(false)
  })

  test('the policy allows our two style sheets by their hashes and no script', () => {
    expect(securityHeaders['Content-Security-Policy']).toMatch(
      /^default-src 'none'; style-src(?: 'sha256-[\w+/]{43}='){2}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms allow-same-origin allow-downloads$/,
    )
  })

  test('without https there is no HSTS', async () => {
    const app = appOf(paperDoor(), { settings: { publicUrl: 'http://127.0.0.1:4001', trustedProxy: false } })
    expect((await app.request('http://127.0.0.1:4001/livez')).headers.has('strict-transport-security')).toBe(false)
  })
})

describe.each(locales)('every page in %s', (lang) => {
  const withLang = (path: string) => `${site}${path}?lang=${lang}`

  test.each(answers(paperDoor()))('%s is small, has no script, and names no other host', async (_name, path, init) => {
    const door = paperDoor()
    door.notice.decision = {
      kind: 'deny',
      at: '2026-11-03T11:42:00Z',
      address: null,
      receipt: 'R7KD-42QM-XW9F',
      mine: true,
    }
    door.notice.denial = { undoUntil: '2026-11-04T11:42:00Z' }
    const answer = await appOf(door).request(withLang(path), init)
    const page = await answer.text()
    expect(brotliCompressSync(page).length).toBeLessThanOrEqual(4096)
    expect(page).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|<img|<link|@import|url\(/)
    expect(
      [...page.matchAll(/(?:href|src|action)="([^"]*)"/g)]
        .map((hit) => hit[1])
        .filter((place) => !/^(?:\/(?!\/)|\?|#|mailto:)/.test(place!)),
    ).toEqual([])
  })
})

describe('the style sheet', () => {
  test('knows no left and no right', () => {
    expect(style).not.toMatch(/(?:^|[^-\w])(?:left|right)|-(?:left|right)\b|text-align:(?:left|right)/)
  })
})

describe('faults', () => {
  const broken = async (path: string, lines: unknown[]) => {
    const door = paperDoor()
    door.consent.notice = async () => Promise.reject(new Error(`could not look up ${nora} in db.internal`))
    const log = { error: (facts: Record<string, unknown>) => void lines.push(facts) }
    return reader(door, { log }).get(path)
  }

  test('are a neutral page with a reference; the log has the cause and no link (I13)', async () => {
    const lines: { reference: string; path: string }[] = []
    const answer = await broken(`/n/${nora}/deny`, lines)
    const page = await answer.text()
    expect(answer.status).toBe(500)
    expect(page).not.toContain('db.internal')
    expect(page).toContain(lines[0]!.reference)
    expect(lines[0]!.path).toMatch(/^\/n\/\[[0-9a-f]{4}\]\/deny$/)
    expect(JSON.stringify(lines)).toContain('db.internal')
    expect(JSON.stringify(lines)).not.toContain(nora)
  })

  test('a post that fails is one too, and a throttling door is a 429', async () => {
    const door = paperDoor()
    const customer = reader(door)
    door.refusal = new Error('connection lost')
    expect((await customer.answer(`/n/${nora}/deny`, deniedFields)).status).toBe(500)
    door.refusal = refused('RATE_LIMITED', undefined, 'throttled')
    expect((await customer.answer(`/n/${nora}/deny`, deniedFields)).status).toBe(429)
  })

  test('I20 readiness is false when the door cannot write, liveness stays true', async () => {
    const app = appOf(paperDoor(), { isReady: async () => Promise.reject(new Error('no database')) })
    expect((await app.request('/readyz')).status).toBe(503)
    expect((await app.request('/livez')).status).toBe(200)
  })
})

describe('over a real connection', () => {
  const door = paperDoor()
  let server: ReturnType<typeof serve>
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((ready) => {
      server = serve({ fetch: appOf(door).fetch, hostname: '127.0.0.1', port: 0 }, () => ready())
    })
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => new Promise((closed) => server.close(closed)))

  const send = (method: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((done, failed) => {
      request({ port, host: '127.0.0.1', path: `/n/${nora}`, method, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        )
      })
        .on('error', failed)
        .end()
    })

  test.each(['TRACE', 'PROPFIND', 'LOCK'])('%s is refused with the methods that are allowed', async (method) => {
    const { status, headers, body } = await send(method)
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(body.toString()).not.toContain(nora)
    expect(door.changes()).toEqual([])
  })

  test('a page leaves packed, at most 6 KB, and names no server', async () => {
    const brotli = await send('GET', { 'accept-encoding': 'gzip, deflate, br, zstd' })
    const gzip = await send('GET', { 'accept-encoding': 'br;q=0, gzip' })
    const plain = await send('GET')
    expect([brotli, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined])
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true)
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
    expect(Math.max(brotli.body.length, gzip.body.length)).toBeLessThanOrEqual(6144)
    expect(plain.body.toString()).toContain(notice.partner.name)
    for (const name of ['server', 'x-powered-by', 'set-cookie']) expect(name in plain.headers).toBe(false)
  })
})
