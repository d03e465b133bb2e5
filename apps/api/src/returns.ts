import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import type { LetterReturn } from '@ofrecord/core/letters/returns'
import { noteReturn } from '@ofrecord/core/letters/returns'
import { readReport } from './reports.ts'

/** A report holds a letter of ours at most, and those weigh 60 kB. */
const largest = 256 * 1024

/** What a relay's webhook is turned into: which letter, by the Message-ID it was sent with, and what became of it. */
const WebhookInput = z.object({
  messageId: z.string().max(300),
  recipient: z.string().max(254).nullish(),
  event: z.enum(['bounced', 'complained']),
  diagnostic: z.string().max(2000).default(''),
})

/**
 * `POST /mail/returns`: what came back. The body is the report itself as `message/rfc822`, handed in by a mail server's
 * pipe or a relay's inbound route, or JSON `{ messageId, recipient?, event: 'bounced' | 'complained', diagnostic? }`.
 * Authorised by `Authorization: Bearer` and OFRECORD_RETURNS_TOKEN. 202 also for what is about no letter of ours: it
 * must not be handed in again. 503 while the letter is on the wire: that one must.
 */
export const returns = (orm: Pools['orm'], installation: Installation, token: string) =>
  new Hono().post('/returns', bodyLimit({ maxSize: largest, onError: tooLarge }), async (c) => {
    if (!isSame(c.req.header('authorization') ?? '', `Bearer ${token}`))
      return c.json({ code: 'SIGN_IN_REQUIRED', message: 'The bearer token is missing or wrong.' }, 401)
    const report = await reportIn(c)
    if (report === 'unreadable')
      return c.json({ code: 'INPUT_SHAPE', message: 'Post a report as message/rfc822, or JSON as documented.' }, 415)
    const fate = report ? await noteReturn(orm, installation, report) : 'unknown'
    if (fate === 'early') {
      c.header('retry-after', '30')
      return c.json({ fate }, 503)
    }
    return c.json({ fate }, 202)
  })

const tooLarge = (c: Context) => c.json({ code: 'BODY_TOO_LARGE', message: 'At most 256 kB.' }, 413)

/** By their hashes: how long it takes says nothing of how much was right. */
const isSame = (shown: string, wanted: string): boolean => {
  const [left, right] = [shown, wanted].map((value) => createHash('sha256').update(value).digest())
  return timingSafeEqual(left!, right!)
}

const reportIn = async (c: Context): Promise<LetterReturn | undefined | 'unreadable'> => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'message/rfc822') return readReport(new Uint8Array(await c.req.arrayBuffer()))
  if (type !== 'application/json') return 'unreadable'
  const { success, data } = WebhookInput.safeParse(await c.req.json().catch(() => null))
  if (!success) return 'unreadable'
  const { messageId, recipient, event, diagnostic } = data
  return { kind: event, addresses: [], messageIds: [messageId], recipient: recipient ?? null, said: diagnostic }
}
