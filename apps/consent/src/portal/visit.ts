import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { Context, Handler } from 'hono'
import { languageQuery } from '../claims/visit.ts'
import { failureOf } from '../door.ts'
import { networkOf } from '../network.ts'
import type { Site } from '../site.ts'
import { chosenLocale, type Html } from '../words.ts'
import { dropSession, readSession } from './cookie.ts'
import type { AccessMap, PortalDoor } from './door.ts'
import type { PortalLimits } from './limits.ts'
import { throttledPortal } from './trouble.page.ts'

/** What the customer's own page stands on. */
export interface PortalSite extends Site {
  portal: PortalDoor
  portalLimits: PortalLimits
  /** Whether the site is reached by https, on which the cookie's name depends. */
  https: boolean
}

/** An administrator or delegate who is signed in, with all that they may see, in the language they chose or the customer's. */
export interface Visit {
  map: AccessMap
  session: string
  locale: Locale
  timeZone: string
  say: { locale: Locale }
  /** `?lang=it` where the reader chose one: for links that leave the portal. */
  language: string
  /** Address of a page of the portal, e.g. `to('/policy')`; keeps a chosen language. */
  to: (step?: string, more?: string) => string
}

/** Shows a page to whoever is signed in; everybody else is sent to the sign-in. */
export const signedIn =
  (site: PortalSite, show: (c: Context, visit: Visit) => Html | Response | Promise<Html | Response>): Handler =>
  async (c) => {
    const session = readSession(c, site.https)
    if (session === undefined) return c.redirect(stepPath(c), 303)
    const wait = site.portalLimits.page(session, networkOf(c, site.settings.trustedProxy))
    if (wait > 0) return throttledPortal(c, site, wait)
    try {
      const shown = await show(c, await visitOf(site, c, session))
      return shown instanceof Response ? shown : c.html(shown)
    } catch (error) {
      if (!isSignedOut(error)) throw error
      dropSession(c, site.https)
      return c.redirect(stepPath(c, '', 'said=over'), 303)
    }
  }

const visitOf = async (site: PortalSite, c: Context, session: string): Promise<Visit> => {
  const map = await site.portal.map({ session })
  const locale = chosenLocale(c) ?? map.locale
  const to = (step?: string, more?: string): string => stepPath(c, step, more)
  return { map, session, locale, timeZone: map.timeZone, say: { locale }, language: languageQuery(c), to }
}

/** `/portal` and what follows, with the chosen language and the rest of the query. */
export const stepPath = (c: Context, step = '', more = ''): string => {
  const query = [languageQuery(c).slice(1), more].filter(Boolean).join('&')
  return `/portal${step}${query && `?${query}`}`
}

/**
 * To the page of what was posted. A form posts to `#e`, where its errors would stand; without a fragment of its own the
 * next address would keep that one.
 */
export const seeOther = (c: Context, path: string): Response => c.redirect(`${path}#`, 303)

const isSignedOut = (error: unknown): boolean => {
  const failure = failureOf(error)
  return failure.kind === 'refused' && failure.code === 'PORTAL_SIGN_IN'
}
