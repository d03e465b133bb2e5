import { beforeEach, describe, expect, test } from 'vitest'
import {
  deniedFields,
  hiddenNonce,
  nora,
  notice,
  paperDoor,
  reader,
  refused,
  titleOf,
  words,
  type PaperDoor,
} from '../../test/paper-door.ts'

const path = `/n/${nora}/deny`
const ids = notice.items.map(({ id }) => id)
let door: PaperDoor
let customer: ReturnType<typeof reader>

beforeEach(() => {
  door = paperDoor()
  customer = reader(door)
})

const ticked = (page: string, name: string) =>
  [...page.matchAll(new RegExp(`name="${name}" value="([^"]*)"[^>]* checked`, 'g'))].map((hit) => hit[1])

describe('the form to say no', () => {
  test('presets no reason, every service, and keeps the comment from the partner', async () => {
    const page = await (await customer.get(path)).text()
    expect(ticked(page, 'reason')).toEqual([])
    expect(ticked(page, 'item')).toEqual(ids)
    expect(ticked(page, 'share')).toEqual([])
    expect(words(page)).toContain('Your answer is recorded for nora.contact@orchardfoods.example')
    expect(words(page)).toContain('You can undo this for 24 hours.')
  })

  test('a single service needs no boxes', async () => {
    door.notice.items = notice.items.slice(0, 1)
    const page = await (await customer.get(path)).text()
    expect(page).not.toContain('name="item"')
    await customer.answer(path, [['reason', 'data']])
    expect(door.asked.at(-1)?.input).toMatchObject({ itemIds: undefined, reasons: ['data'] })
  })

  test('leads to the notice when there is nothing left to say no to', async () => {
    door.notice.state = 'denied'
    const answer = await customer.get(`${path}?lang=it`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/n/${nora}?lang=it`])
  })

  test('C45 a reason and a press are a denial: 303 to the receipt', async () => {
    const answer = await customer.answer(path, [
      ...deniedFields,
      ['comment', ' Who are they?\r\nAsk us. '],
      ['share', '1'],
    ])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/r/R7KD-42QM-XW9F'])
    expect(door.asked.at(-1)).toMatchObject({
      verb: 'deny',
      input: {
        link: nora,
        reasons: ['unknown'],
        itemIds: ids,
        comment: 'Who are they?\nAsk us.',
        shareComment: true,
        trap: undefined,
      },
    })
  })

  test('the chosen language goes on to the receipt', async () => {
    const answer = await customer.answer(`${path}?lang=it`, deniedFields)
    expect(answer.headers.get('location')).toBe('/r/R7KD-42QM-XW9F?lang=it')
  })

  test('C46 MIC-R3 the same form sent twice leads to the same receipt', async () => {
    const form = await (await customer.get(path)).text()
    door.clock += 9000
    const fields: [string, string][] = [['nonce', hiddenNonce(form)], ...deniedFields]
    const places = [await customer.post(path, fields), await customer.post(path, fields)].map((answer) =>
      answer.headers.get('location'),
    )
    expect(places).toEqual(['/r/R7KD-42QM-XW9F', '/r/R7KD-42QM-XW9F'])
  })

  test('C44 DENY_REASON_REQUIRED without a reason the form comes back, keeps what was typed, decides nothing', async () => {
    const answer = await customer.answer(path, [
      ['choose', '1'],
      ['item', ids[1]!],
      ['comment', 'Not </textarea> ours'],
      ['share', '1'],
    ])
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(titleOf(page)).toBe('Error: Say no to Kestrel Consulting Group – Halcyon Software')
    expect(page).toMatch(
      /<div class="e" id="e" role="alert" tabindex="-1" autofocus>.*\n<p><a href="#r">Choose at least one reason<\/a>/,
    )
    expect(page).toMatch(/<fieldset class="bad" aria-describedby="re">/)
    expect(ticked(page, 'item')).toEqual([ids[1]])
    expect(ticked(page, 'share')).toEqual(['1'])
    expect(page).toContain('Not &lt;/textarea&gt; ours</textarea>')
    expect(page).toContain(`action="${path}#e"`)
    expect(door.changes()).toEqual([])
  })

  test('a refusal of the door for want of a reason reads the same', async () => {
    door.refusal = refused('DENY_REASON_REQUIRED')
    const answer = await customer.answer(path, deniedFields)
    expect([answer.status, words(await answer.text())]).toEqual([
      422,
      expect.stringContaining('Choose at least one reason'),
    ])
  })

  test('no service ticked and a comment over 2,000 characters are both named at once', async () => {
    const answer = await customer.answer(path, [
      ['choose', '1'],
      ['reason', 'other'],
      ['comment', 'é'.repeat(2001)],
    ])
    const text = words(await answer.text())
    expect(answer.status).toBe(422)
    expect(text).toContain('Choose at least one service')
    expect(text).toContain('it has 2,001 characters, 2,000 fit')
    expect(door.changes()).toEqual([])
  })

  test('2,000 characters of Japanese fit, line ends counted once as the browser counts them', async () => {
    const comment = `${'見'.repeat(1000)}\r\n${'本'.repeat(999)}`
    expect((await customer.answer(path, [...deniedFields, ['comment', comment]])).status).toBe(303)
    expect(String(door.asked.at(-1)?.input['comment'])).toHaveLength(2000)
  })

  test('FORM_TOO_SOON a post within two seconds shows the form once more with all that was typed, and is no error', async () => {
    const answer = await customer.answer(
      path,
      [...deniedFields.slice(0, 2), ['reason', 'other'], ['comment', 'Quick']],
      1,
    )
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(titleOf(page)).toBe('Check your answer – Halcyon Software')
    expect(ticked(page, 'reason')).toEqual(['other'])
    expect(ticked(page, 'item')).toEqual([ids[0]])
    expect(page).toContain('Quick</textarea>')
    door.clock += 3000
    const second = await customer.post(path, [
      ['nonce', hiddenNonce(page)],
      ['reason', 'other'],
    ])
    expect(second.status).toBe(303)
  })

  test('FORM_NONCE_INVALID a form older than a day comes back with a fresh nonce and keeps what was typed', async () => {
    const answer = await customer.answer(path, [...deniedFields, ['comment', 'Still no']], 25 * 3600)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(words(page)).toContain('This form is out of date.')
    expect(ticked(page, 'reason')).toEqual(['unknown'])
    expect(hiddenNonce(page)).toBe(door.nonce())
    expect(door.decided).toBeUndefined()
  })

  test('a nonce of another link is refused like a stale one', async () => {
    const answer = await customer.post(path, [['nonce', `${door.clock - 5000}.Admn`], ...deniedFields])
    expect(answer.status).toBe(422)
  })

  test('an input the door calls malformed brings the form back, never a 500', async () => {
    door.refusal = Object.assign(new Error('zod'), { code: 'BAD_REQUEST' })
    const answer = await customer.answer(path, [
      ['choose', '1'],
      ['item', "'; DROP"],
      ['reason', 'data'],
    ])
    expect([answer.status, words(await answer.text())]).toEqual([
      422,
      expect.stringContaining('A part of the form was missing'),
    ])
  })

  test.each([
    ['NOTICE_READ_ONLY', 'This link can no longer change anything'],
    ['SOMETHING_NEW', 'Your answer was not recorded'],
  ])('%s is a page with its code and the way back', async (code, title) => {
    door.refusal = refused(code, undefined, 'conflict')
    const answer = await customer.answer(path, deniedFields)
    const page = await answer.text()
    expect([answer.status, titleOf(page)]).toEqual([422, `Error: ${title} – Halcyon Software`])
    expect(page).toContain(code)
    expect(page).toContain(`href="/n/${nora}"`)
  })

  test('L7 a filled trap field is passed on and blocks nothing', async () => {
    const answer = await customer.answer(path, [...deniedFields, ['topic', 'http://spam.example']])
    expect(answer.status).toBe(303)
    expect(door.asked.at(-1)?.input['trap']).toBe('http://spam.example')
  })

  test('records the network, never the whole address', async () => {
    const env = { incoming: { socket: { remoteAddress: '::ffff:192.0.2.77' } } }
    const nonce = `${door.clock - 5000}.Nora`
    await customer.post(path, [['nonce', nonce], ...deniedFields], {
      env,
      headers: { 'user-agent': 'Lynx/2.9', 'x-forwarded-for': '203.0.113.9' },
    })
    expect(door.asked.at(-1)?.input).toMatchObject({ ip: '192.0.2.0', userAgent: 'Lynx/2.9' })
  })

  test('characters that cannot be stored are dropped from the comment', async () => {
    await customer.answer(path, [...deniedFields, ['comment', 'a\u0000b\u001b[31mc\td']])
    expect(door.asked.at(-1)?.input['comment']).toBe('ab[31mc\td')
  })
})
