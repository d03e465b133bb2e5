import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { locales } from '@ofrecord/messages/customer/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { appOf, paperDoor, reader, site, titleOf, words, type PaperDoor } from '../../test/paper-door.ts'
import { mostDocumentBytes } from './posted.ts'

let door: PaperDoor
beforeEach(() => {
  door = paperDoor()
})

/** As a browser sends it: the whole body at once, so that a server may stop reading it. */
const upload = async (file: Uint8Array<ArrayBuffer> | null, pasted = '', query = '') => {
  const form = new FormData()
  form.append('file', new Blob(file ? [file] : []), file ? 'receipt.json' : '')
  form.append('document', pasted)
  const sent = new Response(form)
  const headers = { 'content-type': sent.headers.get('content-type')!, origin: site, 'sec-fetch-site': 'same-origin' }
  return appOf(door).request(`${site}/verify${query}`, { method: 'POST', headers, body: await sent.arrayBuffer() })
}
const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const ask = (fields: [string, string][], query = '') => reader(door).post(`/verify${query}`, fields)
const pageOf = async (answer: Response | Promise<Response>) => (await answer).text()

test('the page has two forms, no script and no nonce, and asks the door nothing', async () => {
  const page = await pageOf(reader(door).get('/verify'))
  expect(page.match(/<form/g)).toHaveLength(2)
  expect(page).not.toMatch(/<script|nonce/)
  expect(words(page)).toContain('We keep nothing of what you type or upload here.')
  expect(door.asked).toEqual([])
})

describe('a receipt', () => {
  test('as a file goes to the door byte for byte, pasted without what is around it', async () => {
    await upload(bytes(' {"a":"é"}\n'))
    await upload(null, ' \r\n{"a":1}\r\n')
    expect(door.asked.map(({ input }) => input.document)).toEqual([' {"a":"é"}\n', '{"a":1}'])
  })

  test('that is genuine is told by title, and its facts can be compared', async () => {
    const page = await pageOf(upload(bytes('{}')))
    expect(titleOf(page)).toContain('This receipt is genuine')
    for (const part of ['Orchard Foods', 'Kestrel Consulting Group', 'Tuesday 3 November 2026, 11:42'])
      expect(words(page)).toContain(part)
    expect(page).toContain('href="/r/R7KD-42QM-XW9F"')
  })

  test('that was superseded names the later one', async () => {
    if (door.verified.verdict !== 'genuine') throw new Error('the paper door begins with a genuine one')
    door.verified = { ...door.verified, verdict: 'superseded', by: 'AAAA-BBBB-CCCC' }
    const page = await pageOf(upload(bytes('{}'), '', '?lang=it'))
    expect(titleOf(page)).toContain('una più recente l’ha sostituita')
    expect(page).toContain('href="/r/AAAA-BBBB-CCCC?lang=it"')
  })

  test('REC-R3 that was erased says so', async () => {
    if (door.verified.verdict === 'genuine') door.verified.receipt.erased = true
    expect(words(await pageOf(upload(bytes('{}'))))).toContain('removed on request')
  })

  test.each([
    ['not_canonical', 'not character for character'],
    ['key_unknown', 'a key that we never used'],
    ['signature_wrong', 'Something in it was changed'],
    ['not_json', 'does not have the form of a receipt'],
  ] as const)('C55 that is not genuine (%s) says why, and nothing of what is in it', async (reason, why) => {
    door.verified = { verdict: 'not_genuine', reason }
    const page = await pageOf(upload(bytes('{"issuer":"Forged"}')))
    expect(titleOf(page)).toContain('This receipt is not genuine')
    expect(words(page)).toContain(why)
    expect(page).not.toContain('Forged')
  })

  test('of bytes that are no text is no text that a receipt is', async () => {
    await upload(new Uint8Array([0x7b, 0xc3, 0x7d]))
    expect(door.asked.map(({ input }) => input.document)).toEqual(['not UTF-8'])
  })

  test('that is too large is not read, and the form says how large it may be', async () => {
    for (const size of [mostDocumentBytes + 1, 2 * mostDocumentBytes]) {
      const answer = await upload(new Uint8Array(size))
      expect(answer.status).toBe(413)
      expect(words(await answer.text())).toContain('a receipt has 64 kB at most')
    }
    expect((await upload(new Uint8Array(mostDocumentBytes))).status).toBe(200)
    expect(door.asked).toHaveLength(1)
  })

  test('none given: the form comes back with its error', async () => {
    const answer = await upload(null, '  ')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(titleOf(page)).toMatch(/^Error: /)
    expect(page).toContain('href="#f"')
  })

  test('by the code of a printed one: the stored document is checked, a GET that changes nothing', async () => {
    const page = await pageOf(reader(door).get('/verify?receipt=r7kd-42qm-xw9f.'))
    expect(titleOf(page)).toContain('This receipt is genuine')
    expect(door.asked.at(-1)).toEqual({ verb: 'verifyReceipt', input: { document: door.receipt.json } })
    const absent = await reader(door).get('/verify?receipt=AAAA-%3Cb%3E')
    expect([absent.status, (await absent.text()).includes('AAAA-B')]).toEqual([404, true])
  })
})

