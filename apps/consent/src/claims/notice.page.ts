import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import type { NoticeItem } from '../door.ts'
import { page } from '../layout.ts'
import { countryName } from '../portal/words.ts'
import type { Site } from '../site.ts'
import { fill, inLine, isolated, moment, type Html } from '../words.ts'
import { undoUntil } from './undo.page.ts'
import { mayConfirm, mayDeny, visitNotice, type Visit } from './visit.ts'

/** The notice once more, and the two choices. Changes nothing, however often and by whomever it is opened (MIC-R1). */
export const showNotice =
  (site: Site): Handler =>
  async (c) =>
    c.html(noticePage(await visitNotice(site, c)))

const noticePage = (visit: Visit): Html => {
  const { notice, locale } = visit
  const title = (slots: { partner: string }) => noticeTitle(visit, slots)
  const body = html`<h1>${fill(title, { partner: isolated(notice.partner.name) })}</h1>
${newer(visit)}${ended(visit)}${threeFacts(visit)}${choices(visit)}${decided(visit)}${about(visit)}${whoAsks(visit)}${genuine(visit)}${whyYou(visit)}${trapLink(visit)}`
  return page({ title: title({ partner: notice.partner.name }), owner: notice.vendorName, locale, body })
}

const noticeTitle = ({ notice, locale }: Visit, partner: { partner: string }): string => {
  const say = { locale }
  switch (notice.state) {
    case 'window':
    case 'waiting':
      return m.consent_notice_title(partner, say)
    case 'active':
    case 'confirmed':
      return m.consent_notice_title_active(partner, say)
    case 'denied':
      return notice.decision?.mine
        ? m.consent_notice_title_denied_mine(partner, say)
        : m.consent_notice_title_denied(partner, say)
    case 'ended':
      return notice.endReason === 'no_consent'
        ? m.questions_unanswered_title(partner, say)
        : m.consent_notice_title_ended(partner, say)
  }
}

/** An older letter's link: it still takes an answer, since nobody is ever locked out of a no (L14). */
const newer = ({ notice: { newer, onlyNo, timeZone }, locale }: Visit): Html | false => {
  const say = { locale }
  return (
    newer !== null &&
    html`<p class="n"><b>${m.questions_newer_title({}, say)}.</b> ${fill(
      (slots) => (onlyNo ? m.questions_newer_only_no : m.questions_newer_text)(slots, say),
      {
        address: isolated(newer.address),
        when: moment(newer.at, { locale, timeZone }),
      },
    )}</p>
`
  )
}

/** Why it is over, and where an administrator keeps the partner away for good (MIC-R9). */
const ended = ({ notice: { endReason }, locale }: Visit): Html | false => {
  const say = { locale }
  const why = endReason !== null && endWords[endReason]?.({}, say)
  return (
    endReason !== null &&
    html`${why && html`<p>${why}</p>`}
<p>${m.questions_portal_text({}, say)} <a href="/portal">${m.questions_portal_link({}, say)}</a></p>
`
  )
}

/** The category only, in the words of the letter that told it. */
const endWords: Readonly<Record<string, (inputs: object, say: { locale: Visit['locale'] }) => string>> = {
  partner_disassociated: m.letters_association_ended_by_partner,
  superseded: m.letters_association_ended_superseded,
  subscription_ended: m.letters_association_ended_subscription,
  location_dissociated: m.letters_association_ended_location,
  vendor_revoked: m.letters_association_ended_by_vendor,
  no_consent: m.letters_association_ended_no_consent,
}

/** What they see, what silence means, that a no stays possible. Nothing to choose, nothing to tell. */
const threeFacts = (visit: Visit): Html | false => {
  const { notice, locale } = visit
  const say = { locale }
  const asked = notice.state === 'window' || notice.state === 'waiting'
  return (
    mayDeny(notice) &&
    html`<ul>
<li><b>${asked ? m.consent_what_label({}, say) : m.consent_what_label_active({}, say)}</b> ${m.consent_what_text({}, say)}</li>
${asked && html`<li><b>${(onlyYes(notice) ? m.questions_only_yes_label : m.consent_silence_label)({}, say)}</b> ${silence(visit)}</li>`}
<li><b>${m.consent_always_label({}, say)}</b> ${m.consent_always_text({}, say)}</li>
</ul>
`
  )
}

const silence = ({ notice, locale }: Visit): Html | string => {
  const say = { locale }
  const count = { count: notice.windowDays }
  if (!notice.consentDueAt)
    return (onlyYes(notice) ? m.questions_only_yes_waiting : m.consent_silence_waiting)(count, say)
  const when = html`<b>${moment(notice.consentDueAt, { locale, timeZone: notice.timeZone })}</b>`
  return fill((slots) => (onlyYes(notice) ? m.questions_only_yes_text : m.consent_silence_text)(slots, say), { when })
}

const onlyYes = ({ consentMode }: Visit['notice']): boolean => consentMode === 'opt_in'

/** Both look alike and both lead to a form, so that pressing everything decides nothing. */
const choices = ({ notice, locale, to }: Visit): Html | false => {
  const say = { locale }
  const both = mayConfirm(notice)
  return (
    mayDeny(notice) &&
    html`<div class="a"><a class="b" href="${to('/deny')}">${m.consent_say_no({}, say)}</a>${
      both && html`<a class="b" href="${to('/confirm')}">${m.consent_say_yes({}, say)}</a>`
    }</div>
<p class="m">${both ? m.consent_safe_both({}, say) : m.consent_safe_one({}, say)}</p>
`
  )
}

