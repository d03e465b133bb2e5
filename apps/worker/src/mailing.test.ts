import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { deliverLetters } from '@ofrecord/core/letters/deliver'
import { installation } from '@ofrecord/core/test/stage'
import { openedWindow } from '@ofrecord/core/test/story'
import { test as worldTest } from '@ofrecord/core/test/world'
import type { TestWorld } from '@ofrecord/core/test/world'
import { startMailbox } from '../../../tools/mailbox/mailbox.ts'
import type { Attempt } from '../../../tools/mailbox/mailbox.ts'
import { postOf } from './post.ts'
import { openRelay } from './smtp.ts'

/** Sends what waits through the real writer, the real wire and a real receiving server; answers what that saw. */
const test = worldTest.extend<{ mailed: (mailFrom?: string, returnAddress?: string) => Promise<readonly Attempt[]> }>({
  mailed: async ({ world }, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'ofrecord-post-'))
    const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dir, answer: () => undefined })
    const relay = openRelay(`smtp://127.0.0.1:${mailbox.smtpPort}`)
    await use(async (mailFrom = 'Halcyon Software <records@halcyon.example>', returnAddress) => {
      const errors: unknown[] = []
      const log = { error: (facts: unknown) => void errors.push(facts) }
      const post = postOf({ mailFrom, returnAddress }, relay, log as never)
      while ((await deliverLetters(world.orm, installation, post)) > 0);
      expect(errors).toEqual([])
      return mailbox.attempts
    })
    relay.close()
    await mailbox.stop()
    rmSync(dir, { recursive: true })
  },
})

/** The story up to the notices, which still wait for a relay. */
const approved = async (world: TestWorld): Promise<void> => {
  world.relay.answer = ({ text }) =>
    text.includes('/n/') ? { kind: 'unreached', response: 'closed' } : { kind: 'accepted', response: '250' }
  await openedWindow(world)
  world.at(new Date(world.now().getTime() + 100_000))
}

const orchard = [
  'i.falconer@orchardfoods.example',
  'nora.contact@orchardfoods.example',
  'tess.tenant@orchardfoods.example',
]

test('C41 each of the three mailboxes gets one message with one recipient, and the partner is in no envelope and no header', async ({
  world,
  mailed,
}) => {
  await approved(world)
  const attempts = await mailed()
  expect(attempts.map(({ envelope }) => envelope.to.join()).toSorted()).toEqual(orchard)
  for (const { envelope, raw } of attempts) {
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(envelope.from).toBe('records@halcyon.example')
    expect(head).not.toMatch(/@kestrel|ines/i)
    expect(head.match(/[\w.+-]+@orchardfoods\.example/g)).toEqual(envelope.to)
    expect(head).not.toMatch(/^(?:Cc|Bcc|Reply-To|List-|Return-Path|Sender|X-)/im)
  }
})

test('C41 the three messages differ in their links, and each link is in its own message only', async ({
  world,
  mailed,
}) => {
  await approved(world)
  const attempts = await mailed()
  const links = attempts.map(({ raw }) => new Set(textOf(raw).match(/\/n\/[\w-]{43}/g)))
  expect(links.map((found) => found.size)).toEqual([1, 1, 1])
  expect(new Set(links.flatMap((found) => [...found])).size).toBe(3)
})

test('a bare sender address is given the vendor’s name, and the Message-IDs are of its domain', async ({
  world,
  mailed,
}) => {
  await approved(world)
  await world.rows(`update letter set message_id = null, html = null where state = 'retry'`)
  const [attempt] = await mailed('records@mail.halcyon.example')
  const head = attempt!.raw.replaceAll(/\r\n[ \t]+/g, ' ')
  expect(head).toMatch(/^From: Halcyon Software <records@mail\.halcyon\.example>\r$/m)
  expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@mail\.halcyon\.example>\r$/m)
})

test('each letter comes back to an address of its own, which stands in its envelope and in no header', async ({
  world,
  mailed,
}) => {
  await approved(world)
  const attempts = await mailed(undefined, 'bounces@mail.halcyon.example')
  const senders = attempts.map(({ envelope }) => envelope.from)
  expect(new Set(senders).size).toBe(3)
  for (const { envelope, raw } of attempts) {
    expect(envelope.from).toMatch(/^bounces\+[0-9a-f]{32}\.[0-9a-f]{8}@mail\.halcyon\.example$/)
    expect(raw).not.toContain('bounces+')
  }
})

/** The bodies with their soft line ends undone. */
const textOf = (raw: string): string => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
