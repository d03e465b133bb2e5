import { randomBytes } from 'node:crypto'
import type { SSOOptions } from '@better-auth/sso'
import type { BetterAuthPlugin } from 'better-auth'
import { addOAuthServerContext, createAuthMiddleware, getOAuthState } from 'better-auth/api'
import { inTransaction } from '../kernel/transaction.ts'
import { system } from '../kernel/actor.ts'
import { Refusal } from '../kernel/errors.ts'
import type { IdentityPlace } from './identity.ts'
import { admit } from './sso.admission.ts'

interface OurState {
  nonce?: unknown
  authTime?: unknown
}

const readState = async (): Promise<OurState> => {
  const state = await getOAuthState()
  return state?.serverContext ?? {}
}

const starts = ({ path }: { path?: string }): boolean => path === '/sign-in/sso'

/**
 * The library checks state and PKCE. The nonce binds the ID token to this very sign-in too (OpenID Connect Core 3.1.2.1):
 * it is kept with the state, goes with the request, and is looked for in the token (`resolveUser`).
 */
export const bindToNonce = (): BetterAuthPlugin => ({
  id: 'ofrecord-nonce',
  hooks: {
    before: [
      {
        matcher: starts,
        handler: createAuthMiddleware(() => addOAuthServerContext({ nonce: randomBytes(24).toString('base64url') })),
      },
    ],
    after: [
      {
        matcher: starts,
        handler: createAuthMiddleware(async (ctx) => {
          const { url } = ctx.context.returned as { url?: string }
          const { nonce } = await readState()
          if (!url || typeof nonce !== 'string') return
          const asked = new URL(url)
          asked.searchParams.set('nonce', nonce)
          return ctx.json({ url: asked.href })
        }),
      },
    ],
  },
})

type Resolve = NonNullable<SSOOptions['resolveUser']>

/** Whom a company's server may let in; whoever it is not sure of, or whom the organisation does not know, is told so. */
export const resolveUser =
  ({ orm }: IdentityPlace): Resolve =>
  async (input) => {
    if (input.protocol !== 'oidc') return { action: 'reject', code: 'not_openid' }
    const { verifiedIdTokenClaims: claims, providerId, providerUser } = input
    const state = await readState()
    if (typeof state.nonce !== 'string' || claims.nonce !== state.nonce)
      return { action: 'reject', code: 'nonce_mismatch' }
    if (claims.email_verified === false || input.providerClaims.email_verified === false)
      return { action: 'reject', code: 'address_unverified' }
    state.authTime = claims.auth_time
    try {
      const userId = await inTransaction(orm, system('sign-in'), (call) => admit(call, providerId, providerUser.email))
      return { action: 'link', userId, profile: 'preserve' }
    } catch (error) {
      if (error instanceof Refusal) return { action: 'reject', code: error.code }
      throw error
    }
  }

/** When the company's server last asked its person who they are, by its own clock but not after `now`; null where it does not say. */
export const authTimeOfState = async (now: Date): Promise<Date | null> => {
  const { authTime } = await readState()
  return typeof authTime === 'number' ? new Date(Math.min(authTime * 1000, now.getTime())) : null
}
