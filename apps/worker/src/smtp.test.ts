import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { Message } from '@ofrecord/core/letters/deliver'
import { decoded, headersOf, partsOf } from '../test/mime.ts'
import type { Manner, Moment } from '../test/relay.ts'
import { startRelay } from '../test/relay.ts'
import { mimeOf, openRelay } from './smtp.ts'

const message: Message = {
  messageId: '<01900000-0000-7000-8000-000000000001@halcyon.example>',
  date: new Date('2026-11-02T09:14:00Z'),
  from: 'Halcyon Software <records@halcyon.example>',
  to: { name: 'Nora Castellane', address: 'nora.contact@orchardfoods.example' },
  subject: '1000001-1: Kestrel asks',
  html: '<p>Read <a href="https://records.halcyon.example/n/x">it</a></p>',
  text: 'Read it: https://records.halcyon.example/n/x',
}

const opened: { stop: () => unknown }[] = []
afterEach(async () => {
  for (const { stop } of opened.splice(0).toReversed()) await stop()
})

const impatient = { connectionTimeout: 400, greetingTimeout: 400, socketTimeout: 400 }

const relayThat = async (at?: Moment, manner?: Manner, password = '') => {
  const relay = await startRelay(at, manner)
  opened.push(relay)
  return { relay, send: senderTo(relay.url.replace('//', `//${password}`)) }
}

const senderTo = (url: string) => {
  const { send, close } = openRelay(url, impatient)
  opened.push({ stop: close })
  return send
}

describe('what one attempt comes to', () => {
  const hangingUp = (['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA'] as const).flatMap((at) =>
    (['destroy', 'fin', 'hold'] as const).map((manner) => [at, manner] as const),
  )

  test.each(hangingUp)('F7 at %s the relay does this: %s. Nothing was sent: unreached', async (at, manner) => {
    const { relay, send } = await relayThat(at, manner)
    expect((await send(message)).kind).toBe('unreached')
    expect(relay.received).toHaveLength(0)
  })

  test.each(['destroy', 'fin', 'hold'] as const)(
    'F8 RFC 1047 it takes the whole message, then does this: %s. Nobody knows: silent',
    async (manner) => {
      const { relay, send } = await relayThat('message', manner)
      expect((await send(message)).kind).toBe('silent')
      expect(relay.received).toHaveLength(1)
    },
  )

  test('a relay that is not there: unreached', async () => {
    const { relay } = await relayThat()
    const { url } = relay
    await relay.stop()
    opened.splice(opened.indexOf(relay), 1)
    expect((await senderTo(url)(message)).kind).toBe('unreached')
  })

  test.each([
    ['MAIL', '421 busy', 421],
    ['MAIL', '552 too large', 552],
    ['RCPT', '450 greylisted', 450],
    ['RCPT', '550 no such mailbox', 550],
    ['DATA', '451 later', 451],
    ['DATA', '554 no', 554],
    ['message', '421 shutting down', 421],
    ['message', '451 disk full', 451],
    ['message', '550 spam', 550],
  ] as const)('at %s it answers "%s": refused with %i', async (at, manner, code) => {
    const { send } = await relayThat(at, manner)
    expect(await send(message)).toEqual({ kind: 'refused', code, response: manner })
  })

  test.each([
    ['connect', '554 no service for you', ''],
    ['connect', '421 too many connections', ''],
    ['AUTH', '535 wrong password', 'user:password@'],
    ['AUTH', '454 try again', 'user:password@'],
  ] as const)(
    'at %s it answers "%s": about the installation, not about the letter, which waits: unreached',
    async (at, manner, password) => {
      const { relay, send } = await relayThat(at, manner, password)
      expect(await send(message)).toMatchObject({
        kind: 'unreached',
        response: expect.stringContaining(manner) as string,
      })
      expect(relay.received).toHaveLength(0)
    },
  )

  test('it takes the message: accepted, with what it said', async () => {
    const { relay, send } = await relayThat()
    expect(await send(message)).toEqual({ kind: 'accepted', response: '250 queued as 4711' })
    expect(relay.received).toHaveLength(1)
  })
})

