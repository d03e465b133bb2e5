import { expect } from 'vitest'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { LetterReturn } from './returns.ts'
import { noteReturn, returnAddressOf } from './returns.ts'

const key = installation.keys.returns
const empty: LetterReturn = { kind: 'bounced', addresses: [], messageIds: [], recipient: null, said: '' }

const note = (world: TestWorld, report: Partial<LetterReturn>) =>
  noteReturn(world.orm, installation, { ...empty, ...report })

const nora = 'nora.contact@orchardfoods.example'

const noticeOf = async (world: TestWorld, address = nora) => {
  const rows = await world.rows<{ id: string; messageId: string; state: string; response: string; bouncedAt: Date }>(
    `select id, message_id as "messageId", state, response, bounced_at as "bouncedAt" from letter
      where template = 'association-notice' and recipient = $1`,
    [address],
  )
  return rows[0]!
}

const bounces = (world: TestWorld) => world.rows(`select id from event where type = 'letter.bounced'`)

test('a letter is found by the address it comes back to, in capitals too, and by its Message-ID', async ({
  opened: { world },
}) => {
  const { id } = await noticeOf(world)
  const address = returnAddressOf(key, id, 'bounces@halcyon.example')
  expect(address).toMatch(/^bounces\+[0-9a-f]{32}\.[0-9a-f]{8}@halcyon\.example$/)
  expect(address.indexOf('@')).toBeLessThanOrEqual(64)
  expect(await note(world, { addresses: [address.toUpperCase()] })).toBe('noted')
  const { messageId } = await noticeOf(world, 'tess.tenant@orchardfoods.example')
  expect(await note(world, { messageIds: [messageId.slice(1, -1)] })).toBe('noted')
  expect(await bounces(world)).toHaveLength(2)
})

test('the same report twice has one effect: one instant, one event, one line', async ({ opened: { world } }) => {
  const { messageId } = await noticeOf(world)
  const report = { messageIds: [messageId], said: '5.1.1  no such\r\nmailbox' }
  await note(world, report)
  const first = await noticeOf(world)
  world.at(new Date(world.now().getTime() + 60_000))
  await note(world, report)
  expect(await noticeOf(world)).toEqual(first)
  expect(first).toMatchObject({ state: 'bounced', response: '5.1.1 no such mailbox\n250 queued' })
  expect(await bounces(world)).toHaveLength(1)
})

test('what is only late is written down, and nothing moves', async ({ opened: { world } }) => {
  const { messageId } = await noticeOf(world)
  await note(world, { kind: 'delayed', messageIds: [messageId], said: '4.2.2 mailbox full' })
  expect(await noticeOf(world)).toMatchObject({ state: 'accepted', response: '4.2.2 mailbox full\n250 queued' })
  expect(await bounces(world)).toEqual([])
})

test('a letter whose first attempt ended without an answer bounces as well, and goes out no second time', async ({
  opened: { world },
}) => {
  await world.rows(`update letter set state = 'unknown', due_at = now() where template = 'association-notice'`)
  const { messageId } = await noticeOf(world)
  await note(world, { messageIds: [messageId] })
  const before = world.sent.length
  await world.work()
  expect((await noticeOf(world)).state).toBe('bounced')
  expect(world.sent.slice(before).map(({ to }) => to.address)).not.toContain(nora)
})

test('while a letter is on the wire, its return waits', async ({ opened: { world } }) => {
  await world.rows(`update letter set state = 'sending' where template = 'association-notice'`)
  const { messageId } = await noticeOf(world)
  expect(await note(world, { messageIds: [messageId] })).toBe('early')
  expect((await noticeOf(world)).state).toBe('sending')
})

test('a report with a forged return address changes nothing, not even with the right Message-ID', async ({
  opened: { world },
}) => {
  const { id, messageId } = await noticeOf(world)
  const hex = id.replaceAll('-', '')
  const forged = [`bounces+${hex}.00000000@halcyon.example`]
  expect(await note(world, { addresses: forged, messageIds: [messageId] })).toBe('unknown')
  const other = { ...installation.keys, link: new Uint8Array(32).fill(9) }
  const elsewhere = returnAddressOf(other.link, id, 'bounces@halcyon.example')
  expect(await note(world, { addresses: [elsewhere] })).toBe('unknown')
  expect((await noticeOf(world)).state).toBe('accepted')
})

test('a report about a letter that is not ours, or not this mailbox’s, changes nothing', async ({
  opened: { world },
}) => {
  const { messageId } = await noticeOf(world)
  expect(await note(world, {})).toBe('unknown')
  expect(await note(world, { messageIds: ['<019a0000-0000-7000-8000-000000000001@halcyon.example>'] })).toBe('unknown')
  expect(await note(world, { messageIds: [messageId.replace('halcyon', 'evil')] })).toBe('unknown')
  expect(await note(world, { messageIds: [messageId], recipient: 'mallory@evil.example' })).toBe('unknown')
  expect((await noticeOf(world)).state).toBe('accepted')
})
