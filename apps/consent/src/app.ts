import { randomBytes } from 'node:crypto'
import { Hono, type Context, type Handler } from 'hono'
import { getPath } from 'hono/utils/url'
import { showAccessibility, showExpected, showPrivacy } from './about/about.pages.ts'
import { showSurvey } from './about/survey.page.ts'
import { mountCheckpoints } from './checkpoints/routes.ts'
import { answerConfirm, showConfirm } from './claims/confirm.page.ts'
import { answerDeny, showDeny } from './claims/deny.page.ts'
import { springTrap } from './claims/trap.page.ts'
import { throttledPage } from './claims/answer.ts'
import { showNotice } from './claims/notice.page.ts'
import { answerUndo, showUndo } from './claims/undo.page.ts'
import { answerQuestion, showQuestion } from './clarifications/question.page.ts'
import { failureOf, type ConsentDoor } from './door.ts'
import { withSecurityHeaders } from './headers.ts'
import { consentLimits } from './limits.ts'
import { enquiryRoutes } from './enquiries/routes.ts'
import { networkOf } from './network.ts'
import { packed } from './packed.ts'
import type { PortalDoor } from './portal/door.ts'
import { mountPortal } from './portal/routes.ts'
import { problemPage } from './problem.page.ts'
import { downloadProof, downloadReceipt, printReceipt } from './receipts/receipt.files.ts'
import { showReceipt } from './receipts/receipt.page.ts'
import type { ReferenceDoor } from './references/door.ts'
import { mountReferences } from './references/routes.ts'
import { answerAsk, showAsk, showAsked } from './questions/ask.page.ts'
import { redactedPath, redactedText } from './redaction.ts'
import type { ConsentSettings, FaultLog, Site } from './site.ts'
import { trapsOf } from './traps.ts'
import { mountVerify } from './verify/routes.ts'

export interface ConsentParts {
  consent: ConsentDoor
  /** The customer's own page; absent where a test is about the links alone. */
  portal?: PortalDoor
  /** The pages of customers' references; absent where a test is about something else. */
  references?: ReferenceDoor
  settings: ConsentSettings
  /** Whether a write would succeed now; `/readyz` answers 503 while it would not (I20). */
  isReady?: () => Promise<boolean>
  log?: FaultLog
  /** Milliseconds; for the rate limits alone, never for a deadline. */
  now?: () => number
}

/** The customers' site: reads by GET, decides by POST, needs no script, and keeps no cookie but that of the portal (B.2.3). */
export const createConsentApp = (parts: ConsentParts): Hono => {
  const site = siteOf(parts)
  const app = new Hono({ getPath: pathWithoutTail })
  app.use(withSecurityHeaders(site.settings.publicUrl.startsWith('https:')), packed)
  for (const route of routesOf(site)) mount(app, site, route)
  if (parts.references) mountReferences((route) => mount(app, site, route), site, parts.references)
  mountVerify(app, site)
  mountCheckpoints(app, site)
  if (parts.portal) mountPortal(app, site, parts.portal, parts.now ?? Date.now)
  // Browsers ask every site for one; a page of ours names none, since it may load nothing.
  app.get('/favicon.ico', (c) => c.body(null, 204, { 'Cache-Control': 'public, max-age=86400' }))
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await isReady(parts)) ? c.text('ok') : c.text('not ready', 503)))
  app.notFound((c) => problemPage(c, site, 'missing'))
  app.onError((error, c) => answerFault(error, c, site, parts.log))
  return app
}

const siteOf = ({ consent, settings, now = Date.now }: ConsentParts): Site => ({
  consent,
  settings,
  limits: consentLimits(now),
  traps: trapsOf(now),
  host: new URL(settings.publicUrl).host,
})

/** Mail programs take the full stop, bracket or quotation mark after a link for a part of it. */
const tail = /(?:[.,;:)>\]'"/]|%(?:2E|2C|3B|3A|29|3E|5D|27|22))+$/i

const pathWithoutTail = (request: Request): string => getPath(request).replace(tail, '') || '/'

export interface Route {
  path: string
  show: Handler
  answer?: Handler
}

const routesOf = (site: Site): Route[] => [
  { path: '/n/:token', show: showNotice(site) },
  { path: '/n/:token/deny', show: showDeny(site), answer: answerDeny(site) },
  { path: '/n/:token/confirm', show: showConfirm(site), answer: answerConfirm(site) },
  { path: '/n/:token/undo', show: showUndo(site), answer: answerUndo(site) },
  { path: '/n/:token/question', show: showAsk(site), answer: answerAsk(site) },
  { path: '/n/:token/asked', show: showAsked(site) },
  { path: '/n/:token/t', show: springTrap(site) },
  { path: '/por/:token', show: showQuestion(site), answer: answerQuestion(site) },
  { path: '/r/:receipt{[^/]+\\.proof\\.json}', show: downloadProof(site) },
  { path: '/r/:receipt{[^/]+\\.json}', show: downloadReceipt(site) },
  { path: '/r/:receipt{[^/]+\\.pdf}', show: printReceipt(site) },
  { path: '/r/:receipt', show: showReceipt(site) },
  ...enquiryRoutes(site),
  { path: '/survey/:vendor', show: showSurvey(site) },
  { path: '/privacy', show: showPrivacy(site) },
  { path: '/accessibility', show: showAccessibility(site) },
  { path: '/expect', show: showExpected(site) },
]

const mount = (app: Hono, site: Site, { path, show, answer }: Route): void => {
  const allow = answer ? 'GET, HEAD, OPTIONS, POST' : 'GET, HEAD, OPTIONS'
  app.get(path, async (c, next) => {
    const wait = site.limits.page(secretOf(c), networkOf(c, site.settings.trustedProxy))
    return wait > 0 ? throttledPage(c, site, wait) : show(c, next)
  })
  if (answer) app.post(path, answer)
  app.options(path, (c) => c.body(null, 204, { Allow: allow }))
  app.all(path, (c) => {
    c.header('Allow', allow)
    return problemPage(c, site, 'method')
  })
}

const secretOf = (c: Context): string | undefined => c.req.param('token') ?? c.req.param('receipt')

const isReady = async ({ isReady }: ConsentParts): Promise<boolean> => {
  try {
    return (await isReady?.()) ?? true
  } catch {
    return false
  }
}

/** What the door could not answer: an absent link is one page for all; a fault is told with a reference, never its cause. */
const answerFault = (error: Error, c: Context, site: Site, log: FaultLog | undefined) => {
  const { kind } = failureOf(error)
  // On a GET the only input is the link, so an input the door calls malformed is an unknown link.
  if (kind === 'absent' || kind === 'invalid') return problemPage(c, site, 'missing')
  if (kind === 'throttled') return throttledPage(c, site, 60)
  const reference = randomBytes(5).toString('hex')
  log?.error(
    {
      reference,
      method: c.req.method,
      path: redactedPath(c.req.path),
      error: redactedText(error.stack ?? String(error)),
    },
    'A page of the consent site failed',
  )
  return problemPage(c, site, 'fault', reference)
}
