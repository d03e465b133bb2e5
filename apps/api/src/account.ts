import { setTimeout } from 'node:timers/promises'
import { Hono } from 'hono'
import { z } from 'zod'
import type { PersonActor } from '@ofrecord/core/kernel/actor'
import { system } from '@ofrecord/core/kernel/actor'
import { refuse } from '@ofrecord/core/kernel/errors'
import type { Limiter } from '@ofrecord/core/kernel/limiter'
import { inReading } from '@ofrecord/core/kernel/transaction'
import { refuseStale } from '@ofrecord/core/kernel/trpc'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import { refuseWeakSession } from '@ofrecord/core/people/account.ways'
import type { Identity } from '@ofrecord/core/people/identity'
import { drawQr } from '@ofrecord/core/people/qr'
import { askReset } from '@ofrecord/core/people/password.reset'
import { findProviderOf } from '@ofrecord/core/people/sso.settings'
import { confirm } from './confirm.ts'
import type { Visit } from './relay.ts'
import { relay } from './relay.ts'

interface Place {
  identity: Identity
  limiter: Limiter | null
}

const text = z.string().max(400)
const withPassword = z.object({ password: text.optional() })
const withCode = z.object({ code: text })
const email = z.string().max(254)

/** A door of the identity library: what it takes, and what must be so before it is asked. Every other door of it is shut. */
interface Door {
  takes?: z.ZodType<object>
  /** Tries at an account are counted: the address that is typed, or the person who is signed in. */
  counts?: true
  /** Who they are must have been shown within five minutes, and by staff who have a second factor with that. */
  fresh?: true
  /** Asked with GET there; here nothing that sets a cookie or keeps a challenge is. */
  asks?: true
}

const doors: Readonly<Record<string, Door>> = {
  'sign-in/email': { takes: z.object({ email, password: text }), counts: true },
  'two-factor/verify-totp': { takes: withCode, counts: true },
  'two-factor/verify-backup-code': { takes: withCode, counts: true },
  'passkey/generate-authenticate-options': { asks: true },
  'passkey/verify-authentication': { takes: z.object({ response: z.looseObject({}) }) },
  'passkey/generate-register-options': { asks: true, fresh: true },
  'passkey/verify-registration': {
    takes: z.object({ response: z.looseObject({}), name: z.string().max(100).optional() }),
    fresh: true,
  },
  'passkey/update-passkey': { takes: z.object({ id: z.uuid(), name: z.string().trim().min(1).max(100) }) },
  'passkey/delete-passkey': { takes: z.object({ id: z.uuid() }), fresh: true },
  'two-factor/enable': { takes: withPassword, fresh: true, counts: true },
  'two-factor/disable': { takes: withPassword, fresh: true, counts: true },
  'two-factor/generate-backup-codes': { takes: withPassword, fresh: true, counts: true },
  'change-password': { takes: z.object({ currentPassword: text, newPassword: text }), counts: true },
  'sign-out': {},
}

/** What is added to what a door was told. A new password ends every other session. */
const added: Readonly<Record<string, object>> = { 'change-password': { revokeOtherSessions: true } }

