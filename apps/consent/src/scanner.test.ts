import { beforeEach, describe, expect, test } from 'vitest'
import { admin, appOf, deniedFields, nora, paperDoor, reader, site, words, type PaperDoor } from '../test/paper-door.ts'
import { paperPortal } from '../test/paper-portal.ts'

let door: PaperDoor
let scanner: ReturnType<typeof reader>

beforeEach(() => {
  door = paperDoor()
  scanner = reader(door)
})

const pages = [
  `/n/${nora}`,
  `/n/${nora}/deny`,
  `/n/${nora}/confirm`,
  `/n/${nora}/undo`,
  `/n/${nora}/question`,
  `/por/${nora}`,
]
const valid = (): [string, string][] => [['nonce', `${door.clock - 5000}.Nora`], ...deniedFields]

describe('C43 MIC-R1 what a mail gateway does to a link decides nothing', () => {
  test.each(['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'PUT', 'DELETE', 'PATCH', 'REPORT'])(
    '%s on every page',
    async (method) => {
      for (const path of pages) {
        const { status, headers } = await scanner.get(path, {}, method)
        expect(status).toBe({ GET: 200, HEAD: 200, OPTIONS: 204 }[method] ?? 405)
        if (status !== 200)
          expect(headers.get('allow')).toBe(path === pages[0] ? 'GET, HEAD, OPTIONS' : 'GET, HEAD, OPTIONS, POST')
      }
      expect(door.changes()).toEqual([])
    },
  )

  test('fifty GETs at once, then the link still works for the person', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => scanner.get(pages[1]!)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]))
    expect((await scanner.post(pages[1]!, valid())).status).toBe(303)
  })

  test('HEAD has the headers of GET and no body', async () => {
    const [head, get] = [await scanner.get(pages[0]!, {}, 'HEAD'), await scanner.get(pages[0]!)]
    expect(await head.text()).toBe('')
    expect([...head.headers].filter(([name]) => name !== 'vary')).toEqual(
      [...get.headers].filter(([name]) => name !== 'vary'),
    )
  })

  test.each([{ purpose: 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }, { 'x-moz': 'prefetch' }])(
    'prefetch by %o',
    async (headers) => {
      for (const path of pages) expect((await scanner.get(path, headers)).status).toBe(200)
      expect(door.changes()).toEqual([])
    },
  )

  test('MIC-R2 L8 a one-click unsubscribe (RFC 8058) denies nothing', async () => {
    for (const path of pages) {
      const answer = await scanner.post(path, [['List-Unsubscribe', 'One-Click']])
      expect(answer.status).toBe(path === pages[0] ? 405 : 422)
    }
    expect(door.changes()).toEqual([])
  })

  test('C44 every button pressed and nothing filled in', async () => {
    for (const path of pages.slice(1)) expect((await scanner.answer(path, [])).status).toBe(422)
    expect(door.changes()).toEqual([])
  })

  test('the first box ticked and sent after 0.3 s shows the second page and decides nothing', async () => {
    const answer = await scanner.answer(pages[1]!, [['reason', 'data']], 0.3)
    expect(answer.status).toBe(200)
    expect(door.decided).toBeUndefined()
  })

  test('a program that waits and fills in everything may deny: the undo is for that', async () => {
    expect((await scanner.answer(pages[1]!, [...deniedFields, ['topic', 'x']], 5)).status).toBe(303)
    expect(door.changes()).toEqual(['deny'])
  })

  test.each(['?utm_source=x', '?data=05%7C02%7C', '.', ')', '>', '%3E', ').', '/', "'", ','])(
    'the link with %s after it opens the same page',
    async (tail) => {
      const answer = await scanner.get(`/n/${nora}${tail}`)
      expect([answer.status, await answer.text()]).toEqual([200, await (await scanner.get(`/n/${nora}`)).text()])
    },
  )

  test('a link that is opened three more times hours later: no decision, and it still takes one', async () => {
    for (let at = 0; at < 3; at += 1) {
      door.clock += 4 * 3_600_000
      for (const path of pages) expect((await scanner.get(path)).status).toBe(200)
    }
    expect(door.changes()).toEqual([])
    expect((await scanner.answer(pages[1]!, deniedFields)).status).toBe(303)
  })

  test('L10 the same form posted again and again: one decision, one receipt', async () => {
    const body = valid()
    const answers = [await scanner.post(pages[1]!, body), await scanner.post(pages[1]!, body)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
  })

  test('the link with an upper-cased host works', async () => {
    expect((await scanner.app.request(`https://RECORDS.HALCYON.EXAMPLE/n/${nora}`)).status).toBe(200)
  })

  test('a link decoded twice works, since it holds nothing that needs encoding', async () => {
    expect(
      (await scanner.get(`/n/${[...nora].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')}`)).status,
    ).toBe(200)
  })
})

