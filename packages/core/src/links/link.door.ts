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

/**
 * The door for the holder of a mail link. The token is looked up by its hash, which is also the constant-time
 * comparison; unknown, malformed, other-purpose and revoked tokens and those of an older epoch are all absent, and
 * answer alike: whoever holds one learns nothing from it (L1). `ctx.caller` is who is signed in besides, if anybody.
 */
export const invited = (purpose: LinkPurpose, rate: RateClass = 'read') =>
  doorBase
    .meta({ door: 'invited', privilege: purpose, scope: 'link', rate })
    .input(z.object({ link: z.string().max(200) }))
    .use(
      middleware(async ({ ctx, getRawInput, next }) => {
        const { link: token } = (await getRawInput()) as { link: string }
        const link = LinkToken.safeParse(token).success ? await findLink(ctx, purpose, token) : undefined
        if (!link) return refuseAbsent()
        const actor: LinkActor = { side: 'customer', vendorId: link.vendorId, linkId: link.id, address: link.address }
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

const findLink = async (ctx: CallContext, purpose: LinkPurpose, token: string): Promise<HeldLink | undefined> => {
  const { rows } = await sql<HeldLink>`
    select id, vendor_id as "vendorId", subject_id as "subjectId", address
    from link where token_hash = ${hashToken(token)} and purpose = ${purpose} and revoked_at is null
  `.execute(ctx.links.em.fork().getKysely())
  return rows[0]
}
