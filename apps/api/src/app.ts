import { trpcServer } from '@hono/trpc-server'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { randomUUID } from 'node:crypto'
import type { Actor } from '@ofrecord/core/kernel/actor'
import { Refusal, transportCode } from '@ofrecord/core/kernel/errors'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Limiter } from '@ofrecord/core/kernel/limiter'
import type { Log, Pools } from '@ofrecord/core/kernel/programs'
import { refusalIn, refuseBareSession } from '@ofrecord/core/kernel/trpc'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import { refusalText } from '@ofrecord/core/kernel/words'
import type { Locale } from '@ofrecord/core/kernel/words'
import type { IntakePlace } from '@ofrecord/core/claims/intake'
import type { Looks } from '@ofrecord/core/claims/look.counting'
import type { Identity } from '@ofrecord/core/people/identity'
import { appRouter } from '@ofrecord/core/router'
import { renderLetter } from '@ofrecord/emails/render'
import { account } from './account.ts'
import { demo } from './demo.ts'
import { digests } from './digests.ts'
import { documents } from './documents.ts'
import { exports } from './exports.ts'
import { fromOurPages, headers } from './guard.ts'
import { feePapers, invoices } from './fees.ts'
import { histories } from './histories.ts'
import { previews } from './previews.ts'
import { returns } from './returns.ts'
import { scim } from './scim.ts'
import { openSite, sitePolicy } from './site.ts'
import { Doorkeeper } from './who.ts'

export interface Api extends Pools {
  installation: Installation
  identity: Identity
  intake: IntakePlace
  limiter: Limiter | null
  /** Counts who looked at usage figures; without it nothing is counted. */
  looks?: Looks
  /** Without one nobody can hand in a returned letter. */
  returnsToken?: string | undefined
  log: Log
  demo: boolean
  /** A company's sign-in server may stand on this machine: in demonstrations and tests. */
  loopback: boolean
  dataDir: string
  dashboard: string
  trustedProxy: boolean
  isReady: () => Promise<boolean>
}

type Env = { Variables: { call: CallContext; callId: string } }

const locales: readonly string[] = ['en', 'it']

/** The dashboard's door: sign-in, procedures, documents and the built pages. */
export const createApi = async (api: Api): Promise<Hono<Env>> => {
  const doorkeeper = new Doorkeeper(api.identity, api.orm, api.demo)
  const app = new Hono<Env>()
  app.use(headers(sitePolicy(api.dashboard), api.installation.publicUrl.startsWith('https:')))
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await api.isReady()) ? c.text('ready') : c.text('not ready', 503)))
  // Mail servers hand in what came back; they have no page of ours, and a token instead.
  if (api.returnsToken) app.route('/mail', returns(api.orm, api.installation, api.returnsToken))
  app.all('/mail/*', notFound)
  // A mail program presses for its reader (RFC 8058): from no page of ours either, and with the link alone.
  app.use('/digest/*', called(api, doorkeeper))
  app.route(
    '/digest',
    digests((error) => logFault(api.log, error, 'digest')),
  )
  app.all('/digest/*', notFound)
  // A company's directory has no page of ours either.
  app.route(
    '/scim/v2',
    scim({ ...api, addressOf: (c) => addressOf(api, c), report: (error, path) => logFault(api.log, error, path) }),
  )
  app.all('/scim/*', notFound)
  app.use(fromOurPages)
  app.use('/auth/*', smallBodies)
  app.use('/trpc/*', smallBodies)
  app.use('/demo/*', smallBodies)
  app.use('/auth/*', called(api, doorkeeper))
  app.route(
    '/auth',
    account(api, () => doorkeeper.forget()),
  )
  app.use('/trpc/*', forgetting(doorkeeper))
  app.use('/trpc/*', called(api, doorkeeper))
  app.use('/files/*', called(api, doorkeeper), refuseBare)
  app.use('/exports/*', called(api, doorkeeper), refuseBare)
  app.use('/histories/*', called(api, doorkeeper), refuseBare)
  app.use('/invoices/*', called(api, doorkeeper), refuseBare)
  app.use('/previews/*', called(api, doorkeeper), refuseBare)
  app.use(
    '/trpc/*',
    trpcServer({
      router: appRouter,
      endpoint: '/trpc',
      // tRPC itself sets no limit to the calls of one batch.
      maxBatchSize: 10,
      createContext: (_options, c) => c.get('call') as unknown as Record<string, unknown>,
      onError: ({ error, path }) => logFault(api.log, error, path ?? ''),
    }),
  )
  app.route(
    '/files',
    documents(api.intake, locales, (error) => logFault(api.log, error, 'preflight')),
  )
  app.route('/files', feePapers(api.intake))
  app.route('/invoices', invoices(locales))
  app.route('/exports', exports(locales))
  app.route('/histories', histories(locales))
  app.route('/previews', previews())
  if (api.demo)
    app.route(
      '/demo',
      demo(api.identity, api.orm, api.dataDir, {
        forget: () => doorkeeper.forget(),
        addressOf: (c) => addressOf(api, c),
      }),
    )
  // No page of the dashboard stands under these, so what is not found here is not the dashboard's either.
  for (const door of [
    '/auth/*',
    '/trpc/*',
    '/files/*',
    '/exports/*',
    '/histories/*',
    '/invoices/*',
    '/previews/*',
    '/demo/:door',
  ])
    app.all(door, notFound)
  app.route('/', await openSite(api.dashboard))
  app.onError((error, c) => answerFault(api.log, error, c))
  return app
}

