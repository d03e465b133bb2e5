import { locales } from '@ofrecord/messages/customer/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { nora, paperDoor, reader, type PaperDoor } from '../../test/paper-door.ts'
import { paperPortal, type PaperPortal } from '../../test/paper-portal.ts'

let door: PaperDoor
let portal: PaperPortal
let browser: ReturnType<typeof reader>
const cookie = '__Host-portal=session-of-tess'

beforeEach(() => {
  door = paperDoor()
  portal = paperPortal()
  browser = reader(door, { portal: portal.portal })
})

const signIn = (): void => void (portal.session = 'session-of-tess')
const get = (path: string) => browser.get(path, { cookie })
const post = (path: string, fields: [string, string][], headers: Record<string, string> = {}) =>
  browser.post(path, [['nonce', 'nonce-1'], ...fields], { headers: { cookie, ...headers } })

const signedInPaths = ['/policy', '/partners', '/people', '/history', '/receipts', '/stopped'].map(
  (step) => `/portal${step}`,
)
const allPaths = [
  '/portal',
  '/portal/code',
  '/portal/proof',
  '/portal/out',
  '/portal/stop',
  '/portal/stop/confirm',
  '/portal/tenant',
  ...signedInPaths,
]
const posts = ['/policy', '/partners', '/people', '/stop', '/stop/confirm', '/tenant'].map((step) => `/portal${step}`)

describe('who is not signed in', () => {
  test.each(signedInPaths)('C49 sees nothing of %s', async (path) => {
    const answer = await browser.get(path)
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([303, '/portal', ''])
    expect(portal.asked).toEqual([])
  })

  test.each([...signedInPaths, '/portal'])(
    'PORTAL_SIGN_IN with a session that is over is sent from %s to the sign-in',
    async (path) => {
      const answer = await get(path)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/portal?said=over'])
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-portal=; Max-Age=0/)
    },
  )

  test('changes nothing by any form', async () => {
    for (const path of posts) expect((await browser.post(path, [['nonce', 'nonce-1']])).status).toBe(303)
    expect(portal.asked).toEqual([])
  })
})

describe('MIC-R1', () => {
  beforeEach(signIn)

  test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND'])(
    '%s on every page changes nothing',
    async (method) => {
      for (const path of allPaths) {
        const answer = await browser.get(path, { cookie }, method)
        expect([200, 204, 303, 405]).toContain(answer.status)
        if (method === 'PUT') expect([answer.status, answer.headers.has('allow')]).toEqual([405, true])
      }
      expect(portal.changes()).toEqual([])
    },
  )

  test('a form of another site changes nothing, whatever cookie came along', async () => {
    for (const path of [...posts, '/portal', '/portal/code', '/portal/proof', '/portal/out']) {
      const answer = await post(path, [], { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })
      expect([path, answer.status]).toEqual([path, 403])
    }
    expect(portal.asked).toEqual([])
  })
})

describe('every page', () => {
  test('L11 no other page of the site sets a cookie or lets this one change it', async () => {
    signIn()
    for (const path of [`/n/${nora}`, `/n/${nora}/deny`, '/r/R7KD-42QM-XW9F', '/n/x', '/livez']) {
      const answers = await Promise.all([browser.get(path), browser.get(path, { cookie })])
      expect(answers.map(({ headers }) => headers.getSetCookie())).toEqual([[], []])
      const [without, withCookie] = await Promise.all(answers.map((answer) => answer.text()))
      expect(withCookie).toBe(without)
    }
  })

  test('carries the headers of the site', async () => {
    signIn()
    const { headers } = await get('/portal')
    expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([
      'no-store',
      'noindex, nofollow, noarchive',
    ])
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src ('sha256-[\w+/=]+' ?){2};/)
  })

  test.each(locales)('weighs at most 6 KB in %s, by brotli and by gzip, and speaks it', async (lang) => {
    signIn()
    for (const path of [
      '/portal',
      '/portal/policy',
      '/portal/partners',
      '/portal/people',
      '/portal/history',
      '/portal/code',
      '/portal/proof',
    ])
      for (const encoding of ['br', 'gzip']) {
        const answer = await browser.get(`${path}?lang=${lang}`, { cookie, 'accept-encoding': encoding })
        expect(answer.headers.get('content-encoding')).toBe(encoding)
        expect([path, (await answer.arrayBuffer()).byteLength <= 6144]).toEqual([path, true])
      }
    const page = await (await get(`/portal?lang=${lang}`)).text()
    expect(page).toContain(`<html lang="${lang}"`)
    expect(page).toContain(`href="/portal/history?lang=${lang}"`)
  })
})
