import { canonicalJson, type Json } from '@ofrecord/core/kernel/canonical'
import type { Context, Hono } from 'hono'
import { throttledPage } from '../claims/answer.ts'
import { failureOf } from '../door.ts'
import { networkOf } from '../network.ts'
import type { Site } from '../site.ts'

/**
 * The public address of checkpoints: whoever fetches one now and then, and keeps it, can show later that the record was
 * rewritten or cut. Read by programs, so what is wrong is said in JSON; a checkpoint is written byte for byte as signed.
 */
export const mountCheckpoints = (app: Hono, site: Site): void => {
  const { consent } = site
  app.get('/.well-known/ofrecord/checkpoint', (c) =>
    answer(site, c, () => {
      const asked = c.req.query('size')
      const size = asked === undefined ? undefined : sizeOf(asked)
      return size === null ? undefined : consent.checkpoint({ size })
    }),
  )
  app.get('/.well-known/ofrecord/checkpoint/consistency', (c) =>
    answer(site, c, () => {
      const [from, to] = [sizeOf(c.req.query('from')), sizeOf(c.req.query('to'))]
      return from === null || to === null ? undefined : consent.consistency({ from, to })
    }),
  )
}

/** Fifteen digits count more events than will ever be. */
const sizeOf = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null

const answer = async (site: Site, c: Context, ask: () => Promise<Json> | undefined): Promise<Response> => {
  const wait = site.limits.page(undefined, networkOf(c, site.settings.trustedProxy))
  if (wait > 0) return throttledPage(c, site, wait)
  try {
    const found = ask()
    if (!found) return c.json({ error: 'a size is a whole number from 1 on' }, 400)
    return c.body(canonicalJson(await found), 200, { 'Content-Type': 'application/json' })
  } catch (error) {
    if (failureOf(error).kind === 'absent') return c.json({ error: 'no checkpoint has this size' }, 404)
    throw error
  }
}
