import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
import { startMailbox } from './mailbox.ts'
import type { Answer } from './smtp.ts'
import { openStore, type StoredMessage } from './store.ts'

type Mailbox = Awaited<ReturnType<typeof startMailbox>>
type Whole = StoredMessage & { headers: { name: string; value: string }[]; html: string; text: string }

const running: Mailbox[] = []
const folders: string[] = []

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'ofrecord-mailbox-'))
  folders.push(path)
  return path
}

async function start(answer?: () => Answer | undefined, dir = folder()) {
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dir, ...(answer ? { answer } : {}) })
  running.push(mailbox)
  return mailbox
}

afterEach(async () => {
  for (const mailbox of running.splice(0)) await mailbox.stop()
  for (const path of folders.splice(0)) rmSync(path, { recursive: true })
})

const letter = {
  from: { name: 'Halcyon Software', address: 'records@halcyon.example' },
  to: { name: 'Nora Whitlock', address: 'nora@orchardfoods.example' },
  subject: '1000388-1: Kestrel asks to see two figures',
  text: 'Read more or say no: https://records.halcyon.example/n/TOKEN',
  html: '<p>Read <a href="https://records.halcyon.example/n/TOKEN">more</a></p><script>alert(1)</script>',
  date: new Date('2026-11-02T09:14:00Z'),
}

async function send({ smtpPort }: Mailbox, message: object = letter) {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort })
  try {
    return await transport.sendMail(message)
  } finally {
    transport.close()
  }
}

async function ask({ httpPort }: Mailbox, path: string, init?: RequestInit) {
  const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, init)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

async function list(mailbox: Mailbox, search = '') {
  return JSON.parse((await ask(mailbox, `/api/messages${search}`)).text) as { total: number; messages: StoredMessage[] }
}

test('a letter sent by SMTP is kept with its envelope, headers and both parts', async () => {
  const mailbox = await start()
  const { response } = await send(mailbox)
  const [message] = (await list(mailbox)).messages
  expect(response).toBe(`250 OK queued as ${message?.id}`)
  expect(message).toMatchObject({
    envelope: { from: 'records@halcyon.example', to: ['nora@orchardfoods.example'] },
    subject: letter.subject,
    date: '2026-11-02T09:14:00.000Z',
  })
  const whole = JSON.parse((await ask(mailbox, `/api/messages/${message?.id}`)).text) as Whole
  expect(whole.text).toContain(letter.text)
  expect(whole.html).toContain(letter.html)
  expect(whole.headers).toContainEqual({ name: 'To', value: 'Nora Whitlock <nora@orchardfoods.example>' })
})

test('the list is newest first, by recipient where asked, and as long as asked', async () => {
  const mailbox = await start()
  for (const [subject, to] of [
    ['one', 'a@x.example'],
    ['two', 'b@x.example'],
    ['three', 'A@X.example'],
  ])
    await send(mailbox, { ...letter, subject, to })
  expect((await list(mailbox)).messages.map(({ subject }) => subject)).toEqual(['three', 'two', 'one'])
  expect((await list(mailbox, '?to=a@x.example')).messages.map(({ subject }) => subject)).toEqual(['three', 'one'])
  expect(await list(mailbox, '?limit=1')).toMatchObject({ total: 3, messages: [{ subject: 'three' }] })
})

test('a blind copy is found by the envelope although no header names it', async () => {
  const mailbox = await start()
  await send(mailbox, { ...letter, bcc: 'hidden@x.example' })
  expect((await list(mailbox, '?to=hidden@x.example')).total).toBe(1)
})

test('a restart keeps the messages, emptying removes them and their files', async () => {
  const dir = folder()
  const first = await start(undefined, dir)
  await send(first)
  await first.stop()
  running.length = 0
  const second = await start(undefined, dir)
  expect((await list(second)).messages).toMatchObject([{ subject: letter.subject }])
  expect((await ask(second, '/api/messages', { method: 'DELETE' })).status).toBe(204)
  expect((await list(second)).total).toBe(0)
  expect(readdirSync(dir)).toEqual([])
})

test.each([421, 451, 550] as const)(
  'told to answer %i after DATA, it keeps nothing and the sender hears it',
  async (code) => {
    const mailbox = await start(() => ({ code, text: 'not today' }))
    await expect(send(mailbox)).rejects.toMatchObject({ responseCode: code, command: 'DATA' })
    expect((await list(mailbox)).total).toBe(0)
    expect(mailbox.attempts).toMatchObject([{ answer: { code }, envelope: { to: ['nora@orchardfoods.example'] } }])
  },
)

test('told to drop, it keeps the message and hangs up, so the sender cannot know (RFC 1047)', async () => {
  const answers: Answer[] = ['drop']
  const mailbox = await start(() => answers.shift())
  const { html: _, ...plain } = letter
  const again = { ...plain, messageId: '<one@halcyon.example>' }
  await expect(send(mailbox, again)).rejects.toMatchObject({ code: expect.stringMatching(/^E(CONNECTION|SOCKET)$/) })
  await send(mailbox, again)
  const [first, second] = mailbox.attempts
  expect(first?.raw).toBe(second?.raw)
  expect((await list(mailbox)).messages.map(({ messageId }) => messageId)).toEqual([
    '<one@halcyon.example>',
    '<one@halcyon.example>',
  ])
})

