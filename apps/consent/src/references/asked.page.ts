import * as m from '@ofrecord/messages/customer/messages'
import type { AskedPage } from '@ofrecord/core/references/link.router'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import { linkOf } from '../claims/visit.ts'
import { page } from '../layout.ts'
import { commaOf, fill, guessedLocale, isolated, moment, type Html } from '../words.ts'
import type { ReferenceDoor } from './door.ts'
import { standingPage } from './standing.page.ts'
import { calendarDay, dayOf, visitOf, type AskedVisit } from './visit.ts'

/** What the partner wrote, with everything that is needed to judge it; or what became of it. Opening it changes nothing. */
export const showAsked =
  (references: ReferenceDoor): Handler =>
  async (c) => {
    const found = await references.notice({ link: linkOf(c) })
    if (!found.asked) return c.html(newerPage(c, found))
    const visit = visitOf(c, found)
    return c.html(visit.asked.state === 'open' ? askedPage(visit) : standingPage(visit))
  }

/** The link of an older letter (REF-R6): it says no more than that. */
const newerPage = (c: Context, { vendorName: owner }: AskedPage): Html => {
  const locale = guessedLocale(c)
  const title = m.reference_newer_title({}, { locale })
  const body = html`<h1>${title}</h1>
<p>${m.reference_newer_text({}, { locale })}</p>`
  return page({ title, owner, locale, body })
}

const askedPage = (visit: AskedVisit): Html => {
  const { asked, locale, owner } = visit
  const say = { locale }
  const names = { partner: isolated(asked.partnerName), customer: isolated(asked.company) }
  const body = html`<h1>${fill((slots) => m.reference_title(slots, say), { partner: names.partner })}</h1>
<p>${fill((slots) => m.reference_intro(slots, say), names)}</p>
${whatItDoes(visit)}${wrote(visit)}<div class="a"><a class="b" href="${visit.to('/confirm')}">${m.reference_confirm_link({}, say)}</a><a class="b" href="${visit.to('/reject')}">${m.reference_reject_link({}, say)}</a></div>
<p class="m">${m.consent_safe_both({}, say)}</p>
${genuine(visit)}${whyYou(visit)}${trapLink(visit)}`
  return page({ title: m.reference_title({ partner: asked.partnerName }, say), owner, locale, body })
}

const whatItDoes = (visit: AskedVisit): Html => {
  const { asked, locale, timeZone } = visit
  const say = { locale }
  const partner = isolated(asked.partnerName)
  const vendor = isolated(visit.owner)
  const good = html`${dayOf(asked.goodUntil, visit)}`
  const readers = asked.quotingAsked ? m.reference_readers_quoting : m.reference_readers_text
  const ends = html`<b>${moment(asked.dueAt, { locale, timeZone })}</b>`
  return html`<ul>
<li><b>${m.reference_yes_label({}, say)}</b> ${fill((slots) => m.reference_yes_text(slots, say), { vendor, partner, when: good })}</li>
<li><b>${m.reference_no_label({}, say)}</b> ${fill((slots) => m.reference_no_text(slots, say), { partner })}</li>
<li><b>${m.reference_silence_label({}, say)}</b> ${fill((slots) => m.reference_silence_text(slots, say), { when: ends })}</li>
<li><b>${m.reference_readers_label({}, say)}</b> ${fill((slots) => readers(slots, say), { partner, vendor })}</li>
</ul>
`
}

const wrote = ({ asked, locale }: AskedVisit): Html => {
  const say = { locale }
  const days = {
    from: html`${asked.startedOn && calendarDay(asked.startedOn, locale)}`,
    until: html`${asked.endedOn && calendarDay(asked.endedOn, locale)}`,
  }
  const comma = commaOf(locale)
  const row = (label: string, value: Html, shown = true): Html | false =>
    shown &&
    html`<div><dt>${label}</dt><dd>${value}</dd></div>
`
  const lines = (names: readonly string[]): Html =>
    html`<ul>${names.map((each) => html`<li>${isolated(each)}</li>`)}</ul>`
  const text = (typed: string): Html => html`<span class="t">${isolated(typed)}</span>`
  return html`<h2>${fill((slots) => m.reference_wrote_title(slots, say), { partner: isolated(asked.partnerName) })}</h2>
<dl>
${row(m.reference_project({}, say), isolated(asked.projectTitle))}${row(m.reference_description({}, say), text(asked.description))}${row(
    m.reference_period({}, say),
    fill((slots) => m.reference_period_text(slots, say), days),
  )}${row(m.reference_outcome({}, say), text(asked.outcome))}${row(
    m.reference_done_by({}, say),
    html`${isolated(asked.partnerName)}${comma}${isolated(asked.locationName)} (${asked.locationNumber})`,
  )}${row(m.reference_organisation({}, say), isolated(asked.company))}${row(
    m.reference_contact({}, say),
    html`${isolated(asked.contactName)}${asked.contactTitle && html`${comma}${isolated(asked.contactTitle)}`}`,
  )}${row(m.reference_products({}, say), lines(asked.products), asked.products.length > 0)}${row(
    m.reference_competencies({}, say),
    lines(asked.competencies),
    asked.competencies.length > 0,
  )}</dl>
`
}

const genuine = ({ asked, locale }: AskedVisit): Html => {
  const say = { locale }
  return html`<h2>${m.consent_genuine_title({}, say)}</h2>
<p>${m.consent_genuine_intro({}, say)}</p>
<ul>
<li>${fill((slots) => m.consent_genuine_number(slots, say), { number: html`<b>${asked.letterNumber}</b>` })}</li>
<li>${m.consent_genuine_password({}, say)}</li>
</ul>
`
}

const whyYou = ({ asked, locale, address }: AskedVisit): Html => {
  const say = { locale }
  const names = { partner: isolated(asked.partnerName), customer: isolated(asked.company) }
  return html`<h2>${m.consent_why_title({}, say)}</h2>
<p>${fill((slots) => m.consent_why_contact(slots, say), names)} ${fill((slots) => m.consent_why_address(slots, say), { address: isolated(address) })}</p>
<p>${m.consent_why_forward({}, say)}</p>`
}

/** Nobody sees it; a program that opens every link does, and its answer is marked (L7). */
const trapLink = ({ locale, to }: AskedVisit): Html =>
  html`
<p class="h" aria-hidden="true"><a href="${to('/t')}" rel="nofollow" tabindex="-1">${m.questions_trap_link({}, { locale })}</a></p>`
