import { initTRPC, TRPCError } from '@trpc/server'
import { sql } from 'kysely'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { RenderLetter } from '@ofrecord/emails/letters'
import type { Actor, PersonActor } from './actor.ts'
import type { Privilege } from './authority.ts'
import { heldScope } from './authority.ts'
import { refuse, Refusal, transportCode } from './errors.ts'
import type { Installation } from './installation.ts'
import type { Limiter, RateClass } from './limiter.ts'
import { refusalText } from './words.ts'
import type { Locale } from './words.ts'
import { inReading, inTransaction } from './transaction.ts'

/** What a request brings. Nothing in it is shared by the calls of a batch but the pools. */
export interface CallContext extends Installation {
  orm: MikroORM
  /** The pool of the role that can only read; lists and pages go there. */
  reader: MikroORM
  /** The pool behind pages that a mail link opens. */
  links: MikroORM
  actor: Actor
  locale: Locale
  timeZone: string
  /** Truncated for customers (GEN-R4). */
  ip: string | null
  userAgent: string | null
  limiter: Limiter | null
  /** Writes a letter out, in programs that show letters. */
  render?: RenderLetter | undefined
  /** Counts who looked at what, beside the call: a read writes nothing (I5). Absent where nothing is counted. */
  looks?: { note: (personId: string, subjectIds: readonly string[], at: Date) => void } | undefined
  /** A company's sign-in server may stand on this machine: in demonstrations and tests. */
  loopback?: boolean | undefined
  /** Asks the DNS for text records; absent: the resolver of the machine. */
  resolveTxt?: ((name: string) => Promise<string[][]>) | undefined
}

/** What every procedure declares (API-R1): who may knock, where their authority holds, and how often. */
export interface DoorMeta {
  door: 'open' | 'person' | 'member' | 'staff' | 'invited' | 'administrator'
  privilege: string | null
  scope: 'none' | 'self' | 'location' | 'vendor' | 'link' | 'mailbox' | 'tenant'
  rate: RateClass
}

/** The error envelope of B.0.3, beside the transport's own shape. */
export interface RefusalEnvelope {
  code: string
  message: string
  field: string | null
  ruleId: string | null
  params: Record<string, unknown>
  retryable: boolean
}

const t = initTRPC
  .context<CallContext>()
  .meta<DoorMeta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      // What is not a refusal is a fault of ours: its text may hold a statement, so it goes to the log and no further.
      message:
        error.cause instanceof Refusal
          ? error.cause.code
          : error.code === 'INTERNAL_SERVER_ERROR'
            ? 'FAULT'
            : shape.message,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal: envelopeOf(error, ctx) },
    }),
  })

const envelopeOf = (error: TRPCError, ctx: CallContext | undefined): RefusalEnvelope | null => {
  const refusal = refusalIn(error)
  if (!refusal) return null
  const { field, rule, params, retryable } = refusal.detail
  return {
    code: refusal.code,
    message: refusalText(refusal.code, { ...params, field: field ?? '' }, ctx?.locale ?? 'en', ctx?.timeZone ?? 'UTC'),
    field: field ?? null,
    ruleId: rule ?? null,
    params: params ?? {},
    retryable: retryable ?? false,
  }
}

/** The refusal inside an error, if it is one; input that does not have the procedure's shape is one too. */
export const refusalIn = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error
  if (!(error instanceof TRPCError)) return undefined
  if (error.cause instanceof Refusal) return error.cause
  if (error.code !== 'BAD_REQUEST') return undefined
  const [issue] = (error.cause as { issues?: { path: PropertyKey[] }[] } | undefined)?.issues ?? []
  return new Refusal('invalid', 'INPUT_SHAPE', { field: issue?.path.map(String).join('.') ?? '' })
}

/** Gives a refusal its transport code. tRPC's `next()` does not throw, so the error is looked for in its result. */
const translating = t.middleware(async ({ next }) => {
  const result = await next()
  if (result.ok || !(result.error.cause instanceof Refusal)) return result
  const { cause } = result.error
  throw new TRPCError({ code: transportCode[cause.kind], message: cause.code, cause })
})

const limiting = t.middleware(({ ctx, meta, next }) => {
  const who = 'personId' in ctx.actor ? ctx.actor.personId : (ctx.ip ?? 'unknown')
  if (ctx.limiter && meta && !ctx.limiter.take(who, meta.rate))
    refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
  return next()
})

/**
 * One mutation is one transaction, one query one reading transaction, each on an entity manager of its own. The error
 * in the result is thrown again inside the transaction: returned, it would commit what was refused.
 */