test('a sender that hangs up in the middle of DATA leaves nothing behind', async () => {
  const mailbox = await start()
  await new Promise<void>((settle) => {
    const socket = connect(mailbox.smtpPort, '127.0.0.1')
    const lines = ['EHLO x', 'MAIL FROM:<a@x.example>', 'RCPT TO:<b@x.example>', 'DATA', 'Subject: half']
    socket.on('data', () => {
      socket.write(`${lines.shift()}\r\n`)
      if (lines.length === 0) socket.destroy()
    })
    socket.on('close', () => settle())
  })
  await send(mailbox)
  expect((await list(mailbox)).messages.map(({ subject }) => subject)).toEqual([letter.subject])
})

test('twenty connections at once lose nothing', async () => {
  const mailbox = await start()
  const transport = createTransport({ host: '127.0.0.1', port: mailbox.smtpPort, pool: true, maxConnections: 20 })
  await Promise.all(Array.from({ length: 200 }, (_, n) => transport.sendMail({ ...letter, subject: `letter ${n}` })))
  transport.close()
  expect(new Set((await list(mailbox, '?limit=500')).messages.map(({ subject }) => subject)).size).toBe(200)
})

test('the page shows the HTML in a frame that runs no script and loads nothing from elsewhere', async () => {
  const mailbox = await start()
  await send(mailbox)
  const id = (await list(mailbox)).messages[0]?.id
  const { text, headers } = await ask(mailbox, `/messages/${id}`)
  expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  expect(text).not.toContain('<script>alert')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('links in the text part open, the rest of it is shown as it is written', async () => {
  const mailbox = await start()
  await send(mailbox, { ...letter, text: `<b>no</b> ${letter.text}` })
  const id = (await list(mailbox)).messages[0]?.id
  const { text } = await ask(mailbox, `/messages/${id}?view=text`)
  expect(text).toContain('<a href="https://records.halcyon.example/n/TOKEN" target="_blank" rel="noopener">')
  expect(text).toContain('&lt;b&gt;no&lt;/b&gt;')
})

test('a message that is gone answers 404, on the page and in the API', async () => {
  const mailbox = await start()
  expect((await ask(mailbox, '/messages/none')).status).toBe(404)
  expect((await ask(mailbox, '/api/messages/none')).status).toBe(404)
  expect((await ask(mailbox, '/messages/..%2F..%2Fetc%2Fpasswd/raw')).status).toBe(404)
})

test('a page of another site can neither empty the mailbox nor read it under a name of its own', async () => {
  const mailbox = await start()
  await send(mailbox)
  const form = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://x.example' },
  }
  expect((await ask(mailbox, '/empty', form)).status).toBe(403)
  const { mailboxApp } = await import('./app.ts')
  expect((await mailboxApp(openStore(folder())).request('http://x.example/api/messages')).status).toBe(421)
  expect((await list(mailbox)).total).toBe(1)
})

test('a list among 2,000 messages reads no file: a page takes under 50 ms', async () => {
  const store = openStore(folder())
  const raw = Buffer.from('Subject: one of many\r\n\r\nText\r\n')
  await Promise.all(
    Array.from({ length: 2000 }, (_, n) => store.add(raw, { from: 'a@x.example', to: [`c${n % 50}@x.example`] })),
  )
  const began = performance.now()
  expect(store.list({ to: 'c7@x.example', limit: 50 }).total).toBe(40)
  expect(performance.now() - began).toBeLessThan(50)
})

/** The installation's side: what it was given, and what it answers. */
async function startCounter(fate: string) {
  const given: { authorization: string | undefined; type: string | undefined; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { authorization, 'content-type': type } = request.headers
      given.push({ authorization, type, body: Buffer.concat(chunks).toString() })
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ fate }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    counter: { url: `http://127.0.0.1:${port}/mail/returns`, token: 'token' },
    given,
    stop: () => server.close(),
  }
}

test('a letter is given back as its last mail server would, to where its envelope came from', async () => {
  const { counter, given, stop } = await startCounter('noted')
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dir: folder(), counter })
  running.push(mailbox)
  const envelope = { from: 'bounces+0a.0b@halcyon.example', to: ['nora@orchardfoods.example'] }
  await send(mailbox, { ...letter, envelope, messageId: '<01@halcyon.example>' })
  const [message] = (await list(mailbox)).messages
  const here = `http://127.0.0.1:${mailbox.httpPort}`
  expect((await ask(mailbox, `/messages/${message?.id}`)).text).toContain('Give it back')
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: here }
  const answer = await ask(mailbox, `/messages/${message?.id}/return`, { method: 'POST', headers: form })
  stop()
  expect(answer.text).toContain('The sender has noted that this letter came back.')
  expect(given).toMatchObject([{ authorization: 'Bearer token', type: 'message/rfc822' }])
  for (const line of [
    'To: bounces+0a.0b@halcyon.example',
    'Final-Recipient: rfc822; nora@orchardfoods.example',
    'Action: failed',
    'Message-ID: <01@halcyon.example>',
  ])
    expect(given[0]!.body).toContain(`${line}\r\n`)
  const elsewhere = { ...form, origin: 'https://evil.example' }
  expect((await ask(mailbox, `/messages/${message?.id}/return`, { method: 'POST', headers: elsewhere })).status).toBe(
    403,
  )
})

test('without an installation that takes letters back there is no such button', async () => {
  const mailbox = await start()
  await send(mailbox)
  const [message] = (await list(mailbox)).messages
  expect((await ask(mailbox, `/messages/${message?.id}`)).text).not.toContain('Give it back')
})
