import { refuse } from '../kernel/errors.ts'
import { truncateIp } from '../kernel/ip.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { judgeNonce, writeNonce } from './nonce.ts'
import type { Traces } from './recording.ts'

/**
 * Whether a posted form was opened here, by a person who had the time to read it (L5). Refuses with
 * `FORM_NONCE_INVALID`, and within two seconds with `FORM_TOO_SOON`, which brings a fresh nonce.
 */
export const checkNonce = (ctx: CallContext, linkId: string, now: Date, nonce: string): void => {
  const verdict = judgeNonce(ctx.keys.nonce, linkId, nonce, now)
  if (verdict === 'invalid') refuse('conflict', 'FORM_NONCE_INVALID', { field: 'nonce', rule: 'L5' })
  // The second page carries a nonce that counts as two seconds old, so that its button always works.
  if (verdict === 'too_soon')
    refuse('conflict', 'FORM_TOO_SOON', {
      field: 'nonce',
      rule: 'L5',
      params: { nonce: writeNonce(ctx.keys.nonce, linkId, new Date(now.getTime() - 2000)) },
    })
}

/** What came along with a post: whether the trap was filled, from which network, by which program. */
export const tracesOf = (ctx: CallContext, trap: string): Traces => ({
  trap: trap !== '',
  ip: ctx.ip && truncateIp(ctx.ip),
  userAgent: ctx.userAgent?.slice(0, 200) ?? null,
})
