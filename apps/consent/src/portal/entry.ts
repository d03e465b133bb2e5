import type { Context, Handler } from 'hono'
import { senderOf } from '../claims/visit.ts'
import type { Sender } from '../door.ts'
import { networkOf } from '../network.ts'
import { readPosted, shortField } from '../posted.ts'
import { throttledPortal, troublePage } from './trouble.page.ts'
import type { PortalSite } from './visit.ts'

/** A form of somebody who is not signed in: from our own pages only, twenty a minute for each network. */
export const answerEntry =
  (site: PortalSite, answer: (c: Context, posted: URLSearchParams) => Promise<Response>): Handler =>
  async (c) => {
    const posted = await readPosted(c, site.host)
    if (typeof posted === 'string') return troublePage(c, site, posted)
    const wait = site.portalLimits.entry(networkOf(c, site.settings.trustedProxy))
    return wait > 0 ? throttledPortal(c, site, wait) : answer(c, posted)
  }

export const entrySender = (site: PortalSite, c: Context, posted: URLSearchParams): Sender => {
  const { trap: _trap, ...sender } = senderOf(site, c, posted)
  return sender
}

export const addressOf = (posted: URLSearchParams): string => shortField(posted.get('address')).trim()

export const looksLikeAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address)