test('letters share a connection, and one that was dropped in between is opened again without a second copy', async () => {
  const { relay, send } = await relayThat()
  await send(message)
  await send(message)
  expect(relay.connections()).toBe(1)
  relay.hangUp()
  expect((await send(message)).kind).toBe('accepted')
  expect([relay.connections(), relay.received.length]).toEqual([2, 3])
})

test('F10 a hundred letters at once go over twenty connections at most', async () => {
  const { relay, send } = await relayThat()
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => send(message)))
  expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(100)
  expect(relay.connections()).toBeLessThanOrEqual(20)
})

test('I6 a second attempt hands over the same bytes', async () => {
  const { relay, send } = await relayThat('message', '451 later')
  await send(message)
  relay.behave()
  await send(message)
  const [first, second] = relay.received
  expect(second).toEqual(first)
  expect(first!.raw).toContain('Message-ID: <01900000-0000-7000-8000-000000000001@halcyon.example>\r\n')
  expect(first!.raw).toContain('Date: Mon, 02 Nov 2026 09:14:00 +0000\r\n')
})

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const signing = { domain: 'halcyon.example', selector: 'one', key: keys.privateKey }

/** Reads a signature as the receiving server does (RFC 6376, relaxed/relaxed), with the key of the DNS given. */
const isSigned = (raw: string): boolean => {
  const relaxed = (line: string) =>
    line
      .replace(/^([^:]+):\s*/, (_, name: string) => `${name.trim().toLowerCase()}:`)
      .replaceAll(/[ \t\r\n]+/g, ' ')
      .trimEnd()
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const signature = lines.find((line) => /^dkim-signature:/i.test(line))
  if (!signature) return false
  const tags = Object.fromEntries(
    [...signature.replace(/^[^:]+:/, '').matchAll(/(\w+)=([^;]*)/g)].map(([, tag, value]) => [
      tag,
      value!.replaceAll(/\s/g, ''),
    ]),
  ) as Record<string, string>
  const body = raw
    .slice(end + 4)
    .split('\r\n')
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd())
    .join('\r\n')
  const hash = createHash('sha256')
    .update(`${body.replace(/(?:\r\n)+$/, '')}\r\n`, 'latin1')
    .digest('base64')
  const named = tags['h']!.split(':').map((name) =>
    lines.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)),
  )
  const signed = [
    ...named.flatMap((line) => (line ? [relaxed(line)] : [])),
    relaxed(signature.replace(/\bb=[^;]*$/, 'b=')),
  ]
  const isGenuine = createVerify('sha256')
    .update(signed.join('\r\n'), 'latin1')
    .verify(keys.publicKey, tags['b']!, 'base64')
  return tags['bh'] === hash && tags['c'] === 'relaxed/relaxed' && tags['a'] === 'rsa-sha256' && isGenuine
}

test('B.2.6 with a key every letter is signed for its domain, and a changed word or sender is found out', async () => {
  const raw = (await mimeOf({ ...message, text: 'Größe \n\n trailing  \n\n' }, signing)).toString('latin1')
  expect(raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=halcyon\.example;/)
  expect(isSigned(raw)).toBe(true)
  expect(isSigned(raw.replace('Kestrel asks', 'Kestrel pays'))).toBe(false)
  expect(isSigned(raw.replace('records@halcyon', 'mallory@halcyon'))).toBe(false)
  expect(isSigned(raw.replace('trailing', 'trailed'))).toBe(false)
})

