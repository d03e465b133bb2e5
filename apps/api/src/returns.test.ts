import { expect } from 'vitest'
import { claimRow, nora } from '@ofrecord/core/test/customer'
import { installation } from '@ofrecord/core/test/stage'
import { openedWindow } from '@ofrecord/core/test/story'
import { returnAddressOf } from '@ofrecord/core/letters/returns'
import { test as deskTest } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const token = 'a token of thirty-two characters, or more'

interface Letter {
  id: string
  messageId: string
  state: string
  response: string
  complained: boolean
}

interface Counter {
  /** Hands something in; answers status and fate. */
  post: (body: string, headers?: Record<string, string>) => Promise<[status: number, fate: unknown]>
  letter: () => Promise<Letter>
  returnAddress: string
}

/** An api that takes returns, and a notice that a server took. */
const test = deskTest.extend<{ counter: Counter }>({
  counter: async ({ desk }, use) => {
    await desk.world.rows(`update tenant_admin set state = 'removed'`)
    await openedWindow(desk.world)
    const app = await desk.build({ returnsToken: token })
    const letter = () => letterOf(desk)
    await use({
      letter,
      returnAddress: returnAddressOf(installation.keys.returns, (await letter()).id, 'bounces@halcyon.example'),
      post: async (body, headers = {}) => {
        const sent = { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822', ...headers }
        const response = await app.request('/mail/returns', { method: 'POST', headers: sent, body })
        return [response.status, ((await response.json()) as { fate?: unknown }).fate]
      },
    })
  },
})

const letterOf = async ({ world }: Desk): Promise<Letter> => {
  const rows = await world.rows<Letter>(
    `select id, message_id as "messageId", state, response, complained_at is not null as complained from letter
      where template = 'association-notice' and recipient = $1`,
    [nora],
  )
  return rows[0]!
}

const mail = (lines: string): string => lines.replaceAll('\n', '\r\n')

/** As Postfix writes it. */
const bounce = (to: string, { action = 'failed', status = '5.1.1', returned = '' } = {}): string =>
  mail(`Return-Path: <>
Delivered-To: ${to}
Date: Tue,  3 Nov 2026 09:14:02 +0000 (UTC)
From: MAILER-DAEMON@mx.orchardfoods.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4711/mx.orchardfoods.example"

--4711/mx.orchardfoods.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--4711/mx.orchardfoods.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.orchardfoods.example
X-Postfix-Queue-ID: 4711
Arrival-Date: Mon,  2 Nov 2026 09:14:00 +0000 (UTC)

Final-Recipient: rfc822; ${nora}
Original-Recipient: rfc822;${nora}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.orchardfoods.example
Diagnostic-Code: smtp; 550 5.1.1 <${nora}>: Recipient address
    rejected: User unknown

--4711/mx.orchardfoods.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

${returned}Subject: 1000001-1: Kestrel asks

--4711/mx.orchardfoods.example--
`)

/** As mailbox providers send it (RFC 5965). */
const complaint = (type: string, returned: string, sender = 'records@halcyon.example'): string =>
  mail(`From: <feedback@mail.example>
To: <abuse@halcyon.example>
Subject: FW: 1000001-1
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part"

--part
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--part
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: Feedback/1.0
Version: 1
Original-Mail-From: <${sender}>

--part
Content-Type: message/rfc822
Content-Disposition: inline

${returned}From: <records@halcyon.example>
Subject: 1000001-1

Hello
--part--
`)

test('C52 RFC 3464 a report that reaches the letter’s own address bounces it, and stops the window; twice is once', async ({
  desk,
  counter: { post, letter, returnAddress },
}) => {
  expect(await post(bounce(returnAddress))).toEqual([202, 'noted'])
  expect(await letter()).toMatchObject({
    state: 'bounced',
    response: `5.1.1 550 5.1.1 <${nora}>: Recipient address rejected: User unknown\n250 queued`,
  })
  await desk.world.work()
  expect(await claimRow(desk.world)).toMatchObject({ consentState: 'paused_bounced' })
  const before = await letter()
  expect(await post(bounce(returnAddress))).toEqual([202, 'noted'])
  expect(await letter()).toEqual(before)
})

test('without such an address the Message-ID of the returned headers names the letter', async ({
  counter: { post, letter },
}) => {
  const { messageId } = await letter()
  expect(await post(bounce('records@halcyon.example', { returned: `Message-ID:\n ${messageId}\n` }))).toEqual([
    202,
    'noted',
  ])
  expect((await letter()).state).toBe('bounced')
})

test.for([
  ['delayed', '4.2.2', 'noted', 'accepted'],
  ['failed', '4.4.7', 'noted', 'bounced'],
  ['delivered', '2.0.0', 'unknown', 'accepted'],
  ['relayed', '2.0.0', 'unknown', 'accepted'],
] as const)(
  'RFC 3464 action %s with status %s: %s, the letter is %s',
  async ([action, status, fate, state], { counter }) => {
    expect(await counter.post(bounce(counter.returnAddress, { action, status }))).toEqual([202, fate])
    expect((await counter.letter()).state).toBe(state)
  },
)

test('RFC 5965 a feedback report marks a complaint, whatever became of the letter; "not spam" is none', async ({
  counter: { post, letter, returnAddress },
}) => {
  const { messageId } = await letter()
  expect(await post(complaint('not-spam', `Message-ID: ${messageId}\n`))).toEqual([202, 'unknown'])
  expect((await letter()).complained).toBe(false)
  expect(await post(complaint('abuse', '', returnAddress))).toEqual([202, 'noted'])
  expect(await letter()).toMatchObject({ state: 'accepted', complained: true })
})

test('a relay’s webhook says the same in JSON, by the Message-ID; for another mailbox it says nothing', async ({
  counter: { post, letter },
}) => {
  const json = { 'content-type': 'application/json; charset=utf-8' }
  const { messageId } = await letter()
  const about = (more: object) => JSON.stringify({ messageId: messageId.slice(1, -1), event: 'bounced', ...more })
  expect(await post(about({ recipient: 'mallory@evil.example' }), json)).toEqual([202, 'unknown'])
  expect(await post(about({ event: 'opened' }), json)).toEqual([415, undefined])
  expect(await post('{', json)).toEqual([415, undefined])
  expect((await letter()).state).toBe('accepted')
  expect(await post(about({ recipient: nora.toUpperCase(), diagnostic: '550 gone' }), json)).toEqual([202, 'noted'])
  expect(await letter()).toMatchObject({ state: 'bounced', response: '550 gone\n250 queued' })
})

test('while the letter is on the wire the report is to be handed in again', async ({ desk, counter }) => {
  await desk.world.rows(`update letter set state = 'sending' where recipient = $1`, [nora])
  expect(await counter.post(bounce(counter.returnAddress))).toEqual([503, 'early'])
})

const nested = (depth: number): string =>
  depth === 0
    ? 'x'
    : `Content-Type: multipart/report; boundary="b${depth}"\n\n--b${depth}\n${nested(depth - 1)}\n--b${depth}--\n`

test('a hostile report changes nothing: forged, too large, nested without end, or of no kind that counts', async ({
  counter: { post, letter, returnAddress },
}) => {
  const forged = returnAddress.replace(/\.[0-9a-f]{8}@/, '.00000000@')
  const { messageId } = await letter()
  const returned = `Message-ID: ${messageId}\n`
  expect(await post(bounce(forged, { returned }))).toEqual([202, 'unknown'])
  expect(await post(bounce(returnAddress) + ' '.repeat(256 * 1024))).toEqual([413, undefined])
  expect(await post(mail(`To: ${returnAddress}\n${nested(500)}`))).toEqual([202, 'unknown'])
  const inside = mail(`Content-Type: message/rfc822\n\n${bounce(returnAddress)}`)
  expect(await post(inside)).toEqual([202, 'unknown'])
  expect(await post(mail(`To: ${returnAddress}\nSubject: I am away\n\nAction: failed`))).toEqual([202, 'unknown'])
  expect(await post('')).toEqual([202, 'unknown'])
  expect(await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([415, undefined])
  expect(await letter()).toMatchObject({ state: 'accepted', response: '250 queued', complained: false })
})

test('without the token it is 401, and without the setting there is no such address', async ({ desk, counter }) => {
  const body = bounce(counter.returnAddress)
  for (const authorization of ['', 'Bearer ', `Bearer ${token}x`, `Basic ${token}`, token])
    expect((await counter.post(body, { authorization }))[0], authorization).toBe(401)
  const headers = { authorization: 'Bearer undefined', 'content-type': 'message/rfc822' }
  const closed = await desk.app.request('/mail/returns', { method: 'POST', headers, body })
  expect([closed.status, await closed.json()]).toMatchObject([404, { code: 'NOT_FOUND' }])
  expect((await counter.letter()).state).toBe('accepted')
})
