import type { StoredMessage } from './store.ts'

/** Where an installation takes what came back, and the token it asks for. */
export type Counter = { url: string; token: string }

/** What it made of it; `unreachable` also for an installation that takes nothing back. */
export type Fate = 'noted' | 'unknown' | 'early' | 'unreachable'

export const fates: readonly Fate[] = ['noted', 'unknown', 'early', 'unreachable']

/** Gives a message back as its last mail server would: the mailbox is gone (RFC 3464). */
export async function giveBack({ url, token }: Counter, message: StoredMessage, head: string): Promise<Fate> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: bounceOf(message, head) })
    const { fate } = (await response.json()) as { fate?: Fate }
    return fate ?? 'unreachable'
  } catch {
    return 'unreachable'
  }
}

/** The report, addressed to where the envelope came from, with the headers of the message. */
export function bounceOf({ envelope, id }: StoredMessage, head: string): string {
  const [recipient = ''] = envelope.to
  const host = recipient.slice(recipient.lastIndexOf('@') + 1)
  const boundary = `${id}/mail.${host}`
  return `Return-Path: <>
Date: ${new Date().toUTCString().replace('GMT', '+0000')}
From: MAILER-DAEMON@mail.${host} (Mail Delivery System)
To: ${envelope.from}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"

--${boundary}
Content-Type: text/plain; charset=us-ascii

The message below could not be delivered, and nobody tries again.

--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.${host}

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: no such mailbox here

--${boundary}
Content-Type: text/rfc822-headers

${head.replaceAll('\r\n', '\n')}

--${boundary}--
`.replaceAll('\n', '\r\n')
}
