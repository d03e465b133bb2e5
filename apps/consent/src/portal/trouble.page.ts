import * as m from '@ofrecord/messages/customer/messages'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { BadPost } from '../posted.ts'
import type { Site } from '../site.ts'
import { guessedLocale } from '../words.ts'
import { portalPage } from './frame.ts'

type Say = { locale: ReturnType<typeof guessedLocale> }

const troubles = {
  cross_site: { status: 403, title: (say: Say) => m.consent_cross_title({}, say) },
  method: { status: 405, title: (say: Say) => m.consent_method_title({}, say) },
  too_large: { status: 413, title: (say: Say) => m.consent_large_title({}, say) },
  unreadable: { status: 415, title: (say: Say) => m.consent_unreadable_title({}, say) },
  throttled: { status: 429, title: (say: Say) => m.portal_throttled_title({}, say) },
} as const

/** A request that is not looked at: nothing of the customer is on the page. */
export const troublePage = (c: Context, site: Site, kind: BadPost | 'method' | 'throttled') => {
  const locale = guessedLocale(c)
  const say = { locale }
  const { status, title } = troubles[kind]
  const text = kind === 'throttled' ? m.portal_throttled_text({}, say) : m.portal_trouble_text({}, say)
  const body = html`<h1>${title(say)}</h1>
<p>${text}</p>
<p><a href="/portal">${m.portal_trouble_link({}, say)}</a></p>`
  return c.html(portalPage({ title: title(say), owner: site.host, locale, body }), status)
}

export const throttledPortal = (c: Context, site: Site, seconds: number) => {
  c.header('Retry-After', String(seconds))
  return troublePage(c, site, 'throttled')
}
