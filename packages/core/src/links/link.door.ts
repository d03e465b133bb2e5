import { z } from 'zod'
import { sql } from 'kysely'
import type { LinkActor } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { doorBase, inCall, middleware } from '../kernel/trpc.ts'
import type { CallContext } from '../kernel/trpc.ts'
import type { RateClass } from '../kernel/limiter.ts'
import { hashToken } from './link.entity.ts'
import type { LinkPurpose } from './link.rules.ts'
import { LinkToken } from './link.rules.ts'

/** The link that opened the door. */
export interface HeldLink {
  id: string
  vendorId: string
  subjectId: string
  address: string
}

/** Which tokens of a link open a door: the one of its newest letter, or those of its older letters too (L14). */
type Tokens = 'newest' | 'any'

/**
 * The door for the holder of a mail link. The token is looked up by its hash, which is also the constant-time
 * comparison; unknown, malformed, other-purpose and revoked tokens are all absent, and answer alike: whoever holds one
 * learns nothing from it (L1). So is the token of an older letter, but where the door says otherwise: a link is renewed
 * when somebody else may have it, so it says no more than no. `ctx.caller` is who is signed in besides, if
 * anybody.
 */
export const invited = (purpose: LinkPurpose, rate: RateClass = 'read', tokens: Tokens = 'newest') =>
  doorBase
    .meta({ door: 'invited', privilege: purpose, scope: 'link', rate })
    .input(z.object({ link: z.string().max(200) }))
    .use(
      middleware(async ({ ctx, getRawInput, next }) => {
        const { link: token } = (await getRawInput()) as { link: string }
        const link = LinkToken.safeParse(token).success ? await findLink(ctx, purpose, token, tokens) : undefined
        if (!link) return refuseAbsent()
        const actor: LinkActor = {
          side: 'customer',
          vendorId: link.vendorId,
          linkId: link.id,
          address: link.address,
          hand: { link: hashToken(token) },
        }
        return next({ ctx: { actor, link, caller: ctx.actor } })
      }),
    )
    .use(inCall)

/**
 * The door for looking at what a link is about: `ctx.tokenHash` is for one statement that finds link and page together,
 * outside a transaction. It reads under the pool that can only read, so looking changes nothing (L2, I5).
 */
export const beheld = (purpose: LinkPurpose) =>
  doorBase
    .meta({ door: 'invited', privilege: purpose, scope: 'link', rate: 'read' })
    .input(z.object({ link: z.string().max(200) }))
    .use(
      middleware(async ({ getRawInput, next }) => {
        const { link: token } = (await getRawInput()) as { link: string }
        return LinkToken.safeParse(token).success ? next({ ctx: { tokenHash: hashToken(token) } }) : refuseAbsent()
      }),
    )

/**
 * SQL for the link that has this token now, or had it: then with `replaced_at`. It has the link in hand until the
 * statement ends, and what it opens is looked for in a `cross join lateral (… offset 0)` beside it.
 */
export const linkByToken = (tokenHash: string) => sql`link_by_token(${tokenHash})`

const findLink = async (
  ctx: CallContext,
  purpose: LinkPurpose,
  token: string,
  tokens: Tokens,
): Promise<HeldLink | undefined> => {
  const { rows } = await sql<HeldLink>`
    select l.id, l.vendor_id as "vendorId", l.subject_id as "subjectId", l.address
    from ${linkByToken(hashToken(token))} l where l.purpose = ${purpose} and (l.replaced_at is null or ${tokens === 'any'})
  `.execute(ctx.links.em.fork().getKysely())
  return rows[0]
}
