import { beforeEach, describe, expect, test } from 'vitest'
import {
  hiddenNonce,
  nora,
  paperDoor,
  question,
  reader,
  refused,
  site,
  titleOf,
  words,
  type PaperDoor,
} from '../../test/paper-door.ts'
import { redactedPath } from '../redaction.ts'

const path = `/por/${nora}`
const [kestrel, tidewater] = question.partners.map(({ id }) => id)
const chosen: [string, string][] = [['choice', tidewater!]]
let door: PaperDoor
let customer: ReturnType<typeof reader>

beforeEach(() => {
  door = paperDoor()
  customer = reader(door)
})

const answered = (mine: boolean) => ({
  partner: 'Tidewater Cloud',
  at: '2026-11-03T11:42:00.000Z',
  address: 'tess.tenant@orchardfoods.example',
  comment: mine ? 'Since May.\nAsk us.' : '',
  mine,
})

describe('CNF-R4 POR-R13 the question who does the work', () => {
  test('opening it changes nothing; it names both, says what an answer does, what silence does and until when', async () => {
    const page = await (await customer.get(path)).text()
    const text = words(page)
    expect(titleOf(page)).toBe('Who does the work for Mail and Calendar? – Halcyon Software')
    expect(text).toContain(
      'Kestrel Consulting Group and Tidewater Cloud both say that they help Orchard Foods with it.',
    )
    expect(text).toContain('a person at Halcyon Software reads it and decides who is recorded.')
    expect(text).toContain('If you do nothing: nothing changes.')
    expect(text).toContain(
      'Monday 16 November 2026, 09:14 (United Kingdom Time). The first answer from Orchard Foods stands.',
    )
    expect(text).toContain('This page is about letter 7KD4-2QMX.')
    expect(door.changes()).toEqual([])
  })

  test('presets nothing, offers the two in the order of the door and neither, and has a field nobody sees', async () => {
    const page = await (await customer.get(path)).text()
    expect(page).not.toContain(' checked')
    expect([...page.matchAll(/type="radio" name="choice" value="([^"]*)"/g)].map((hit) => hit[1])).toEqual([
      kestrel,
      tidewater,
      'neither',
    ])
    expect(page).toMatch(/<div class="h" aria-hidden="true"><label>.*name="topic" tabindex="-1" autocomplete="off"/)
    expect(page).toContain(`action="${path}#e"`)
  })

  test('a choice and a press are an answer: 303 to the page that shows it, in the chosen language', async () => {
    const answer = await customer.answer(`${path}?lang=it`, [...chosen, ['comment', ' Since May.\r\nAsk us. ']])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=it`])
    expect(door.asked.at(-1)).toMatchObject({
      verb: 'clarify',
      input: { link: nora, choice: tidewater, comment: 'Since May.\nAsk us.', trap: undefined },
    })
  })

  test('C46 MIC-R3 the same form sent twice leads to the same page', async () => {
    const form = await (await customer.get(path)).text()
    door.clock += 9000
    const fields: [string, string][] = [['nonce', hiddenNonce(form)], ...chosen]
    const statuses = [await customer.post(path, fields), await customer.post(path, fields)].map(({ status }) => status)
    expect(statuses).toEqual([303, 303])
  })

  test('C44 CLARIFICATION_CHOICE_REQUIRED without a choice the form comes back, keeps the comment, records nothing', async () => {
    const answer = await customer.answer(path, [['comment', 'Not </textarea> ours']])
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(titleOf(page)).toMatch(/^Error: Who does the work/)
    expect(page).toMatch(/<p><a href="#r">Choose one of the two partners, or neither<\/a>/)
    expect(page).toMatch(/<fieldset class="bad" aria-describedby="re">/)
    expect(page).toContain('Not &lt;/textarea&gt; ours</textarea>')
    expect(door.changes()).toEqual([])
  })

  test('CLARIFICATION_CHOICE_REQUIRED from the door, since another partner took a place, reads the same', async () => {
    door.refusal = refused('CLARIFICATION_CHOICE_REQUIRED')
    const answer = await customer.answer(path, chosen)
    expect([answer.status, words(await answer.text())]).toEqual([
      422,
      expect.stringContaining('Choose one of the two partners, or neither'),
    ])
  })

  test('a comment over 2,000 characters is named beside the missing choice', async () => {
    const answer = await customer.answer(path, [['comment', 'é'.repeat(2001)]])
    const text = words(await answer.text())
    expect(text).toContain('it has 2,001 characters, 2,000 fit')
    expect(text).toContain('Choose one of the two partners')
  })

  test('FORM_TOO_SOON within two seconds the form is shown once more with all that was chosen, and is no error', async () => {
    const answer = await customer.answer(path, [...chosen, ['comment', 'Quick']], 1)
    const page = await answer.text()
    expect([answer.status, titleOf(page)]).toEqual([200, 'Check your answer – Halcyon Software'])
    expect(page).toMatch(new RegExp(`value="${tidewater}" checked`))
    expect(page).toContain('Quick</textarea>')
    door.clock += 3000
    expect((await customer.post(path, [['nonce', hiddenNonce(page)], ...chosen])).status).toBe(303)
  })

  test('FORM_NONCE_INVALID a form older than a day comes back with a fresh nonce and the choice', async () => {
    const page = await (await customer.answer(path, chosen, 25 * 3600)).text()
    expect(words(page)).toContain('This form is out of date.')
    expect(page).toMatch(new RegExp(`value="${tidewater}" checked`))
    expect(door.decided).toBeUndefined()
  })

  test('L7 a filled trap field is passed on and blocks nothing', async () => {
    expect((await customer.answer(path, [...chosen, ['topic', 'x']])).status).toBe(303)
    expect(door.asked.at(-1)?.input['trap']).toBe('x')
  })

  test('a form of another site is not read', async () => {
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const answer = await customer.post(path, [['nonce', `${door.clock - 5000}.Nora`], ...chosen], { headers })
    expect(answer.status).toBe(403)
    expect(door.asked).toEqual([])
  })

  test('an unknown link is the same 404 page as any other, and no log names a link (I13)', async () => {
    const pages = await Promise.all(['/por/unknown', '/n/unknown', '/por/'].map((place) => customer.get(place)))
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1)
    expect((await customer.post('/por/unknown', [['nonce', 'x'], ...chosen])).status).toBe(404)
    expect(redactedPath(path)).toMatch(/^\/por\/\[[0-9a-f]{4}\]$/)
  })
})

describe('what became of the question', () => {
  const open = async () => (await customer.app.request(`${site}${path}`)).text()

  test('answered through this link: what, for which address, when, with the comment; no form', async () => {
    Object.assign(door.question, { state: 'answered', answer: answered(true) })
    const page = await open()
    expect(titleOf(page)).toBe('Your answer is recorded – Halcyon Software')
    for (const part of [
      'Tidewater Cloud',
      'tess.tenant@orchardfoods.example',
      'Tuesday 3 November 2026, 11:42',
      'Since May.',
    ])
      expect(words(page)).toContain(part)
    expect(page).not.toContain('<form')
  })

  test('answered by a colleague, and by a mailbox that was erased since', async () => {
    Object.assign(door.question, { state: 'answered', answer: { ...answered(false), partner: null, address: null } })
    const text = words(await open())
    expect(text).toContain('Your organisation has answered')
    expect(text).toContain('Neither of the two')
    expect(text).toContain('Removed on request')
  })

  test('too late, and decided meanwhile', async () => {
    door.question.state = 'over'
    expect(words(await open())).toContain('It ended on Monday 16 November 2026, 09:14')
    door.question.state = 'moot'
    const page = await open()
    expect(words(page)).toContain(
      'The comparison of Kestrel Consulting Group and Tidewater Cloud for Mail and Calendar has ended.',
    )
    expect(page).not.toContain('<form')
  })

  test.each([
    ['CLARIFICATION_ANSWERED', { state: 'answered', answer: answered(false) }, 'Your answer was not recorded'],
    ['CLARIFICATION_OVER', { state: 'over' }, 'The time for an answer is over'],
    ['CLARIFICATION_MOOT', { state: 'moot' }, 'No answer is needed any more'],
    ['SOMETHING_NEW', {}, 'Your answer was not recorded'],
  ])('%s is a 422 page with its code that says what holds', async (code, standing, title) => {
    const form = await open()
    door.clock += 20_000
    door.refusal = refused(code, undefined, 'conflict')
    Object.assign(door.question, standing)
    const answer = await customer.post(path, [['nonce', hiddenNonce(form)], ...chosen])
    const page = await answer.text()
    expect([answer.status, titleOf(page)]).toEqual([422, `Error: ${title} – Halcyon Software`])
    expect(page).toContain(code)
    if (code === 'CLARIFICATION_ANSWERED') expect(words(page)).toContain('its first answer stands.')
  })
})
