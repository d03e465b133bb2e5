import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { exportClaims } from '@ofrecord/core/claims/export'
import { ClaimExportInput } from '@ofrecord/core/claims/list.rules'
import { refuse } from '@ofrecord/core/kernel/errors'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import type { Locale } from '@ofrecord/core/kernel/words'

type Env = { Variables: { call: CallContext } }

/**
 * Lists as files: `GET /exports/claims.csv?filters={"statuses":["active"]}&language=it`, with the filters of the
 * procedure `claims.list` as JSON. A link cannot send headers of its own, so the language stands in the address.
 */
export const exports = (locales: readonly string[]) =>
  new Hono<Env>().get('/claims.csv', async (c) => {
    const { actor, limiter, locale } = c.var.call
    // As heavy as an upload, and counted like one.
    if (limiter && 'personId' in actor && !limiter.take(actor.personId, 'upload'))
      refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
    const language = c.req.query('language') ?? locale
    const filters = readFilters(c.req.query('filters') ?? '{}')
    const spoken = (locales.includes(language) ? language : 'en') as Locale
    const { csv, at } = await exportClaims(c.var.call, actor, spoken, filters)
    c.header('content-type', 'text/csv; charset=utf-8; header=present')
    c.header('content-disposition', `attachment; filename="claims ${at.toISOString().slice(0, 10)}.csv"`)
    c.header('content-security-policy', "sandbox; default-src 'none'")
    c.header('cache-control', 'private, no-store')
    return c.body(Readable.toWeb(csv) as unknown as ReadableStream)
  })

const readFilters = (typed: string): ClaimExportInput => {
  const read = ClaimExportInput.safeParse(asJson(typed))
  return read.success
    ? read.data
    : refuse('invalid', 'INPUT_SHAPE', { field: read.error.issues[0]?.path.map(String).join('.') ?? '' })
}

const asJson = (typed: string): unknown => {
  try {
    return JSON.parse(typed)
  } catch {
    return undefined
  }
}
