import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import type { BetterAuthOptions } from 'better-auth'
import type { Kysely } from 'kysely'

/** argon2id at the settings of RFC 9106's second recommendation: 64 MiB, three passes. */
const argon = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

interface IdentityPlace {
  database: Kysely<unknown>
  secret: string
  publicUrl: string
}

/**
 * Who somebody is: user, session, password. What they may do is ours (roles in organisations). Sessions last 14 days
 * and end after 12 hours without use; passwords are 12 characters at least.
 */
export const identityOptions = ({ database, secret, publicUrl }: IdentityPlace) =>
  ({
    appName: 'Ofrecord',
    baseURL: publicUrl,
    basePath: '/auth',
    secret,
    database: { db: database, type: 'postgres' },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: {
        hash: (password) => hash(password, argon),
        verify: ({ hash: stored, password }) => verify(stored, password),
      },
    },
    session: { modelName: 'auth_session', expiresIn: 14 * 24 * 3600, updateAge: 12 * 3600 },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account', accountLinking: { enabled: false } },
    verification: { modelName: 'auth_verification' },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'ofrecord',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: 'uuid' },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    trustedOrigins: [publicUrl],
  }) satisfies BetterAuthOptions

export const openIdentity = (place: IdentityPlace) => betterAuth(identityOptions(place))
export type Identity = ReturnType<typeof openIdentity>

export const hashPassword = (password: string): Promise<string> => hash(password, argon)
