import type { ReferenceRejectReason } from '@ofrecord/core/references/reference.rules'
import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import { page } from '../layout.ts'
import { commaOf, fill, isolated, moment, type Html } from '../words.ts'
import { calendarDay, dayOf, type AskedVisit } from './visit.ts'

/** A reference that takes no answer any more: what was recorded, and how a yes is taken back. */
export const standingPage = (visit: AskedVisit): Html => framed(visit, titleOf(visit), bodyOf(visit))

/** An answer that was refused, with its code and with what stands (422). */
export const refusedPage = (visit: AskedVisit, code: string): Html => {
  const say = { locale: visit.locale }
  const known = visit.asked.state !== 'open'
  const body = html`${
    known
      ? bodyOf(visit)
      : html`<p>${m.consent_refused_text({}, say)}</p>
<p><a href="${visit.to()}">${m.consent_read_notice({}, say)}</a></p>`
  }
<p class="m">${code}</p>`
  return framed(visit, known ? titleOf(visit) : m.consent_refused_title({}, say), body, true)
}

const framed = ({ owner, locale }: AskedVisit, title: string, body: Html, failed = false): Html =>
  page({
    title,
    owner,
    locale,
    failed,
    body: html`<h1>${title}</h1>
${body}`,
  })

const titleOf = ({ asked, locale }: AskedVisit): string => {
  const say = { locale }
  switch (asked.state) {
    case 'confirmed':
      return m.reference_confirmed_title({}, say)
    case 'rejected':
      return m.reference_rejected_title({}, say)
    case 'cancelled':
      return m.reference_cancelled_title({}, say)
    case 'expired':
      return m.reference_expired_title({}, say)
    case 'revoked':
      return m.reference_revoked_title({}, say)
    case 'over':
    case 'open':
      return m.reference_over_title({}, say)
  }
}

const bodyOf = (visit: AskedVisit): Html => {
  const { asked, locale, timeZone } = visit
  const say = { locale }
  const partner = isolated(asked.partnerName)
  const project = isolated(asked.projectTitle)
  const instant = (at: string | null): Html => html`${at && moment(at, { locale, timeZone })}`
  const good = html`${asked.expiresAt && dayOf(asked.expiresAt, visit)}`
  switch (asked.state) {
    case 'confirmed':
      return confirmedBody(visit, good)
    case 'rejected':
      return html`<p>${fill((slots) => m.reference_rejected_text(slots, say), { partner, project })}</p>
${recorded(visit)}`
    case 'cancelled':
      return html`<p>${fill((slots) => m.reference_cancelled_text(slots, say), { partner })}</p>`
    case 'expired':
      return html`<p>${fill((slots) => m.reference_expired_text(slots, say), { partner, when: good })}</p>`
    case 'revoked':
      return html`<p>${fill((slots) => m.reference_revoked_text(slots, say), { partner, project, when: instant(asked.revokedAt) })}</p>`
    case 'over':
    case 'open':
      return html`<p>${fill((slots) => m.reference_over_text(slots, say), { partner, when: instant(asked.dueAt) })}</p>`
  }
}

const confirmedBody = (visit: AskedVisit, when: Html): Html => {
  const { asked, locale, owner, address } = visit
  const say = { locale }
  const partner = isolated(asked.partnerName)
  const parts = { project: isolated(asked.projectTitle), vendor: isolated(owner), partner, when }
  const quoted = asked.quotingAllowed ? m.reference_confirmed_quoted : m.reference_confirmed_private
  return html`<p>${fill((slots) => m.reference_confirmed_text(slots, say), parts)} ${fill((slots) => quoted(slots, say), { partner })}</p>
<p>${fill((slots) => m.reference_confirmed_copy(slots, say), { address: isolated(address) })}</p>
${recorded(visit)}${
    asked.withdrawToken &&
    html`<h2>${m.reference_back_title({}, say)}</h2>
<p>${m.reference_back_text({}, say)}</p>
<div class="a"><a class="b q" href="/withdraw/${asked.withdrawToken}${visit.language}">${m.reference_back_link({}, say)}</a></div>`
  }`
}

/** What was recorded, for which mailbox, and when. */
const recorded = (visit: AskedVisit): Html => {
  const { asked, locale, timeZone, address } = visit
  const say = { locale }
  const row = (label: string, value: Html | string | null | false): Html | false =>
    value !== null &&
    value !== false &&
    html`<div><dt>${label}</dt><dd>${value}</dd></div>
`
  const by =
    asked.answeredName && html`${isolated(asked.answeredName)}${commaOf(locale)}${isolated(asked.answeredRole ?? '')}`
  return html`<dl>
${row(m.reference_project({}, say), isolated(asked.projectTitle))}${row(m.reference_answered_when({}, say), asked.answeredAt && moment(asked.answeredAt, { locale, timeZone }))}${row(
    m.reference_answered_by({}, say),
    by,
  )}${row(m.reference_answered_for({}, say), isolated(address))}${row(
    m.reference_answered_reason({}, say),
    asked.rejectReason && reasonWords(asked.rejectReason, say),
  )}${row(m.reference_answered_suggestion({}, say), suggestionOf(visit))}${row(
    m.reference_answered_comment({}, say),
    asked.comment && html`<span class="t">${isolated(asked.comment)}</span>`,
  )}</dl>
`
}

const suggestionOf = ({ asked: { suggestion }, locale }: AskedVisit): Html | false => {
  if (!suggestion) return false
  const { projectTitle, startedOn, endedOn, note } = suggestion
  const days = [startedOn, endedOn].map((day) => day && calendarDay(day, locale))
  const said = [projectTitle, ...days, note].filter((each) => each !== undefined && each !== '')
  return html`<ul>${said.map((each) => html`<li class="t">${isolated(each ?? '')}</li>`)}</ul>`
}

export const reasonWords = (reason: ReferenceRejectReason, say: { locale: AskedVisit['locale'] }): string => {
  switch (reason) {
    case 'not_our_project':
      return m.reference_reason_not_our_project({}, say)
    case 'description_wrong':
      return m.reference_reason_description_wrong({}, say)
    case 'not_satisfied':
      return m.reference_reason_not_satisfied({}, say)
    case 'other':
      return m.reference_reason_other({}, say)
  }
}
