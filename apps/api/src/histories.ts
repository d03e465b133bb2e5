import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { noteExport } from '@ofrecord/core/organisations/exporting'
import { writeHistory } from '@ofrecord/core/claims/history'
import { drawHistory } from '@ofrecord/core/claims/history.pdf'
import { canonicalJson } from '@ofrecord/core/kernel/canonical'
import type { Json } from '@ofrecord/core/kernel/canonical'
import { refuse } from '@ofrecord/core/kernel/errors'
import { inReading } from '@ofrecord/core/kernel/transaction'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import type { Locale } from '@ofrecord/core/kernel/words'

type Env = { Variables: { call: CallContext } }

/**
 * A claim's history to keep (B.1.9): `GET /histories/:claimId.json`, canonical JSON (RFC 8785) with the hashes, and
 * `.pdf?language=it`. Who took it is written down (GEN-R6). A link cannot send headers of its own, so the language stands in the address.
 */
export const histories = (locales: readonly string[]) =>
  new Hono<Env>().get('/:file', async (c) => {
    const { orm, reader, actor, limiter, locale } = c.var.call
    if (!('personId' in actor)) return refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
    if (limiter && !limiter.take(actor.personId, 'upload'))
      refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
    const [, claimId = '', format = ''] = /^(.+)\.(json|pdf)$/.exec(c.req.param('file')) ?? []
    if (!z.uuid().safeParse(claimId).success) return refuse('absent', 'NOT_FOUND', { rule: 'PRI-R1' })
    const language = c.req.query('language') ?? locale
    const spoken = (locales.includes(language) ? language : 'en') as Locale
    const history = await inReading(reader, actor, (call) => writeHistory(call, claimId))
    const { number, id } = history.claim
    const data = { claimId: id, number, format, events: history.events.length }
    await noteExport(orm, actor, { what: 'historyExported', data })
    const name = `claim ${number} history.${format}`
    return format === 'json'
      ? send(c, name, 'application/json', canonicalJson(history as unknown as Json))
      : send(c, name, 'application/pdf', drawHistory(history, spoken))
  })

const send = (c: Context<Env>, name: string, type: string, content: string | Buffer): Response => {
  c.header('content-type', type)
  c.header('content-disposition', `attachment; filename="${name}"`)
  c.header('content-security-policy', "sandbox; default-src 'none'")
  c.header('cache-control', 'private, no-store')
  return c.body(typeof content === 'string' ? content : new Uint8Array(content))
}
