import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { commaOf, isolated, type Html } from '../words.ts'
import type { PortalEvent } from './door.ts'
import { signedInPage, wayBack } from './frame.ts'
import { signedIn, type PortalSite, type Visit } from './visit.ts'

/** What was stopped, as the history has it: an address with codes of nothing shows nothing. */
export const showStopped = (site: PortalSite): Handler =>
  signedIn(site, async (c, visit) => {
    const codes = new Set(c.req.queries('r'))
    const { events } = await site.portal.history({ session: visit.session })
    const stops = events.filter(({ receipt }) => receipt !== null && codes.has(receipt))
    return stops.length === 0 ? c.redirect(visit.to('/history'), 303) : stoppedPage(visit, stops)
  })

const stoppedPage = (visit: Visit, stops: readonly PortalEvent[]): Html => {
  const { map, say } = visit
  const partners = new Set(stops.map(({ partnerName }) => partnerName))
  const blocked = map.blocked.some(({ name }) => partners.has(name))
  const body = html`<p>${m.portal_stopped_text({}, say)} ${blocked && m.portal_stopped_blocked({}, say)}</p>
<ul class="r">${stops.map((stop) => stopped(stop, visit))}</ul>
<p>${m.consent_then_services({}, say)}</p>
${wayBack(visit)}`
  return signedInPage(visit, { title: m.portal_stopped_title({}, say), body })
}

const stopped = ({ partnerName, items, receipt }: PortalEvent, { say, locale, language }: Visit): Html =>
  html`<li><p><b>${isolated(partnerName ?? '')}</b></p><p>${items.map((item, at) => html`${at > 0 && commaOf(locale)}${isolated(item)}`)}</p>${receipt && html`<p><a href="/r/${encodeURIComponent(receipt)}${language}">${m.consent_decided_receipt({ code: receipt }, say)}</a></p>`}</li>
`