/** Signing in and out, and the ways into one's own account. Nothing of it is a GET but the way back from a company's server. */
export const account = (place: Place, forget: () => void) => {
  const app = new Hono<{ Variables: { call: CallContext } }>()
  for (const [path, door] of Object.entries(doors))
    app.post(`/${path}`, async (c) => {
      limitNetwork(place, c)
      const body = await readBody(c, door.takes)
      if (door.counts) limitAccount(place, c, body)
      if (door.fresh) {
        await refuseStale(c.var.call.orm, personOf(c))
        await refuseWeakSession(c.var.call.orm, personOf(c))
      }
      const response = await relay(place.identity, c, {
        path,
        ...(!door.asks && { body: { ...body, ...added[path] } }),
      })
      // Afterwards: a call that ran meanwhile has looked the session up again.
      forget()
      return path === 'two-factor/enable' ? withPicture(response) : response
    })
  return app
    .post('/confirm', async (c) => {
      limitNetwork(place, c)
      const body = await readBody(c, z.object({ password: text, code: text.optional() }))
      limitAccount(place, c, body)
      return confirm(place.identity, c, personOf(c), body)
    })
    .post('/password/ask', async (c) => {
      limitNetwork(place, c)
      const { email: typed } = await readBody(c, z.object({ email }))
      limitAccount(place, c, { email: `reset ${typed}` })
      const { orm } = c.var.call
      // Whether anybody has the address shows neither in the answer nor in how long it takes.
      await Promise.all([askReset(orm, c.var.call, typed), setTimeout(sameTimeMs)])
      return c.json({ asked: true }, 202)
    })
    .post('/sso/start', async (c) => {
      limitNetwork(place, c)
      const { email: typed, next, again } = await readBody(c, StartInput)
      const { orm, publicUrl } = c.var.call
      const providerId = await inReading(orm, system('sign-in'), (call) => findProviderOf(call, typed))
      if (!providerId) return refuse('absent', 'NO_COMPANY_SIGN_IN', { field: 'email' })
      return relay(place.identity, c, {
        path: 'sign-in/sso',
        body: {
          providerId,
          callbackURL: publicUrl + next,
          errorCallbackURL: `${publicUrl}/sign-in`,
          loginHint: typed,
          ...(again && { additionalParams: { prompt: 'login', max_age: '0' } }),
        },
      })
    })
    .get('/sso/callback/:provider', async (c) => {
      limitNetwork(place, c)
      const { search } = new URL(c.req.url)
      const response = await relay(place.identity, c, {
        path: `sso/callback/${encodeURIComponent(c.req.param('provider'))}${search}`,
      })
      forget()
      return response
    })
}

/** What the authenticator app reads is drawn here, so that no page has to bring a program for it. */
const withPicture = async (response: Response): Promise<Response> => {
  if (!response.ok) return response
  const { totpURI, backupCodes } = (await response.json()) as { totpURI: string; backupCodes: string[] }
  return Response.json({ totpURI, backupCodes, picture: drawQr(totpURI) }, { headers: response.headers })
}

const sameTimeMs = 250

const StartInput = z.object({
  email: z.email().max(254),
  /** Where to go afterwards: inside this application, since anybody can write such a link. */
  next: z
    .string()
    .regex(/^\/(?![/\\])[^\s\\]*$/)
    .max(500)
    .default('/'),
  /** The company's server asks for the person once more, however long they are known there. */
  again: z.boolean().default(false),
})

const readBody = async <T extends object>(c: Visit, takes: z.ZodType<T> | undefined): Promise<T> => {
  const read = (takes ?? z.object({})).safeParse(await c.req.json().catch(() => ({})))
  return read.success
    ? (read.data as T)
    : refuse('invalid', 'INPUT_SHAPE', { field: read.error.issues[0]?.path.map(String).join('.') ?? '' })
}

const personOf = (c: Visit): PersonActor => {
  const { actor } = c.var.call
  return 'personId' in actor ? actor : refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })
}

/** The library's own limiter knows no calls from inside, and no accounts. */
const limitNetwork = ({ limiter }: Place, c: Visit): void => {
  if (limiter && !limiter.take(c.var.call.ip ?? 'unknown', 'signIn')) refuseHurry()
}

/** Wherever they come from: the address that is typed, or the person who is signed in. */
const limitAccount = ({ limiter }: Place, c: Visit, body: object): void => {
  const { actor } = c.var.call
  const account = 'email' in body ? String(body.email).toLowerCase() : 'personId' in actor ? actor.personId : undefined
  if (limiter && account && !limiter.take(account, 'account')) refuseHurry()
}

const refuseHurry = (): never => refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
