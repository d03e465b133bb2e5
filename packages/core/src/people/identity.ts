import { passkey } from '@better-auth/passkey'
import { sso } from '@better-auth/sso'
import type { MikroORM } from '@mikro-orm/postgresql'
import { betterAuth } from 'better-auth'
import type { BetterAuthOptions } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { newRecoveryCodes, recoveryStorage } from './identity.codes.ts'
import { accountHooks, requestHooks, sessionHooks, userHooks } from './identity.hooks.ts'
import { identityStorage } from './identity.storage.ts'
import { hashPassword, isPassword } from './password.ts'
import { passwordLength } from './password.rules.ts'
import { bindToNonce, resolveUser } from './sso.identity.ts'

const sessionDays = 14
/** Use is written down at most this often: each time is an update of the session's row. */
const noteUseAfterMinutes = 10

export interface IdentityPlace {
  orm: MikroORM
  /** Signs cookies and seals secrets of second factors. */
  secret: string
  /** Seals what single sign-on needs (`keys.signIn`). */
  sealing: Uint8Array
  publicUrl: string
  /** Lets a company's sign-in server stand on this machine: for demonstrations and tests only. */
  loopback: boolean
  /** Told in a sentence what went wrong inside the library. */
  report?: (message: string) => void
}

/**
 * Who somebody is: user, session, password, passkey, second factor, company sign-in. What they may do is ours (roles in
 * organisations). Passwords are 12 characters at least. A session lasts 14 days at most, by its cookie; that it ends
 * after 12 hours without use is the doorkeeper's doing (`session.queries`), since the library knows one limit only.
 * Nobody signs up, and no link of a letter signs anybody in.
 */
export const identityOptions = (place: IdentityPlace) =>
  ({
    appName: 'Ofrecord',
    baseURL: place.publicUrl,
    basePath: '/auth',
    secret: place.secret,
    database: {
      db: identityStorage(place.orm.em.fork().getKysely(), place.sealing),
      type: 'postgres',
      transaction: true,
    },
    telemetry: { enabled: false },
    // A wrong password is no fault of the server; the sign-in's limiter is what counts them.
    // Its details may name one-time values (I13); its sentences do not.
    logger: { level: 'error', log: (_level, message) => place.report?.(message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: { hash: hashPassword, verify: isPassword },
    },
    session: {
      modelName: 'auth_session',
      expiresIn: sessionDays * 24 * 3600,
      updateAge: noteUseAfterMinutes * 60,
      // How fresh is fresh enough is asked by our own doors (`steppedUp`), by the database's clock.
      freshAge: 0,
      additionalFields: {
        method: { type: 'string', required: false, input: false, returned: false },
        authenticatedAt: { type: 'date', required: false, input: false, returned: false },
      },
    },
    user: { modelName: 'auth_user' },
    // One address is not proof enough to join two identities (GHSA-qq9h-g4jm-xgf3): `resolveUser` alone decides.
    account: {
      modelName: 'auth_account',
      accountLinking: { enabled: false, disableImplicitLinking: true },
      updateAccountOnSignIn: false,
    },
    // Challenges, states and second steps that are under way: found again by what the browser brings, which is not kept.
    verification: { modelName: 'auth_verification', storeIdentifier: 'hashed' },
    rateLimit: { enabled: false },
    plugins: plugins(place),
    hooks: requestHooks(place),
    databaseHooks: { session: sessionHooks(place), user: userHooks(place), account: accountHooks(place) },
    onAPIError: { errorURL: `${place.publicUrl}/sign-in` },
    advanced: {
      cookiePrefix: 'ofrecord',
      useSecureCookies: place.publicUrl.startsWith('https:'),
      // Its tables are made by our migrations, and readiness looks at those.
      database: { generateId: 'uuid', validateSchema: false },
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // Written by our own door, without its last part; what a client writes there never arrives.
      ipAddress: { ipAddressHeaders: ['x-ofrecord-address'] },
    },
    trustedOrigins: [place.publicUrl, ...(place.loopback ? ['http://127.0.0.1:*'] : [])],
  }) satisfies BetterAuthOptions

const plugins = (place: IdentityPlace) => [
  passkey({
    rpID: new URL(place.publicUrl).hostname,
    rpName: 'Ofrecord',
    origin: place.publicUrl,
    // Kept by the device under the person's name, so that signing in needs no address; used only with finger, face or PIN.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    authentication: { afterVerification: async ({ verification }) => refuseUnverified(verification) },
    registration: { afterVerification: async ({ verification }) => refuseUnverified(verification) },
    schema: { passkey: { modelName: 'auth_passkey' } },
  }),
  twoFactor({
    issuer: 'Ofrecord',
    allowPasswordless: true,
    backupCodeOptions: {
      customBackupCodesGenerate: newRecoveryCodes,
      storeBackupCodes: recoveryStorage(place.sealing),
    },
    schema: { twoFactor: { modelName: 'auth_two_factor' } },
  }),
  bindToNonce(),
  sso({
    modelName: 'auth_sso_provider',
    domainVerification: { enabled: true },
    disableImplicitSignUp: true,
    providersLimit: 0,
    resolveUser: resolveUser(place),
  }),
]

interface Verification {
  authenticationInfo?: { userVerified: boolean }
  registrationInfo?: { userVerified: boolean } | undefined
}

/** A passkey stands for two factors only when its holder showed that they are the holder. */
const refuseUnverified = ({ authenticationInfo, registrationInfo }: Verification): void => {
  if (!(authenticationInfo ?? registrationInfo)?.userVerified) throw new Error('the user was not verified')
}

export const openIdentity = (place: IdentityPlace) => betterAuth(identityOptions(place))
export type Identity = ReturnType<typeof openIdentity>