const notFound = (c: Context): Response => c.json({ code: 'NOT_FOUND', message: 'There is nothing here.' }, 404)

const addressOf = (api: Api, c: Context): string | null => {
  const forwarded = api.trustedProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
    ?.remoteAddress
  return forwarded ?? socket ?? null
}

/** Puts together what a call brings; procedures make their own entity manager from it. */
const called =
  (api: Api, doorkeeper: Doorkeeper): MiddlewareHandler<Env> =>
  async (c, next) => {
    const actor: Actor = await doorkeeper.actorOf(c.req.raw.headers)
    const wanted = languageOf(c.req.header('accept-language')) ?? ('locale' in actor ? actor.locale : 'en')
    c.set('call', {
      ...api.installation,
      orm: api.orm,
      reader: api.reader,
      links: api.links,
      actor,
      locale: (locales.includes(wanted) ? wanted : 'en') as Locale,
      timeZone: zoneOf(c.req.header('x-time-zone')),
      ip: addressOf(api, c),
      userAgent: c.req.header('user-agent') ?? null,
      limiter: api.limiter,
      loopback: api.loopback,
      render: renderLetter,
      looks: api.looks,
    })
    await next()
  }

/** The dashboard sends the one language it is shown in; a browser's list of wishes begins with the first. */
const languageOf = (header: string | undefined): string | undefined => header?.slice(0, 2).toLowerCase()

/** To make a formatter costs 0.17 ms, a fifth of a page of claims; there are some six hundred zones, spelt in many ways. */
const zones = new Map<string, string>()

const zoneOf = (wanted = 'UTC'): string => {
  const known = zones.get(wanted)
  if (known) return known
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone
    if (zones.size < 1000) zones.set(wanted, zone)
    return zone
  } catch {
    return 'UTC'
  }
}

/** What is typed into a form; documents have a door and a limit of their own. A draft with 200 items is 30 kB. */
const smallBodies = bodyLimit({
  maxSize: 1024 * 1024,
  onError: (c) => c.json({ code: 'BODY_TOO_LARGE', message: 'At most 1 MB at once.' }, 413),
})

/** Whoever ended a session or set a password is asked for anew at once; what ran meanwhile may have been remembered. */
const forgetting =
  (doorkeeper: Doorkeeper): MiddlewareHandler<Env> =>
  async (c, next) => {
    await next()
    if (c.req.method === 'POST' && c.req.path.includes('account.')) doorkeeper.forget()
  }

/** Staff without a second factor have no documents either. */
const refuseBare: MiddlewareHandler<Env> = async (c, next) => {
  refuseBareSession(c.var.call.actor)
  await next()
}

const logFault = (log: Log, error: unknown, path: string): string => {
  const refusal = refusalIn(error)
  const callId = randomUUID()
  if (refusal) log.info({ path, code: refusal.code }, 'refused')
  else
    log.error(
      {
        path,
        callId,
        err:
          error instanceof Error
            ? { message: error.message, stack: error.stack, cause: String(error.cause ?? '') }
            : String(error),
      },
      'failed',
    )
  return callId
}

const answerFault = (log: Log, error: Error, c: Context<Env>): Response => {
  const callId = logFault(log, error, c.req.path)
  if (!(error instanceof Refusal))
    return c.json(
      { code: 'FAULT', message: 'The server could not do this. Nothing was saved.', reference: callId },
      500,
    )
  const { locale, timeZone } = c.var.call ?? { locale: 'en', timeZone: 'UTC' }
  const { field, rule, params, retryable } = error.detail
  const message = refusalText(error.code, params ?? {}, locale, timeZone)
  const status = getHTTPStatusCodeFromError(new TRPCError({ code: transportCode[error.kind] })) as ContentfulStatusCode
  return c.json(
    {
      code: error.code,
      message,
      field: field ?? null,
      ruleId: rule ?? null,
      params: params ?? {},
      retryable: retryable ?? false,
    },
    status,
  )
}
