import type { Handler, Hono } from 'hono'
import type { Site } from '../site.ts'
import { answerCode, showCode } from './code.page.ts'
import { readSession } from './cookie.ts'
import type { PortalDoor } from './door.ts'
import { showHistory } from './history.page.ts'
import { portalLimits } from './limits.ts'
import { mapPage } from './map.page.ts'
import { answerPartners, showPartners } from './partners.page.ts'
import { answerPeople, showPeople } from './people.page.ts'
import { answerPolicy, showPolicy } from './policy.page.ts'
import { answerProof, showProof } from './proof.page.ts'
import { downloadReceipts } from './receipts.ts'
import { answerSignIn, answerSignOut, showSignIn } from './sign-in.page.ts'
import { answerStop, reviewStop } from './stop.page.ts'
import { showStopped } from './stopped.page.ts'
import { answerTenant } from './tenant.ts'
import { troublePage } from './trouble.page.ts'
import { signedIn, stepPath, type PortalSite } from './visit.ts'

/** The customer's own page (B.2.7): who sees figures about it, and every way to stop that. GET reads, POST acts (MIC-R1). */
export const mountPortal = (app: Hono, site: Site, portal: PortalDoor, now: () => number): void => {
  const https = site.settings.publicUrl.startsWith('https:')
  const stand: PortalSite = { ...site, portal, https, portalLimits: portalLimits(now) }
  for (const route of routesOf(stand)) mount(app, stand, route)
}

interface Route {
  step: string
  show: Handler
  answer?: Handler
}

const routesOf = (site: PortalSite): Route[] => [
  { step: '', show: showHome(site), answer: answerSignIn(site) },
  { step: '/code', show: showCode(site), answer: answerCode(site) },
  { step: '/proof', show: showProof(site), answer: answerProof(site) },
  { step: '/out', show: toHome, answer: answerSignOut(site) },
  { step: '/stop', show: toHome, answer: reviewStop(site) },
  { step: '/stop/confirm', show: toHome, answer: answerStop(site) },
  { step: '/stopped', show: showStopped(site) },
  { step: '/policy', show: showPolicy(site), answer: answerPolicy(site) },
  { step: '/partners', show: showPartners(site), answer: answerPartners(site) },
  { step: '/people', show: showPeople(site), answer: answerPeople(site) },
  { step: '/tenant', show: toHome, answer: answerTenant(site) },
  { step: '/history', show: showHistory(site) },
  { step: '/receipts', show: downloadReceipts(site) },
]

const showHome = (site: PortalSite): Handler => {
  const showMap = signedIn(site, (_, visit) => mapPage(visit))
  return (c, next) => (readSession(c, site.https) === undefined ? c.html(showSignIn(site, c)) : showMap(c, next))
}

/** A page that only a post makes, asked for again, e.g. by a language link on it. */
const toHome: Handler = (c) => c.redirect(stepPath(c), 303)

const mount = (app: Hono, site: PortalSite, { step, show, answer }: Route): void => {
  const path = `/portal${step}`
  const allow = answer ? 'GET, HEAD, OPTIONS, POST' : 'GET, HEAD, OPTIONS'
  app.get(path, show)
  if (answer) app.post(path, answer)
  app.options(path, (c) => c.body(null, 204, { Allow: allow }))
  app.all(path, (c) => {
    c.header('Allow', allow)
    return troublePage(c, site, 'method')
  })
}
