import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import type { BetterAuthOptions } from 'better-auth'
import type { Kysely, KyselyPlugin } from 'kysely'

/** argon2id at the settings of RFC 9106's second recommendation: 64 MiB, three passes. */
const argon = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

const sessionDays = 14
/** Use is written down at most this often: each time is an update of the session's row. */
const noteUseAfterMinutes = 10

/**
 * The mapper has its connections answer instants as text. The library compares them with a Date, and text is neither
 * before nor after a Date: without this no session of it would ever end.
 */
const readingInstants: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, instantIn(column, value)])),
    ),
  }),
}

const instantIn = (column: string, value: unknown): unknown =>
  column.endsWith('At') && typeof value === 'string' ? new Date(value) : value

interface IdentityPlace {
  database: Kysely<unknown>
  secret: string
  publicUrl: string
}

/**
 * Who somebody is: user, session, password. What they may do is ours (roles in organisations). Passwords are 12
 * characters at least. A session lasts 14 days at most, by its cookie; that it ends after 12 hours without use is
 * the doorkeeper's doing (`session.queries`), since the library knows one of the two limits only.
 */
export const identityOptions = ({ database, secret, publicUrl }: IdentityPlace) =>
  ({
    appName: 'Ofrecord',
    baseURL: publicUrl,
    basePath: '/auth',
    secret,
    database: { db: database.withPlugin(readingInstants), type: 'postgres' },
    telemetry: { enabled: false },
    // A wrong password is no fault of the server; the sign-in's limiter is what counts them.
    logger: { level: 'error' },
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
    session: { modelName: 'auth_session', expiresIn: sessionDays * 24 * 3600, updateAge: noteUseAfterMinutes * 60 },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account', accountLinking: { enabled: false } },
    verification: { modelName: 'auth_verification' },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'ofrecord',
      useSecureCookies: publicUrl.startsWith('https:'),
      // Its tables are made by our migrations, and readiness looks at those.
      database: { generateId: 'uuid', validateSchema: false },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    trustedOrigins: [publicUrl],
  }) satisfies BetterAuthOptions

export const openIdentity = (place: IdentityPlace) => betterAuth(identityOptions(place))
export type Identity = ReturnType<typeof openIdentity>

export const hashPassword = (password: string): Promise<string> => hash(password, argon)
