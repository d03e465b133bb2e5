import { locales } from '@ofrecord/messages/customer/runtime'
import { expect, test } from 'vitest'
import { nora, paperDoor, reader, refused, titleOf, words } from '../../test/paper-door.ts'

const path = `/n/${nora}/question`

test('the form says what it is not, whose it is and who may read it; the address is not ticked', async () => {
  const page = await (await reader(paperDoor()).get(path)).text()
  expect(titleOf(page)).toBe('Ask Kestrel Consulting Group a question – Halcyon Software')
  const text = words(page)
  expect(text).toContain('It is no answer: nothing else changes.')
  expect(text).toContain('nora.contact@orchardfoods.example')
  expect(text).toContain('Halcyon Software can read it too.')
  expect(page).not.toContain('checked')
})

test('a question is sent with the address only where it was ticked, and the page says so', async () => {
  const door = paperDoor()
  const customer = reader(door)
  const sent = await customer.answer(path, [['text', 'Who are you?\r\nWe know nobody.']])
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/n/${nora}/asked`])
  expect(door.asked.at(-1)!.input).toMatchObject({ text: 'Who are you?\nWe know nobody.', showAddress: false })
  expect(words(await (await customer.get(`/n/${nora}/asked`)).text())).toContain(
    'Your question was sent to Kestrel Consulting Group',
  )
  await customer.answer(path, [
    ['text', 'Once more'],
    ['show', '1'],
  ])
  expect(door.asked.at(-1)!.input).toMatchObject({ showAddress: true })
})

test('an empty one and one that is too long come back with what is wrong, and nothing is sent', async () => {
  const door = paperDoor()
  const customer = reader(door)
  for (const [text, problem] of [
    [' ', 'Write your question'],
    ['x'.repeat(2001), 'Shorten your text'],
  ] as const) {
    const answer = await customer.answer(path, [['text', text]])
    expect([answer.status, words(await answer.text())]).toEqual([422, expect.stringContaining(problem)])
  }
  expect(door.changes()).toEqual([])
})

test('a form filled in within 0.3 s is shown once more with its words', async () => {
  const answer = await reader(paperDoor()).answer(path, [['text', 'Quick one']], 0.3)
  const page = await answer.text()
  expect([answer.status, titleOf(page)]).toEqual([200, expect.stringContaining('Check your answer')])
  expect(page).toContain('Quick one')
})

test('QUESTION_LIMIT: the fourth of a day is refused in words', async () => {
  const door = paperDoor()
  door.refusal = refused('QUESTION_LIMIT', undefined, 'conflict')
  const answer = await reader(door).answer(path, [['text', 'Fourth']])
  expect([answer.status, words(await answer.text())]).toEqual([
    422,
    expect.stringContaining('Three questions a day fit through one link.'),
  ])
})

test('nobody asks about what has ended, and the page of a sent question shows nothing where none was', async () => {
  const door = paperDoor()
  expect((await reader(door).get(`/n/${nora}/asked`)).headers.get('location')).toBe(`/n/${nora}`)
  door.notice.state = 'ended'
  expect((await reader(door).get(path)).headers.get('location')).toBe(`/n/${nora}`)
})

test.each(locales)('the form and the page after it speak %s', async (lang) => {
  const door = paperDoor()
  door.notice.askedAt = '2026-11-03T11:42:00.000Z'
  for (const at of [path, `/n/${nora}/asked`]) {
    const page = await (await reader(door).get(`${at}?lang=${lang}`)).text()
    expect(page).toContain(`<html lang="${lang}"`)
    expect(words(page)).toContain('Kestrel Consulting Group')
    if (lang !== 'en') expect(words(page)).not.toMatch(/question was sent|Your question|Send the/)
  }
})
