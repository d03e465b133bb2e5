import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { fill, isolated, moment, type Html } from '../words.ts'
import type { OpenQuestion, OpenRequest } from './door.ts'
import { hiddenNonce, signedInPage } from './frame.ts'
import { accessTable } from './map.table.ts'
import { modeForm } from './mode.ts'
import { recordedTable } from './recorded.table.ts'
import { unusedRows, unusedDays, unusedFrom } from './unused.ts'
import type { Visit } from './visit.ts'
import { listedNames } from './words.ts'

/** Who can see figures: what waits first, then every access with its box, who else is on record, the rules (B.2.7). */
export const mapPage = (visit: Visit, problems: readonly FormProblem[] = []): Html => {
  const { map, say } = visit
  const { name } = map.customer
  const body = html`${summary(visit)}
${tenantSwitch(visit)}${waiting(visit)}${accessForm(visit, problems)}${recordedTable(visit)}${map.me.delegate ? html`<p class="m">${m.portal_delegate_hint({}, say)}</p>` : modeForm(visit)}${alsoHere(visit)}`
  return signedInPage(visit, {
    title: m.portal_map_title({ customer: name }, say),
    heading: fill((slots) => m.portal_map_title(slots, say), { customer: isolated(name) }),
    body,
    problems,
  })
}

const summary = ({ map, say }: Visit): Html => {
  const { partners } = map.counts
  if (partners === 0) return html`<p>${m.portal_map_nobody({}, say)}</p>`
  const inForce = map.rows.filter(({ state }) => state === 'active').length
  const stop = map.counts.stoppable === inForce ? m.portal_map_stop_all({}, say) : m.portal_map_stop_some({}, say)
  return html`<p>${m.portal_map_partners({ count: partners }, say)} ${quietWords(map, say)} ${stop}</p>`
}

const quietWords = (map: Visit['map'], say: Visit['say']): string | false => {
  const unused = unusedRows(map)
  const [first] = unused
  if (!first) return false
  const all = unused.length === map.counts.partners
  if (unused.length === 1)
    return (all ? m.portal_map_unused_only : m.portal_map_unused_one)({ days: unusedDays(first, map.now) }, say)
  return all
    ? m.portal_map_unused_all({ days: unusedFrom }, say)
    : m.portal_map_unused({ count: unused.length, days: unusedFrom }, say)
}

const tenantSwitch = (visit: Visit): Html | false => {
  const { map, say, to } = visit
  return (
    map.tenants.length > 1 &&
    html`<form method="post" action="${to('/tenant')}">${hiddenNonce(visit)}<div class="g"><label for="tenant">${m.portal_switch_label({}, say)}</label><select class="i" id="tenant" name="tenant">${map.tenants.map(
      ({ id, name, current }) => html`<option value="${id}"${current && html` selected`}>${name}</option>`,
    )}</select></div><button class="b q">${m.portal_switch_button({}, say)}</button></form>
`
  )
}

const waiting = (visit: Visit): Html => {
  const { map, say } = visit
  const { requests, questions } = map
  return html`${
    requests.length > 0 &&
    html`<section class="o g"><h2>${m.portal_requests_title({ count: requests.length }, say)}</h2>${requests.map((request) => openRequest(request, visit))}</section>
`
  }${questions.map((question) => openQuestion(question, visit))}`
}

const openRequest = (request: OpenRequest, visit: Visit): Html => {
  const { say, locale, language } = visit
  const { partner, items, path } = request
  const parts = {
    partner: html`<b>${isolated(partner.name)}</b>`,
    city: isolated(partner.city),
    items: listedNames(items, locale),
  }
  return html`<p>${fill((slots) => m.portal_request_text(slots, say), parts)} ${silenceWords(request, visit)}${path === null && html` ${m.portal_request_others({}, say)}`}</p>${path !== null && html`<div class="a"><a class="b" href="${path}${language}" aria-label="${m.portal_request_answer({}, say)}: ${partner.name}">${m.portal_request_answer({}, say)}</a></div>`}`
}

const silenceWords = ({ mode, dueAt }: OpenRequest, { say, locale, timeZone }: Visit): Html | string => {
  if (dueAt === null) return m.portal_request_no_letter({}, say)
  const when = { when: moment(dueAt, { locale, timeZone }) }
  return mode === 'opt_in'
    ? fill((slots) => m.portal_request_clear_yes(slots, say), when)
    : fill((slots) => m.portal_request_silence(slots, say), when)
}

const openQuestion = ({ itemName, partners, dueAt, path }: OpenQuestion, visit: Visit): Html => {
  const { say, locale, timeZone, language } = visit
  const parts = {
    partners: html`<b>${listedNames(partners, locale)}</b>`,
    when: moment(dueAt, { locale, timeZone }),
  }
  return html`<section class="o g"><h2>${fill((slots) => m.portal_question_title(slots, say), { item: isolated(itemName) })}</h2><p>${fill((slots) => m.portal_question_text(slots, say), parts)}${path === null && html` ${m.portal_question_others({}, say)}`}</p>${path !== null && html`<div class="a"><a class="b" href="${path}${language}" aria-label="${m.portal_request_answer({}, say)}: ${itemName}">${m.portal_request_answer({}, say)}</a></div>`}</section>
`
}

/** The boxes and what to do with the ticked ones; the next page asks once more. */
const accessForm = (visit: Visit, problems: readonly FormProblem[]): Html => {
  const { map, say, to } = visit
  const active = map.rows.filter(({ state }) => state === 'active')
  const awaiting = map.rows.filter(({ state }) => state === 'awaiting')
  const mayBlock = !map.me.delegate
  const receipts =
    map.counts.receipts > 0 && html`<a class="b q" href="/portal/receipts">${m.portal_receipts_button({}, say)}</a>`
  if (map.rows.length === 0) return html`${receipts && html`<div class="a">${receipts}</div>`}`
  const stop =
    map.rows.some(({ stoppable }) => stoppable) &&
    html`<button class="b">${m.portal_stop_button({}, say)}</button>${mayBlock && html`<button class="b q" name="block" value="1">${m.portal_stop_block_button({}, say)}</button>`}`
  return html`<form id="f" method="post" action="${to('/stop')}#e">
${accessTable(active, visit, m.portal_table_title({}, say), problems)}${accessTable(awaiting, visit, m.portal_table_waiting({}, say), problems)}<div class="a">${stop}${receipts}</div>
<p class="m">${m.portal_stop_hint({}, say)} ${mayBlock && m.portal_stop_block_hint({}, say)}</p>
</form>
`
}

const alsoHere = ({ map, say, to }: Visit): Html => {
  const { codePhrase } = map.policy
  const phrase = codePhrase
    ? fill((slots) => m.portal_also_phrase(slots, say), { phrase: isolated(codePhrase) })
    : m.portal_also_no_phrase({}, say)
  return html`<h2>${m.portal_also_title({}, say)}</h2>
<ul>
<li><a href="${to('/history')}">${m.portal_history_title({}, say)}</a></li>
${
  !map.me.delegate &&
  html`<li><a href="${to('/policy')}">${phrase}</a></li>
<li><a href="${to('/partners')}">${m.portal_partners_title({}, say)}</a></li>
`
}<li><a href="${to('/people')}">${map.me.delegate ? m.portal_people_title({}, say) : m.portal_also_people({}, say)}</a></li>
</ul>`
}