const decided = (visit: Visit): Html | false => {
  const { notice, locale, to } = visit
  const say = { locale }
  const until = undoUntil(visit)
  return (
    notice.decision !== null &&
    html`<h2>${m.consent_decided_title({}, say)}</h2>
<p>${decision(visit)} <a href="/r/${encodeURIComponent(notice.decision.receipt)}">${m.consent_decided_receipt({ code: notice.decision.receipt }, say)}</a></p>
${
  until &&
  html`<p>${fill((slots) => m.consent_undo_until(slots, say), { when: moment(until, { locale, timeZone: notice.timeZone }) })}</p>
<div class="a"><a class="b q" href="${to('/undo')}">${m.consent_undo_button({}, say)}</a></div>
`
}`
  )
}

const decision = ({ notice: { decision, timeZone }, locale }: Visit): Html | undefined => {
  const say = { locale }
  if (!decision) return undefined
  const when = moment(decision.at, { locale, timeZone })
  if (decision.kind === 'silence') return fill((slots) => m.consent_decided_silence(slots, say), { when })
  const no = decision.kind === 'deny'
  if (decision.mine)
    return fill((slots) => (no ? m.consent_decided_no_mine : m.consent_decided_yes_mine)(slots, say), { when })
  const who = decision.address ? isolated(decision.address) : html`${m.consent_decided_somebody({}, say)}`
  return fill((slots) => (no ? m.consent_decided_no : m.consent_decided_yes)(slots, say), { when, who })
}

const about = ({ notice, locale }: Visit): Html => {
  const say = { locale }
  const { name, domain, tenantId } = notice.customer
  return html`<h2>${m.consent_about_title({}, say)}</h2>
<dl>
<div><dt>${m.consent_about_organisation({}, say)}</dt><dd>${inLine(locale, isolated(name), isolated(domain))}</dd></div>
<div><dt>${m.consent_about_tenant({}, say)}</dt><dd><code>${tenantId}</code></dd></div>
<div><dt>${m.consent_about_services({}, say)}</dt><dd><ul>${notice.items.map((item) => html`<li>${serviceLine(item, item.state !== notice.state, say)}</li>`)}</ul></dd></div>
</dl>
`
}

/** `differs`: the page's title does not already say what became of this service. */
const serviceLine = (
  { name, code, subscriptionId, country, state }: NoticeItem,
  differs: boolean,
  say: { locale: Visit['locale'] },
): Html =>
  html`${isolated(name)}${code && ` (${code})`}${subscriptionId && html`<br><code>${subscriptionId}</code>`}${country && html`<br>${countryName(country, say.locale)}`}${
    differs && state === 'denied' && html`<br><span class="m">${m.consent_item_denied({}, say)}</span>`
  }${differs && state === 'ended' && html`<br><span class="m">${m.consent_item_ended({}, say)}</span>`}`

const whoAsks = ({ notice: { partner, state, onlyNo }, locale, to }: Visit): Html => {
  const say = { locale }
  const contact = {
    name: isolated(partner.contactName),
    email: html`<a href="mailto:${partner.contactEmail}">${isolated(partner.contactEmail)}</a>`,
  }
  return html`<h2>${m.consent_who_title({}, say)}</h2>
<p>${fill((slots) => m.consent_who_text(slots, say), { partner: isolated(partner.name), city: isolated(partner.city) })}</p>
<p>${fill((slots) => m.consent_who_contact(slots, say), contact)}</p>
${
  state !== 'ended' &&
  !onlyNo &&
  html`<p><a href="${to('/question')}">${fill((slots) => m.questions_title(slots, say), { partner: isolated(partner.name) })}</a></p>
`
}`
}

const genuine = ({ notice, locale }: Visit): Html => {
  const say = { locale }
  const askColleagues = notice.recipient.kind === 'customer' && notice.otherRecipients > 0
  return html`<h2>${m.consent_genuine_title({}, say)}</h2>
<p>${m.consent_genuine_intro({}, say)}</p>
<ul>
<li>${fill((slots) => m.consent_genuine_number(slots, say), { number: html`<b>${notice.letterNumber}</b>` })}</li>
${notice.codePhraseHint && html`<li>${m.consent_genuine_phrase({}, say)}</li>`}
${askColleagues && html`<li>${m.consent_genuine_administrators({}, say)}</li>`}
<li>${m.consent_genuine_password({}, say)}</li>
</ul>
`
}

const whyYou = ({ notice, locale }: Visit): Html => {
  const say = { locale }
  const names = { partner: isolated(notice.partner.name), customer: isolated(notice.customer.name) }
  const reason =
    notice.recipient.kind === 'customer'
      ? fill((slots) => m.consent_why_contact(slots, say), names)
      : fill((slots) => m.consent_why_administrator(slots, say), { customer: names.customer })
  return html`<h2>${m.consent_why_title({}, say)}</h2>
<p>${reason} ${fill((slots) => m.consent_why_address(slots, say), { address: isolated(notice.recipient.address) })}</p>
<p>${notice.otherRecipients > 0 && m.consent_why_others({ count: notice.otherRecipients }, say)} ${m.consent_why_forward({}, say)}</p>`
}

/** Nobody sees it; a program that opens every link does, and its answer is marked (L7). */
const trapLink = ({ locale, to }: Visit): Html =>
  html`
<p class="h" aria-hidden="true"><a href="${to('/t')}" rel="nofollow" tabindex="-1">${m.questions_trap_link({}, { locale })}</a></p>`
