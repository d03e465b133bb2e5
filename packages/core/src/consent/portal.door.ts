import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { AdministratorActor } from '../kernel/actor.ts'
import { movedClock } from '../kernel/clock.ts'
import { refuse } from '../kernel/errors.ts'
import { doorBase, inCall, middleware } from '../kernel/trpc.ts'
import { inHand } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { hashToken } from '../links/link.entity.ts'
import { judgeNonce } from './nonce.ts'

/** Anybody who says which mailbox is theirs, and is believed nothing yet. */
export const mailbox = () => doorBase.meta({ door: 'administrator', privilege: null, scope: 'mailbox', rate: 'signIn' })

/** Whoever is signed in. The token is looked up by its hash, and again at every call, so a removed person is out. */
const asAdministrator = middleware(async ({ ctx, getRawInput, next }) => {
  const token = textOf(await getRawInput(), 'session')
  const session = token && (await findSession(ctx, token))
  if (!session) return refuse('unauthenticated', 'PORTAL_SIGN_IN', { rule: 'B.2.7' })
  const { now, ...administrator } = session
  const actor: AdministratorActor = { ...administrator, hand: { session: hashToken(token) } }
  return next({ ctx: { actor, readAt: new Date(now) } })
})

/** The customer's own page, for reading. Refuses with `PORTAL_SIGN_IN`. */
export const signedIn = () =>
  doorBase
    .meta({ door: 'administrator', privilege: null, scope: 'tenant', rate: 'read' })
    .use(asAdministrator)
    .use(inCall)

/**
 * As {@link signedIn}, for a form that was opened in the same session within a day, so that no other site can post it.
 * Refuses with `FORM_NONCE_INVALID`, and, where it takes an administrator, a delegate with `PORTAL_DELEGATE`.
 */
export const posted = (by: 'anybody' | 'administrator') =>
  doorBase
    .meta({ door: 'administrator', privilege: null, scope: 'tenant', rate: 'write' })
    .use(asAdministrator)
    .use(async ({ ctx, getRawInput, next }) => {
      const { sessionId, delegate } = ctx.actor
      const nonce = textOf(await getRawInput(), 'nonce') ?? ''
      // Within two seconds is fine: that tells robots from readers of a letter, and nobody comes here by a letter.
      if (judgeNonce(ctx.keys.nonce, sessionId, nonce, ctx.readAt) === 'invalid')
        refuse('conflict', 'FORM_NONCE_INVALID', { field: 'nonce', rule: 'L5' })
      if (by === 'administrator' && delegate) refuse('forbidden', 'PORTAL_DELEGATE', { rule: 'B.2.7' })
      return next()
    })
    .use(inCall)

const textOf = (input: unknown, name: string): string | undefined =>
  z
    .string()
    .max(100)
    .safeParse((input as Record<string, unknown> | undefined)?.[name]).data

const findSession = async (
  ctx: CallContext,
  token: string,
): Promise<(AdministratorActor & { now: Date | string }) | undefined> => {
  const now = sql`coalesce(${movedClock() ?? null}::timestamptz, clock_timestamp())`
  const { rows } = await sql<AdministratorActor & { now: Date | string }>`
    select found.* from ${inHand('session', hashToken(token))} held cross join lateral (
    select 'customer' as side, s.vendor_id as "vendorId", s.customer_tenant_id as "customerTenantId", s.id as "sessionId",
      a.id as "administratorId", a.email as address, a.name, a.delegate, ${now} as now
    from portal_session s join tenant_admin a on a.customer_tenant_id = s.customer_tenant_id
      and lower(a.email) = s.address and a.state <> 'removed'
    where held.key <> '' and s.id = (select site_session()) and s.expires_at > ${now} and ${isOnOwnDomain} offset 0) found
  `.execute(ctx.links.em.fork().getKysely())
  return rows[0]
}

/** Whether administrator `a` has a mailbox on a verified domain of the tenant: a domain that was given up ends it. */
export const isOnOwnDomain: RawBuilder<boolean> = sql`exists (select from tenant_domain d
  where d.customer_tenant_id = a.customer_tenant_id and (lower(split_part(a.email, '@', 2)) = lower(d.domain)
    or lower(split_part(a.email, '@', 2)) like '%.' || lower(d.domain)))`