describe('a letter', () => {
  test('that was written: the vendor, the day where the vendor is, how many mailboxes', async () => {
    const text = words(await pageOf(ask([['number', ' 1000388-1 ']])))
    expect(text).toContain('Halcyon Software wrote letter 1000388-1 on 2 November 2026.')
    expect(text).toContain('It went to 3 mailboxes at or…ds.example.')
    expect(text).toContain('The links of a genuine one begin with records.halcyon.example.')
    expect(door.asked).toEqual([{ verb: 'verifyLetter', input: { number: '1000388-1', phrase: null } }])
  })

  test('that nobody here wrote', async () => {
    door.letter = { letters: [], phrase: null }
    const page = await pageOf(ask([['number', '<b>1</b>']]))
    expect(titleOf(page)).toContain('We wrote no letter with this number')
    expect(page).not.toContain('<b>1</b>')
  })

  test.each([
    ['right', 'The code phrase is right'],
    ['wrong', 'does not belong to this letter'],
  ] as const)('with a code phrase that is %s', async (phrase, said) => {
    door.letter = { ...door.letter, phrase }
    const text = words(
      await pageOf(
        ask([
          ['number', '1000388-1'],
          ['phrase', 'green heron'],
        ]),
      ),
    )
    expect(text).toContain(said)
    expect(text).not.toContain('green heron')
  })

  test('no number typed: the form comes back with its error', async () => {
    const answer = await ask([['phrase', 'green heron']])
    expect([answer.status, (await answer.text()).includes('href="#n"')]).toEqual([422, true])
  })
})

test('20 checks a minute for each network; the empty page is always shown', async () => {
  const { post, get } = reader(door)
  const from = (address: string) => ({ env: { incoming: { socket: { remoteAddress: address } } } })
  const statuses = []
  for (let at = 0; at < 21; at++) statuses.push((await post('/verify', [['number', '1-1']], from('192.0.2.7'))).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
  expect((await post('/verify', [['number', '1-1']], from('198.51.100.7'))).status).toBe(200)
  expect((await get('/verify')).status).toBe(200)
})

test('a form of another site is refused, and so is what is no form', async () => {
  const elsewhere = { headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } }
  expect((await reader(door).post('/verify', [['number', '1-1']], elsewhere)).status).toBe(403)
  const broken = {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', origin: site },
    body: 'x',
  }
  expect((await appOf(door).request(`${site}/verify`, broken)).status).toBe(415)
  expect((await appOf(door).request(`${site}/verify`, { method: 'PUT' })).headers.get('allow')).toContain('POST')
})

test('REC-R2 the public keys may be kept for an hour', async () => {
  const answer = await reader(door).get('/.well-known/ofrecord-keys')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
  expect(await answer.json()).toEqual({ keys: await door.consent.keys() })
})

describe.each(locales)('in %s', (lang) => {
  test('every page is at most 6 KB by brotli and gzip as they are sent, has no script and names no other host', async () => {
    const visits = [
      () => reader(door).get(`/verify?lang=${lang}`),
      () => upload(bytes('{}'), '', `?lang=${lang}`),
      () => upload(null, '', `?lang=${lang}`),
      () => ask([['number', '1000388-1']], `?lang=${lang}`),
    ]
    for (const visit of visits) {
      const page = await pageOf(visit())
      const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
      const sizes = [brotliCompressSync(page, { params }).length, gzipSync(page).length]
      expect(Math.max(...sizes)).toBeLessThanOrEqual(6144)
      expect(page).not.toMatch(/<script|\son\w+=|\sstyle=|<img|<link|url\(|receipts_/)
      expect([...page.matchAll(/(?:href|action)="([^"]*)"/g)].filter(([, place]) => !/^[/?#]/.test(place!))).toEqual([])
    }
  })

  test('no sentence about receipts has 20 words or more', () => {
    const file = new URL(`../../../../packages/messages/catalogue/${lang}/receipts.json`, import.meta.url)
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | { match: Record<string, string> }[]>
    const sentences = Object.values(texts)
      .flatMap((text) => (typeof text === 'string' ? [text] : text.flatMap(({ match }) => Object.values(match))))
      .flatMap((text) => text.split(/[.?!:]\s/))
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length >= 20)).toEqual([])
  })
})
