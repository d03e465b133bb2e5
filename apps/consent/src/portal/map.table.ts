import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { fieldError } from '../claims/form.page.ts'
import { commaOf, isolated, type Html } from '../words.ts'
import type { AccessRow, EvidenceKind, RecordedRow } from './door.ts'
import { isUnused, unusedDays } from './unused.ts'
import type { Visit } from './visit.ts'
import { countryName, day, dayText, listed, monthName } from './words.ts'

/**
 * Every way a partner has access, a box before each that can be stopped here. `display` of cards on phones drops the
 * meaning of a table, so the roles are set by hand.
 */
export const accessTable = (
  rows: readonly AccessRow[],
  visit: Visit,
  title: string,
  problems: readonly FormProblem[],
): Html | false => {
  if (rows.length === 0) return false
  const heads = headsOf(visit, rows.some(({ state }) => state === 'active'))
  const problem = problems.find(({ at }) => rows.some((row) => at === idOf(row)))
  return html`<h2>${title}</h2>
${problem && html`<div class="bad">${fieldError(problem, 'te', visit)}</div>`}<table role="table" aria-label="${title}"><thead role="rowgroup"><tr role="row">${Object.values(heads).map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead><tbody role="rowgroup">
${rows.map((row) => accessRow(row, visit, heads))}</tbody></table>
`
}

/** Where an error summary leads to: the row's box. */
export const idOf = ({ claimNumber }: AccessRow): string => `c${claimNumber}`

type Heads = ReturnType<typeof headsOf>

/** Who has no access yet has not looked, and nothing of it ends. */
const headsOf = ({ map, locale, say }: Visit, inForce: boolean) => ({
  partner: m.portal_column_partner({}, say),
  services: m.portal_column_services({}, say),
  began: m.portal_column_began({}, say),
  sees: m.portal_column_sees({}, say),
  ...(inForce && {
    looked: m.portal_column_looked({ month: monthName(map.now, 1, locale) }, say),
    ends: m.portal_column_ends({}, say),
  }),
})

const accessRow = (row: AccessRow, visit: Visit, heads: Heads): Html => {
  const cell = (head: string, content: Html | string): Html =>
    html`<td role="cell" data-h="${head}">${content}</td>`
  return html`<tr role="row"><th scope="row" role="rowheader">${partnerCell(row, visit)}</th>${cell(heads.services, services(row, visit))}${cell(heads.began, began(row, visit))}${cell(heads.sees, sees(row, visit))}${heads.looked !== undefined && heads.ends !== undefined && html`${cell(heads.looked, looked(row, visit))}${cell(heads.ends, ends(row, visit))}`}</tr>
`
}

const partnerCell = (row: AccessRow, visit: Visit): Html => {
  const { claimNumber, stoppable } = row
  const words = html`<span>${partnerWords(row, visit)}<small>${m.portal_request_number({ number: claimNumber }, visit.say)}</small></span>`
  if (!stoppable) return words
  return html`<label class="c"><input type="checkbox" id="${idOf(row)}" name="claim" value="${claimNumber}">${words}</label>`
}

/** Who it is, which of its locations where that says more, and where that is. */
export const partnerWords = ({ partner, locationName }: AccessRow | RecordedRow, { locale }: Visit): Html => {
  const place = html`<small>${isolated(partner.city)}${commaOf(locale)}${countryName(partner.country, locale)}</small>`
  // A location is often called after its city, which stands below.
  const said = ['', partner.name, partner.city].includes(locationName)
  const branch = !said && html`<small>${isolated(locationName)}</small>`
  return html`${isolated(partner.name)}${branch}${place}`
}

export const services = ({ items }: AccessRow | RecordedRow, { locale }: Visit): Html =>
  html`${items.map(({ name, code }, at) => html`${at > 0 && commaOf(locale)}${isolated(`${name} (${code})`)}`)}`

const began = ({ began, since, evidence }: AccessRow, visit: Visit): Html => {
  const { say, locale } = visit
  const kinds = evidence.map((kind) => kindWords(kind, visit))
  return html`${m.portal_method_claim({}, say)}<small>${beganWords(began, visit)}</small><small>${day(since, visit)}</small>${kinds.length > 0 && html`<small>${m.portal_documents({ kinds: listed(kinds, locale) }, say)}</small>`}`
}

const beganWords = (began: AccessRow['began'], { say }: Visit): string => {
  switch (began) {
    case 'silence':
      return m.portal_began_silence({}, say)
    case 'yes':
      return m.portal_began_yes({}, say)
    case 'named':
      return m.portal_began_named({}, say)
    case 'revenue':
      return m.portal_began_revenue({}, say)
    case 'asked':
      return m.portal_began_asked({}, say)
  }
}

const kindWords = (kind: EvidenceKind, { say }: Visit): string => {
  switch (kind) {
    case 'statement_of_work':
      return m.portal_kind_statement_of_work({}, say)
    case 'master_agreement':
      return m.portal_kind_master_agreement({}, say)
    case 'purchase_order':
      return m.portal_kind_purchase_order({}, say)
    case 'vendor_form':
      return m.portal_kind_vendor_form({}, say)
    case 'other':
      return m.portal_kind_other({}, say)
  }
}

const sees = ({ sees }: AccessRow, { say }: Visit): string =>
  sees === 'figures' ? m.portal_sees_figures({}, say) : m.portal_sees_nothing({}, say)

const looked = (row: AccessRow, { map, locale, say }: Visit): Html | string => {
  if (isUnused(row, map.now))
    return html`<span class="u">${m.portal_looks_unused({ days: unusedDays(row, map.now) }, say)}</span>`
  const { lastMonth, thisMonth } = row.looks
  const before = lastMonth === 0 ? m.portal_looks_none({}, say) : m.portal_looks({ count: lastMonth }, say)
  return html`${before}${thisMonth > 0 && html`<small>${m.portal_looks_now({ month: monthName(map.now, 0, locale), count: thisMonth }, say)}</small>`}`
}

const ends = ({ endsAt }: AccessRow, visit: Visit): string =>
  endsAt === null
    ? m.portal_ends_stopped({}, visit.say)
    : m.portal_ends_subscription({ date: dayText(endsAt, visit) }, visit.say)