const transactingOn = (reads: Reads) =>
  t.middleware(async ({ ctx, type, next }) => {
    const open = type === 'mutation' ? inTransaction : inReading
    return open(type === 'mutation' ? ctx.orm : ctx[reads], ctx.actor, async (call) => {
      const result = await next({ ctx: { call } })
      if (!result.ok) throw result.error
      return result
    })
  })
const transacting = transactingOn('reader')

/** The pool that queries read from. `orm`: as the application, for what people sign in with, which is closed to readers. */
type Reads = 'reader' | 'orm'

const personOnly = (actor: Actor): PersonActor =>
  'personId' in actor ? actor : refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })

/** Staff who came with a password alone are let into nothing but adding a second factor. */
export const refuseBareSession = (actor: Actor): void => {
  if ('personId' in actor && actor.session?.needsFactor) refuse('forbidden', 'SECOND_FACTOR_REQUIRED')
}

const wholePerson = (actor: Actor): PersonActor => {
  refuseBareSession(actor)
  return personOnly(actor)
}

const knock = (side: PersonActor['side'], privilege: Privilege) =>
  t.middleware(({ ctx, next }) => {
    const actor = wholePerson(ctx.actor)
    return next({ ctx: { actor, scope: heldScope(actor, side, privilege) } })
  })

const base = t.procedure.use(translating).use(limiting)

/** Anybody, signed in or not. */
export const open = (rate: RateClass = 'read') =>
  base.meta({ door: 'open', privilege: null, scope: 'none', rate }).use(transacting)

/** Anybody who is signed in, about themselves. */
export const person = (rate: RateClass = 'read') =>
  base
    .meta({ door: 'person', privilege: null, scope: 'self', rate })
    .use(t.middleware(({ ctx, next }) => next({ ctx: { actor: wholePerson(ctx.actor) } })))
    .use(transacting)

/** As {@link person}, also before a member of the staff has added a second factor: for what they need to add one. */
export const bareSession = (rate: RateClass = 'read', reads: Reads = 'reader') =>
  base
    .meta({ door: 'person', privilege: null, scope: 'self', rate })
    .use(t.middleware(({ ctx, next }) => next({ ctx: { actor: personOnly(ctx.actor) } })))
    .use(transactingOn(reads))

/** How long ago somebody may have shown who they are, in minutes, for what cannot be taken back. */
const freshMinutes = 5

/**
 * For what must not be done from a desk that somebody left: `member('organisations.change', 'write').use(steppedUp)`.
 * Refuses with `STEP_UP_REQUIRED` unless the caller showed who they are at most five minutes ago, by the database's own
 * clock. A program that acts for a person has no session and is not asked.
 */
export const steppedUp = t.middleware(async ({ ctx, next }) => {
  if ('personId' in ctx.actor) await refuseStale(ctx.orm, ctx.actor)
  return next()
})

/** As {@link steppedUp}, for doors that are no procedures. */
export const refuseStale = async (orm: MikroORM, { session }: PersonActor): Promise<void> => {
  if (!session) return
  const { rows } = await sql<{ fresh: boolean }>`
    select "authenticatedAt" > clock_timestamp() - make_interval(mins => ${freshMinutes}) as fresh from auth_session where id = ${session.id}
  `.execute(orm.em.fork().getKysely())
  if (!rows[0]?.fresh) refuse('forbidden', 'STEP_UP_REQUIRED', { retryable: true })
}

/** A partner's person who holds the privilege somewhere; `ctx.scope` says where. Refuses with `FORBIDDEN`. */
export const member = (privilege: Privilege, rate: RateClass = 'read', reads: Reads = 'reader') =>
  base
    .meta({ door: 'member', privilege, scope: 'location', rate })
    .use(knock('partner', privilege))
    .use(transactingOn(reads))

/** As {@link person} and {@link member}, without a transaction around it: for what asks the network before it writes. */
export const personAhead = (rate: RateClass) =>
  base
    .meta({ door: 'person', privilege: null, scope: 'self', rate })
    .use(t.middleware(({ ctx, next }) => next({ ctx: { actor: wholePerson(ctx.actor) } })))
export const memberAhead = (privilege: Privilege, rate: RateClass) =>
  base.meta({ door: 'member', privilege, scope: 'location', rate }).use(knock('partner', privilege))

/** The vendor's staff. Refuses with `FORBIDDEN`. */
export const staff = (privilege: Privilege, rate: RateClass = 'read') =>
  base.meta({ door: 'staff', privilege, scope: 'vendor', rate }).use(knock('vendor', privilege)).use(transacting)

/** The base of doors that a room makes itself: `invited(purpose)` in the room of links. */
export const doorBase = base
export const inCall = transacting

export const { router, createCallerFactory, middleware } = t
