import { beforeEach, describe, expect, test } from 'vitest'
import { nora, paperDoor, reader, titleOf, words, type PaperDoor } from '../../test/paper-door.ts'

const path = `/n/${nora}/confirm`
let door: PaperDoor
let customer: ReturnType<typeof reader>

beforeEach(() => {
  door = paperDoor()
  customer = reader(door)
})

describe('the form to say yes', () => {
  test('asks for a tick that is not set, and says that nobody has to answer', async () => {
    const page = await (await customer.get(path)).text()
    expect(page).toMatch(/<input type="checkbox" name="agree" value="1" id="r">/)
    expect(words(page)).toContain(
      'You need not answer: from Monday 9 November 2026, 09:14 (United Kingdom Time), silence counts as a yes.',
    )
  })

  test('pressed without the tick it comes back and decides nothing', async () => {
    const answer = await customer.answer(path, [])
    const page = await answer.text()
    expect([answer.status, titleOf(page)]).toEqual([
      422,
      'Error: Say yes to Kestrel Consulting Group – Halcyon Software',
    ])
    expect(page).toContain('aria-invalid="true" aria-describedby="re"')
    expect(door.changes()).toEqual([])
  })

  test('with the tick it leads to the receipt', async () => {
    const answer = await customer.answer(path, [['agree', '1']])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/r/R7KD-42QM-XW9F'])
    expect(door.asked.at(-1)).toMatchObject({ verb: 'confirm', input: { link: nora, agree: true } })
  })

  test('FORM_TOO_SOON keeps the tick for the second press', async () => {
    const page = await (await customer.answer(path, [['agree', '1']], 0)).text()
    expect(titleOf(page)).toContain('Check your answer')
    expect(page).toMatch(/name="agree" value="1" id="r" checked/)
  })

  test('leads to the notice once there is nothing left to agree to', async () => {
    door.notice.state = 'active'
    expect((await customer.get(path)).headers.get('location')).toBe(`/n/${nora}`)
  })
})