describe('I5 no link on any page acts by being opened', () => {
  test('whoever follows every link from every page, signed in to the portal too, has changed nothing', async () => {
    const portal = paperPortal()
    portal.session = 'session-of-tess'
    let minute = 0
    const app = appOf(door, { portal: portal.portal, now: () => (minute += 60_000) })
    const headers = { cookie: '__Host-portal=session-of-tess' }
    const waiting = [...pages, '/r/R7KD-42QM-XW9F', '/verify', '/portal', '/privacy', '/accessibility']
    const seen = new Set(waiting)
    for (const path of waiting) {
      const answer = await app.request(site + path, { headers })
      expect([path, answer.status < 500]).toEqual([path, true])
      for (const [, href = ''] of (await answer.text()).matchAll(/href="([^"#]+)/g)) {
        const { origin, pathname, search } = new URL(href.replaceAll('&amp;', '&'), site + path)
        const isOther = origin !== site || search.includes('lang=')
        if (isOther || seen.has(pathname + search)) continue
        seen.add(pathname + search)
        waiting.push(pathname + search)
      }
    }
    expect(waiting.length).toBeGreaterThan(15)
    expect([door.changes(), portal.changes()]).toEqual([[], []])
    expect(door.decided).toBeUndefined()
  })
})

describe('L7 the link that nobody sees', () => {
  const trapAfter = async (minutes: number, path = `/n/${nora}/t`): Promise<unknown> => {
    await scanner.get(path)
    door.clock += minutes * 60_000
    await scanner.answer(pages[1]!, deniedFields)
    return door.asked.findLast(({ verb }) => verb === 'deny')!.input['trap']
  }

  test('shows the notice, and marks the answer of that link for ten minutes; it refuses nothing', async () => {
    expect((await scanner.get(`/n/${nora}/t`)).headers.get('location')).toBe(`/n/${nora}`)
    expect(await trapAfter(5)).toBe('link')
    expect(door.decided).toBe('deny')
  })

  test('a person who reads the letter after lunch is not marked, nor is a colleague', async () => {
    expect(await trapAfter(11)).toBeUndefined()
    expect(await trapAfter(0, `/n/${admin}/t`)).toBeUndefined()
  })

  test('stands on the notice out of everybody’s way', async () => {
    expect(await (await scanner.get(pages[0]!)).text()).toContain(
      `<p class="h" aria-hidden="true"><a href="/n/${nora}/t" rel="nofollow" tabindex="-1">`,
    )
  })
})

describe('a form of another site changes nothing', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.halcyon.example' },
    { 'sec-fetch-site': '', origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': '', origin: 'null' },
    { origin: 'https://elsewhere.example' },
  ])('with %o', async (given) => {
    const headers = Object.fromEntries(Object.entries({ origin: '', ...given }).filter(([, value]) => value !== ''))
    const answer = await scanner.app.request(`${site}${pages[1]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(valid()),
    })
    expect([answer.status, words(await answer.text())]).toEqual([403, expect.stringContaining('Nothing was changed.')])
    expect(door.asked).toEqual([])
  })

  test('a text browser that sends neither header may answer: the nonce stands alone', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await scanner.app.request(`${site}${pages[1]}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(valid()),
    })
    expect(answer.status).toBe(303)
  })

  test.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x', ''])(
    'a body of type "%s" is not read',
    async (type) => {
      const answer = await scanner.post(pages[1]!, valid(), { headers: { 'content-type': type } })
      expect(answer.status).toBe(415)
      expect(door.asked).toEqual([])
    },
  )

  test('a body over 24 kB is not read, declared or not', async () => {
    const long: [string, string][] = [...valid(), ['comment', 'x'.repeat(25_000)]]
    expect((await scanner.post(pages[1]!, long)).status).toBe(413)
    expect((await scanner.post(pages[1]!, long, { headers: { 'content-length': '10' } })).status).toBe(413)
    expect((await scanner.post(pages[1]!, valid(), { headers: { 'content-length': '99999' } })).status).toBe(413)
    expect(door.asked).toEqual([])
  })
})

