import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import { fill, isolated, type Html } from '../words.ts'
import type { RecordedRow } from './door.ts'
import { partnerWords, services } from './map.table.ts'
import type { Visit } from './visit.ts'
import { day } from './words.ts'

/** Partners that other systems have on record: no boxes, since nothing of it is stopped here, but where it is changed. */
export const recordedTable = (visit: Visit): Html | false => {
  const { map, say } = visit
  if (map.recorded.length === 0) return false
  const title = m.portal_recorded_title({}, say)
  const heads: Heads = {
    services: m.portal_column_services({}, say),
    recorded: m.portal_recorded_column({}, say),
    change: m.portal_recorded_change({}, say),
  }
  const columns = [m.portal_column_partner({}, say), ...Object.values(heads)]
  return html`<h2>${title}</h2>
<p>${fill((slots) => m.portal_recorded_text(slots, say), { vendor: isolated(map.vendorName) })}</p>
<table role="table" aria-label="${title}"><thead role="rowgroup"><tr role="row">${columns.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead><tbody role="rowgroup">
${map.recorded.map((row) => recordedRow(row, visit, heads))}</tbody></table>
`
}

interface Heads {
  services: string
  recorded: string
  change: string
}

const recordedRow = (row: RecordedRow, visit: Visit, heads: Heads): Html => {
  const cell = (head: string, content: Html | string): Html => html`<td role="cell" data-h="${head}">${content}</td>`
  const name = html`<span>${partnerWords(row, visit)}</span>`
  return html`<tr role="row"><th scope="row" role="rowheader">${name}</th>${cell(heads.services, services(row, visit))}${cell(heads.recorded, onRecord(row, visit))}${cell(heads.change, changeWords(row, visit))}</tr>
`
}

const onRecord = ({ method, since, endsAt }: RecordedRow, visit: Visit): Html => {
  const { say } = visit
  const from = fill((slots) => m.portal_review_since(slots, say), { date: day(since, visit) })
  const until =
    endsAt !== null &&
    html`<small>${fill((slots) => m.portal_recorded_until(slots, say), { date: day(endsAt, visit) })}</small>`
  return html`${methodWords(method, visit)}<small>${from}</small>${until}`
}

const methodWords = (method: RecordedRow['method'], { say }: Visit): string => {
  switch (method) {
    case 'designation':
      return m.portal_method_designation({}, say)
    case 'delegated':
      return m.portal_method_delegated({}, say)
    case 'transaction':
      return m.portal_method_transaction({}, say)
  }
}

const changeWords = ({ method }: RecordedRow, { say }: Visit): string =>
  method === 'transaction' ? m.portal_recorded_seller({}, say) : m.portal_recorded_own({}, say)