test('RFC 8058 L8 a digest can be stopped by one press, and its signature covers both headers that say so', async () => {
  const stopUrl = `https://partners.halcyon.example/digest/${'a'.repeat(43)}`
  const raw = (await mimeOf({ ...message, stopUrl }, signing)).toString('latin1')
  const headers = new Map(headersOf(raw))
  expect(headers.get('List-Unsubscribe')).toBe(`<${stopUrl}>`)
  expect(headers.get('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(isSigned(raw)).toBe(true)
  expect(isSigned(raw.replace('/digest/aaa', '/digest/bbb'))).toBe(false)
  expect(isSigned(raw.replace('=One-Click', '=Two-Clicks'))).toBe(false)
})

test('I6 two attempts at a signed letter are the same bytes; without a key there is no signature', async () => {
  const [first, second] = await Promise.all([mimeOf(message, signing), mimeOf(message, signing)])
  expect(second.equals(first)).toBe(true)
  expect(first.toString()).not.toMatch(/\bt=\d/)
  expect((await mimeOf(message)).toString()).not.toMatch(/dkim/i)
})

const allowed = ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To']

test('C41 MIC-R2 L8 the headers are these and no others: no Cc, no Bcc, no Reply-To, no List-Unsubscribe', async () => {
  const { relay, send } = await relayThat()
  await send(message)
  const { from, to, raw } = relay.received[0]!
  expect([from, to]).toEqual(['records@halcyon.example', ['nora.contact@orchardfoods.example']])
  const headers = headersOf(raw)
  expect(headers.map(([name]) => name).toSorted()).toEqual(allowed)
  expect(Object.fromEntries(headers)).toMatchObject({
    From: 'Halcyon Software <records@halcyon.example>',
    To: 'Nora Castellane <nora.contact@orchardfoods.example>',
    'Auto-Submitted': 'auto-generated',
  })
})

test('every line is safe for every relay: 76 characters of ASCII, whatever the words are', async () => {
  const words = 'Größe – 見積もり – naïve café 😀 '
  const raw = (
    await mimeOf({ ...message, text: words.repeat(300), html: `<p>${words.repeat(300)}</p>`, subject: words.repeat(4) })
  ).toString('latin1')
  expect(raw.split('\r\n').filter((line) => line.length > 78)).toEqual([])
  expect(raw).toMatch(/^[\t\r\n\x20-\x7e]*$/)
  expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/)
})

test('the text stands before the HTML, both in UTF-8, and both are read back as they were written', async () => {
  const words = 'Größe – 見積もり 😀\n.\n..dots\nFrom the desk\n' + 'x'.repeat(2000)
  const { relay, send } = await relayThat()
  await send({ ...message, text: words, html: `<p>${words}</p>` })
  const parts = partsOf(relay.received[0]!.raw)
  expect(parts.map(({ headers }) => headers['Content-Type'])).toEqual([
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
  ])
  const read = parts.map(({ headers, body }) =>
    decoded(headers['Content-Transfer-Encoding'], body).replaceAll('\r\n', '\n'),
  )
  expect(read).toEqual([words, `<p>${words}</p>`])
})

const injections = [
  'a\r\nBcc: mallory@evil.example',
  'a\nBcc: mallory@evil.example',
  'a\rBcc: mallory@evil.example',
  'a\r\n\r\n<script>',
  'a\u2028Bcc: mallory@evil.example',
  'a\u0085Bcc: mallory@evil.example',
  'a" <mallory@evil.example>, "b',
  'a <mallory@evil.example>',
  'a, mallory@evil.example',
  'a; mallory@evil.example',
  '=?utf-8?Q?a=0D=0ABcc:_mallory@evil.example?=',
  'a\0Bcc: mallory@evil.example',
  'group: mallory@evil.example;',
  '(a) mallory@evil.example',
  '\u202emallory@evil.example',
]

test.each(injections)('a name or a subject with %j adds no header and no recipient', async (text) => {
  const { relay, send } = await relayThat()
  await send({ ...message, subject: text, to: { ...message.to, name: text } })
  const { to, raw } = relay.received[0]!
  expect(to).toEqual(['nora.contact@orchardfoods.example'])
  const headers = headersOf(raw)
  expect(headers.map(([name]) => name).toSorted()).toEqual(allowed)
  const [, header] = headers.find(([name]) => name === 'To')!
  const unquoted = header.replaceAll(/"(?:[^"\\]|\\.)*"|=\?[^?]+\?[QB]\?[^?]*\?=/gi, '')
  expect(unquoted.trim()).toBe('<nora.contact@orchardfoods.example>')
})

test.each([
  'nora@orchardfoods.example\r\nRCPT TO:<mallory@evil.example>',
  'nora@orchardfoods.example, mallory@evil.example',
  'nora@orchardfoods.example> <mallory@evil.example',
  '<nora@orchardfoods.example>, mallory@evil.example',
  'group: nora@orchardfoods.example, mallory@evil.example;',
  '',
  'nobody',
])('an address that is not one address, %j, reaches nobody else', async (address) => {
  const { relay, send } = await relayThat()
  const outcome = await send({ ...message, to: { name: 'Nora', address } })
  expect(outcome).toMatchObject({ kind: 'refused', code: 553 })
  expect(relay.received).toEqual([])
})