describe('C54 unknown links', () => {
  const wrong = [
    'x',
    'x'.repeat(43),
    `${nora}=`,
    nora.slice(0, 42),
    nora.toUpperCase(),
    `${nora}%00`,
    'a'.repeat(5000),
    '%F0%9F%8D%8E',
    '..%2F..%2Fetc',
    '%',
  ]

  test('all answer the same bytes and the same headers', async () => {
    const paths = wrong
      .flatMap((token) => [`/n/${token}`, `/n/${token}/deny`, `/n/${token}/confirm`])
      .concat('/', '/nothing', '/n', '/n/', '//', '/r/')
    const answers = await Promise.all(paths.map((path) => scanner.get(path)))
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect(new Set(answers.map(({ headers }) => JSON.stringify([...headers]))).size).toBe(1)
  })

  test('a post to one is the same page', async () => {
    const [post, get] = [await scanner.post(`/n/${'y'.repeat(43)}/deny`, valid()), await scanner.get('/n/z')]
    expect([post.status, await post.text()]).toEqual([404, await get.text()])
  })

  test('a link the door calls malformed is no different', async () => {
    door.consent.notice = async () => Promise.reject(Object.assign(new Error('zod'), { code: 'BAD_REQUEST' }))
    expect((await scanner.get(`/n/${nora}`)).status).toBe(404)
  })

  test('the page speaks the browser’s language', async () => {
    const italian = await (await scanner.get('/n/z', { 'accept-language': 'nl-BE, it;q=0.9, en;q=0.8' })).text()
    expect(italian).toContain('<html lang="it"')
    expect(await (await scanner.get('/n/z', { 'accept-language': 'xx;q=zz,,;' })).text()).toContain('<html lang="en"')
  })
})

describe('MIC-R7 limits', () => {
  const from = (address: string) => ({ incoming: { socket: { remoteAddress: address } } })

  test('twenty pages a minute for each link, then 429 with the time to wait', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 21; at += 1) statuses.push((await scanner.get(`/n/${nora}`)).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    const late = await scanner.get(`/n/${nora}`)
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '3'])
    expect((await scanner.get(`/n/${admin}`)).status).toBe(200)
    door.clock += 3000
    expect((await scanner.get(`/n/${nora}`)).status).toBe(200)
  })

  test('two hundred a minute for each network, whatever the link', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 201; at += 1)
      statuses.push((await scanner.app.request(`${site}/n/guess${at}`, {}, from(`192.0.2.${at}`))).status)
    expect([statuses[199], statuses[200]]).toEqual([404, 429])
    expect((await scanner.app.request(`${site}/n/guess`, {}, from('192.0.3.1'))).status).toBe(404)
  })

  test('neither turns away the first complete answer of a link', async () => {
    for (let at = 0; at < 250; at += 1) await scanner.app.request(`${site}${pages[1]}`, {}, from('192.0.2.1'))
    expect((await scanner.post(pages[1]!, [], { env: from('192.0.2.1') })).status).toBe(429)
    expect((await scanner.post(pages[1]!, valid(), { env: from('192.0.2.1') })).status).toBe(303)
  })

  test('answers to one link end at twenty a minute', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 21; at += 1) statuses.push((await scanner.post(pages[1]!, valid())).status)
    expect([statuses[19], statuses[20]]).toEqual([303, 429])
  })
})
