import { beforeEach, describe, expect, test } from 'vitest'
import { nora, paperDoor, reader, refused, titleOf, words, type PaperDoor } from '../../test/paper-door.ts'

const path = `/n/${nora}/undo`
let door: PaperDoor
let customer: ReturnType<typeof reader>

beforeEach(() => {
  door = paperDoor()
  customer = reader(door)
  door.notice.state = 'denied'
  door.notice.decision = {
    kind: 'deny',
    at: '2026-11-03T11:42:00.000Z',
    address: 'nora.contact@orchardfoods.example',
    receipt: 'R7KD-42QM-XW9F',
    mine: true,
  }
  door.notice.denial = { undoUntil: '2026-11-04T11:42:00.000Z' }
})

describe('the form to undo a no', () => {
  test('C50 opening it changes nothing; it says until when and asks for a tick', async () => {
    const page = await (await customer.get(path)).text()
    expect(words(page)).toContain('You can undo it until Wednesday 4 November 2026, 11:42 (United Kingdom Time).')
    expect(page).not.toContain(' checked')
    expect(door.changes()).toEqual([])
  })

  test('pressed without the tick it comes back and changes nothing', async () => {
    expect((await customer.answer(path, [])).status).toBe(422)
    expect(door.changes()).toEqual([])
  })

  test('with the tick the no is undone: 303 to its receipt', async () => {
    const answer = await customer.answer(path, [['agree', '1']])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/r/R7KD-42QM-XW9F'])
    expect(door.changes()).toEqual(['undo'])
  })

  test.each([
    ['UNDO_EXPIRED', 'The time to undo is over'],
    ['UNDO_ITEM_TAKEN', 'Your no cannot be undone'],
    ['NOTICE_READ_ONLY', 'This link can no longer change anything'],
  ])('%s is explained on a 422 page', async (code, title) => {
    door.refusal = refused(code, undefined, 'conflict')
    const answer = await customer.answer(path, [['agree', '1']])
    expect([answer.status, titleOf(await answer.text())]).toEqual([422, `Error: ${title} – Halcyon Software`])
  })

  test('C50 after the time it explains instead of offering', async () => {
    door.notice.denial = { undoUntil: null }
    const page = await (await customer.get(path)).text()
    expect(titleOf(page)).toContain('The time to undo is over')
    expect(page).not.toContain('<form')
  })

  test('C53 a no to one service can be undone also after silence about the others', async () => {
    door.notice.state = 'active'
    door.notice.decision = { kind: 'silence', at: '2026-11-04T09:00:00.000Z', address: null, receipt: 'S', mine: false }
    expect((await customer.answer(path, [['agree', '1']])).status).toBe(303)
    expect(await (await customer.get(`/n/${nora}`)).text()).toContain(`href="${path}"`)
  })

  test('a link that said no to nothing has nothing to undo', async () => {
    Object.assign(door.notice, { decision: null, denial: null })
    expect(titleOf(await (await customer.get(path)).text())).toContain('There is nothing to undo')
  })
})
