import { consentModes } from '@ofrecord/core/customers/customer.rules'
import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { commaOf, fill, isolated, zoneOf, type Html } from '../words.ts'
import type { PortalEvent } from './door.ts'
import { signedInPage, wayBack } from './frame.ts'
import { modeWords } from './mode.ts'
import { signedIn, type PortalSite, type Visit } from './visit.ts'
import { dayAndTime } from './words.ts'

/** What happened, newest first; `?before=` is the key of the last line of the page before. */
export const showHistory = (site: PortalSite): Handler =>
  signedIn(site, async (c, visit) => {
    const before = c.req.query('before')?.slice(0, 200)
    const { events, next } = await site.portal.history({ session: visit.session, before })
    return historyPage(visit, events, { next, first: before === undefined })
  })

interface Place {
  next: string | null
  first: boolean
}

const historyPage = (visit: Visit, events: readonly PortalEvent[], { next, first }: Place): Html => {
  const { map, say, to } = visit
  const body = html`${
    events.length === 0
      ? html`<p>${m.portal_history_none({}, say)}</p>`
      : html`<p class="m">${m.portal_history_zone({ zone: zoneOf(map.now, visit) }, say)}</p>
<ol class="r">${events.map((event) => line(event, visit))}</ol>`
  }
<p>${!first && html`<a href="${to('/history')}">${m.portal_history_newest({}, say)}</a> `}${next !== null && html`<a href="${to('/history', `before=${encodeURIComponent(next)}`)}">${m.portal_history_older({}, say)}</a>`}</p>
${wayBack(visit)}`
  return signedInPage(visit, { title: m.portal_history_title({}, say), body })
}

const line = (event: PortalEvent, visit: Visit): Html => {
  const { say, locale, language } = visit
  const { at, by, items, claimNumber, receipt } = event
  const ended = event.kind === 'ended' ? endedWords(event.detail, visit) : undefined
  return html`<li><small>${dayAndTime(at, visit)}</small>${sentence(event, visit)}${ended && html` ${ended}`}${
    items.length > 0 &&
    html`<small>${items.map((item, place) => html`${place > 0 && commaOf(locale)}${isolated(item)}`)}</small>`
  }${claimNumber !== null && html`<small>${m.portal_request_number({ number: claimNumber }, say)}</small>`}${by !== null && html`<small>${fill((slots) => m.portal_history_by(slots, say), { address: isolated(by) })}</small>`}${
    receipt &&
    html`<a href="/r/${encodeURIComponent(receipt)}${language}">${m.consent_decided_receipt({ code: receipt }, say)}</a>`
  }</li>
`
}

const sentence = ({ kind, detail, partnerName, about }: PortalEvent, visit: Visit): Html | string => {
  const { say } = visit
  if (kind === 'policy_set') return ruleWords(detail, visit)
  if (kind === 'signed_in') return m.portal_event_signed_in({}, say)
  if (kind === 'invited' || kind === 'removed' || kind === 'proven') {
    const person = about === null ? m.portal_event_somebody({}, say) : isolated(about)
    return fill((slots) => aboutPerson[kind](slots, say), { person: html`<b>${person}</b>` })
  }
  return fill((slots) => aboutPartner[kind](slots, say), { partner: html`<b>${isolated(partnerName ?? '')}</b>` })
}

const aboutPerson = {
  invited: m.portal_event_invited,
  removed: m.portal_event_removed,
  proven: m.portal_event_proven,
}

type PartnerEvent = Exclude<PortalEvent['kind'], 'policy_set' | 'signed_in' | 'invited' | 'removed' | 'proven'>

const aboutPartner: Record<PartnerEvent, (slots: { partner: string }, say: Visit['say']) => string> = {
  noticed: m.portal_event_noticed,
  started: m.portal_event_started,
  denied: m.portal_event_denied,
  partly_denied: m.portal_event_partly_denied,
  confirmed: m.portal_event_confirmed,
  undone: m.portal_event_undone,
  silence: m.portal_event_silence,
  revoked: m.portal_event_revoked,
  ended: m.portal_event_ended,
  blocked: m.portal_event_blocked,
  unblocked: m.portal_event_unblocked,
  allowed: m.portal_event_allowed,
  disallowed: m.portal_event_disallowed,
}

const ruleWords = (detail: string | null, visit: Visit): string => {
  const mode = consentModes.find((known) => known === detail)
  return mode
    ? m.portal_event_policy_set({ mode: modeWords(mode, visit) }, visit.say)
    : m.portal_event_policy_same({}, visit.say)
}

const endings: Record<string, typeof m.portal_ended_partner> = {
  subscription_ended: m.portal_ended_subscription,
  partner_disassociated: m.portal_ended_partner,
  location_dissociated: m.portal_ended_partner,
  superseded: m.portal_ended_superseded,
  vendor_revoked: m.portal_ended_vendor,
  no_consent: m.portal_ended_unanswered,
}

const endedWords = (detail: string | null, { say }: Visit): string | undefined => endings[detail ?? '']?.({}, say)
