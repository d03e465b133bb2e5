import { createAuthMiddleware } from 'better-auth/api'
import type { BetterAuthOptions } from 'better-auth'
import type { SignInMethod } from '../kernel/actor.ts'
import { hashRecoveryCode } from './identity.codes.ts'
import type { IdentityPlace } from './identity.ts'
import { noteSecurityChange } from './security.ts'
import { useOnce } from './session.marks.ts'
import { authTimeOfState } from './sso.identity.ts'

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>

/** The door through which a session begins says how its holder showed who they are. */
const methodOf = (path: string | undefined, held: string | null | undefined): SignInMethod => {
  // A new password begins a session in the place of one, whose holder showed no more than they had.
  if (path === '/change-password') return (held || 'password') as SignInMethod
  if (path === '/passkey/verify-authentication') return 'passkey'
  if (path === '/two-factor/verify-totp') return 'totp'
  if (path === '/two-factor/verify-backup-code') return 'recovery'
  return path?.startsWith('/sso/callback') ? 'sso' : 'password'
}

/** When they showed it; null where that is not known, or where the password alone was asked and more is needed. */
const shownAt = (path: string | undefined, method: SignInMethod, now: Date): Promise<Date | null> | Date | null => {
  if (path === '/change-password') return method === 'password' ? now : null
  return method === 'sso' ? authTimeOfState(now) : now
}

/** How and when is kept with the session, and a one-time code works once. */
export const sessionHooks = ({ orm }: IdentityPlace): NonNullable<Hooks['session']> => ({
  create: {
    before: async (session, ctx) => {
      const method = methodOf(ctx?.path, ctx?.headers?.get('x-ofrecord-method'))
      const code = (ctx?.body as { code?: unknown } | undefined)?.code
      if (method === 'totp' && typeof code === 'string') await useOnce(orm, session.userId, code)
      return { data: { ...session, method, authenticatedAt: await shownAt(ctx?.path, method, session.createdAt) } }
    },
  },
})

export const userHooks = ({ orm }: IdentityPlace): NonNullable<Hooks['user']> => ({
  update: {
    after: async (user, ctx) => {
      if (ctx?.path === '/two-factor/verify-totp') await noteSecurityChange(orm, user.id, 'factor_on')
      if (ctx?.path === '/two-factor/disable') await noteSecurityChange(orm, user.id, 'factor_off')
    },
  },
})

/** Tokens of the company's server are not kept: nothing here is ever fetched from it again. */
const withoutTokens = { accessToken: null, refreshToken: null, idToken: null, scope: null }

export const accountHooks = ({ orm }: IdentityPlace): NonNullable<Hooks['account']> => ({
  create: {
    before: async (account) => ({ data: { ...account, ...withoutTokens } }),
    after: async (account) => {
      if (account.providerId !== 'credential') await noteSecurityChange(orm, account.userId, 'company_sign_in')
    },
  },
  update: {
    after: async (account, ctx) => {
      if (ctx?.path === '/change-password') await noteSecurityChange(orm, account.userId, 'password')
    },
  },
})

const passkeyDoors: Readonly<Record<string, 'passkey_added' | 'passkey_removed'>> = {
  '/passkey/verify-registration': 'passkey_added',
  '/passkey/delete-passkey': 'passkey_removed',
}

/** Around the library's own doors: typed recovery codes are hashed first, and no device is ever trusted to skip the second step. */
export const requestHooks = ({ orm, sealing }: IdentityPlace): NonNullable<BetterAuthOptions['hooks']> => ({
  before: createAuthMiddleware(async (ctx) => {
    if (!ctx.path?.startsWith('/two-factor/verify-')) return
    const { code } = ctx.body as { code?: unknown }
    const typed = ctx.path.endsWith('/verify-backup-code') ? hashRecoveryCode(sealing, String(code)) : code
    return { context: { body: { code: typed } } }
  }),
  after: createAuthMiddleware(async (ctx) => {
    const change = passkeyDoors[ctx.path ?? '']
    const { session, returned } = ctx.context
    if (change && session && !(returned instanceof Error)) await noteSecurityChange(orm, session.user.id, change)
  }),
})
