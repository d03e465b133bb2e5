import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { locales } from '@ofrecord/messages/customer/runtime'
import { expect, test } from 'vitest'
import { hiddenNonce, paperDoor, reader, refused, titleOf, words } from '../../test/paper-door.ts'

const fields = (changes: Record<string, string> = {}): [string, string][] =>
  Object.entries({
    number: '1000388-1',
    address: 'nora.contact@orchardfoods.example',
    name: 'Nora Whitlock',
    wish: 'no',
    words: '',
    topic: '',
    ...changes,
  })

const enquiries = (door: ReturnType<typeof paperDoor>) => door.asked.filter(({ verb }) => verb === 'enquire')

test('L15 L4 the page has a form with nothing chosen, no script and no cookie, and asks for no link', async () => {
  const answer = await reader(paperDoor()).get('/ask')
  const page = await answer.text()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(page.match(/type="radio"/g)).toHaveLength(3)
  expect(page).not.toMatch(/<script| checked/)
  expect(titleOf(page)).toContain('The link in your letter does not work')
})

test('L15 known numbers and unknown ones get the same answer, to the byte', async () => {
  const door = paperDoor()
  const answers = []
  for (const number of ['1000388-1', '9999999-9', '<b>']) {
    const sent = await reader(door).answer('/ask?lang=en', fields({ number }))
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/ask/kept?lang=en'])
    answers.push(await (await reader(door).get(sent.headers.get('location')!)).text())
  }
  expect(new Set(answers).size).toBe(1)
  expect(words(answers[0]!)).toContain('We have it')
  expect(enquiries(door)[0]?.input).toMatchObject({ number: '1000388-1', wish: 'no', name: 'Nora Whitlock' })
})

test('L7 a filled trap goes along and refuses nothing', async () => {
  const door = paperDoor()
  expect((await reader(door).answer('/ask', fields({ topic: 'buy' }))).status).toBe(303)
  expect(enquiries(door)[0]?.input.trap).toBe('buy')
})

test.each([
  [{ number: '' }, 'n'],
  [{ address: 'nora' }, 'a'],
  [{ name: ' ' }, 'p'],
  [{ wish: 'everything' }, 'r'],
  [{ wish: 'other' }, 't'],
  [{ words: 'x'.repeat(2001) }, 't'],
])('with %j it comes back with its error and what was typed, and nothing is sent', async (changes, at) => {
  const door = paperDoor()
  const answer = await reader(door).answer('/ask', fields(changes))
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(titleOf(page)).toMatch(/^Error: /)
  expect(page).toContain(`href="#${at}"`)
  expect(page).toContain(`id="${at}"`)
  expect(enquiries(door)).toEqual([])
})

test('L5 within two seconds it is shown once more, with a button that works; an old form comes back', async () => {
  const door = paperDoor()
  const quick = await reader(door).answer('/ask', fields(), 1)
  expect(quick.status).toBe(200)
  door.clock += 3000
  const nonce = hiddenNonce(await quick.text())
  expect((await reader(door).post('/ask', [['nonce', nonce], ...fields()])).status).toBe(303)
  expect((await reader(door).post('/ask', [['nonce', '1.other'], ...fields()])).status).toBe(422)
})

test('too many are asked to come again, whatever was typed: of one network by us, of all by the door', async () => {
  const door = paperDoor()
  const one = reader(door)
  const nonce = hiddenNonce(await (await one.get('/ask')).text())
  door.clock += 20_000
  const statuses = []
  for (let at = 0; at < 6; at += 1)
    statuses.push((await one.post('/ask', [['nonce', nonce], ...fields({ number: `${at}-1` })])).status)
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  door.refusal = refused('TOO_MANY_REQUESTS', undefined, 'throttled')
  expect((await reader(door).answer('/ask', fields())).status).toBe(429)
})

test('a form of another site is not read', async () => {
  const posting = { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' } }
  expect((await reader(paperDoor()).post('/ask', fields(), posting)).status).toBe(403)
})

test('the page of a link that is none leads to it, and is the same for all', async () => {
  expect(await (await reader(paperDoor()).get(`/n/${'A'.repeat(43)}`)).text()).toContain('href="/ask?lang=en"')
})

test.each(locales)('in %s every page is at most 6 kB on the way and has no long sentence', async (lang) => {
  const door = paperDoor()
  const pages = [
    await (await reader(door).get(`/ask?lang=${lang}`)).text(),
    await (await reader(door).answer(`/ask?lang=${lang}`, [])).text(),
    await (await reader(door).get(`/ask/kept?lang=${lang}`)).text(),
  ]
  for (const page of pages) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
    expect(Math.max(brotliCompressSync(page, { params }).length, gzipSync(page).length)).toBeLessThanOrEqual(6144)
    expect(page).toContain(`<html lang="${lang}"`)
    expect(page).not.toMatch(/<script|\son\w+=|\sstyle=|<img|<link|questions_/)
    if (lang !== 'en') expect(words(page)).not.toMatch(/Say no|We have it|Your name/)
    const sentences = [...page.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].flatMap(([, text]) =>
      words(text!).split(/[.?:。؟]\s?/),
    )
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length >= 20)).toEqual([])
  }
})
