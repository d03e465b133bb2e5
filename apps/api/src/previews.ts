import { Hono } from 'hono'
import { refuse } from '@ofrecord/core/kernel/errors'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import { refusalIn } from '@ofrecord/core/kernel/trpc'
import { createCaller } from '@ofrecord/core/router'
import { z } from 'zod'

type Env = { Variables: { call: CallContext } }

/** A letter brings its own styles, which our pages forbid. It runs nothing, loads nothing and leads nowhere. */
const letterPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/**
 * The look of the letter that the customer would get (NOT-R5), for a frame of ours: `GET /previews/draft/:id` and
 * `GET /previews/claim/:id`. By the doors and refusals of the procedure `consent.noticePreview`.
 */
export const previews = () =>
  new Hono<Env>().get('/:of{draft|claim}/:id', async (c) => {
    const { of, id } = c.req.param()
    if (!z.uuid().safeParse(id).success) return refuse('absent', 'NOT_FOUND', { rule: 'PRI-R1' })
    const letter = await createCaller(c.var.call)
      .consent.noticePreview({ of: of as 'draft' | 'claim', id })
      .catch((error: unknown) => {
        throw refusalIn(error) ?? error
      })
    if (!letter) return refuse('absent', 'NOT_FOUND', { rule: 'NOT-R2' })
    c.header('content-security-policy', letterPolicy)
    return c.html(letter.html)
  })
