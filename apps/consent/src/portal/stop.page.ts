import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { fieldError, tickBox } from '../claims/form.page.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { AccessItem, AccessRow } from './door.ts'
import { answerPortal, postedBy, type PortalForm } from './forms.ts'
import { hiddenNonce, signedInPage } from './frame.ts'
import { mapPage } from './map.page.ts'
import { idOf } from './map.table.ts'
import type { PortalSite, Visit } from './visit.ts'
import { day } from './words.ts'

/** Shows what the ticked ones are and asks once more; stops nothing yet. */
export const reviewStop = (site: PortalSite): Handler =>
  postedBy(site, async (c, visit, posted) => {
    const rows = chosenRows(visit, posted)
    if (rows.length > 0) return reviewPage(visit, { rows, block: mayBlock(visit, posted), posted, problems: [] })
    c.status(422)
    const first = visit.map.rows.find(({ stoppable }) => stoppable)
    return mapPage(visit, [{ at: first ? idOf(first) : 'm', text: m.portal_problem_partner({}, visit.say) }])
  })

/** Stops what is still ticked on the second page (ACC-R1), and with `block` keeps the partners away (ACC-R2). */
export const answerStop = (site: PortalSite): Handler => answerPortal(site, stop)

const stop: PortalForm = {
  problems: (visit, posted) =>
    posted.getAll('item').length > 0 ? [] : [{ at: 'i0', text: m.portal_problem_item({}, visit.say) }],
  give: async (site, visit, posted, post) => {
    const associationIds = posted.getAll('item').slice(0, 500)
    const { receipts } = await site.portal.revoke({ ...post, associationIds, block: mayBlock(visit, posted) })
    return visit.to('/stopped', receipts.map((code) => `r=${encodeURIComponent(code)}`).join('&'))
  },
  refused: (code, { say }) =>
    code === 'PORTAL_NOTHING_CHOSEN' ? { at: 'i0', text: m.portal_problem_item({}, say) } : undefined,
  draw: (_site, visit, { posted, problems }) => {
    const rows = chosenRows(visit, posted)
    if (rows.length === 0) return mapPage(visit, problems)
    return reviewPage(visit, { rows, block: mayBlock(visit, posted), posted, problems })
  },
}

const chosenRows = ({ map }: Visit, posted: URLSearchParams): AccessRow[] => {
  const numbers = new Set(posted.getAll('claim'))
  return map.rows.filter(({ claimNumber, stoppable }) => stoppable && numbers.has(String(claimNumber)))
}

const mayBlock = ({ map }: Visit, posted: URLSearchParams): boolean => posted.get('block') === '1' && !map.me.delegate

interface Review {
  rows: readonly AccessRow[]
  block: boolean
  posted: URLSearchParams
  problems: readonly FormProblem[]
}

const reviewPage = (visit: Visit, { rows, block, posted, problems }: Review): Html => {
  const { say, to } = visit
  const count = { count: rows.length }
  const several = rows.reduce((sum, { items }) => sum + items.length, 0) > 1
  // A post of the second page says which services it kept; the first page ticks whole requests.
  const kept = posted.get('seen') === '1' ? new Set(posted.getAll('item')) : undefined
  const problem = problems.find(({ at }) => at === 'i0')
  const body = html`<p>${block ? m.portal_review_intro_block({}, say) : m.portal_review_intro({}, say)} ${m.portal_review_told({}, say)}</p>
<form id="f" method="post" action="${to('/stop/confirm')}#e">${hiddenNonce(visit)}<input type="hidden" name="seen" value="1">${block && html`<input type="hidden" name="block" value="1">`}
${several && html`<p class="m">${m.portal_review_narrow({}, say)}</p>`}${problem && html`<div class="bad">${fieldError(problem, 'ie', visit)}</div>`}
${rows.map((row, at) => chosenRow(row, visit, { several, kept, first: at === 0, problem }))}
<div class="a"><button class="b">${block ? m.portal_review_button_block({}, say) : m.portal_review_button({}, say)}</button></div>
<p><a href="${to()}">${m.consent_back({}, say)}</a></p>
</form>`
  return signedInPage(visit, {
    title: block ? m.portal_review_title_block(count, say) : m.portal_review_title(count, say),
    body,
    problems,
  })
}

interface RowState {
  several: boolean
  kept: ReadonlySet<string> | undefined
  first: boolean
  problem: FormProblem | undefined
}

const chosenRow = (row: AccessRow, visit: Visit, { several, kept, first, problem }: RowState): Html => {
  const { say } = visit
  const since = row.state === 'active' ? m.portal_review_since : m.portal_review_asked
  const box = (item: AccessItem, at: number): Html =>
    several
      ? tickBox('item', item.associationId, isolated(`${item.name} (${item.code})`), {
          ticked: kept?.has(item.associationId) ?? true,
          id: first && at === 0 ? 'i0' : undefined,
          error: first && at === 0 && problem ? 'ie' : undefined,
        })
      : html`<input type="hidden" name="item" value="${item.associationId}"><p>${isolated(`${item.name} (${item.code})`)}</p>`
  return html`<input type="hidden" name="claim" value="${row.claimNumber}"><fieldset><legend class="l">${isolated(row.partner.name)}<small>${m.portal_request_number({ number: row.claimNumber }, say)}. ${sinceWords(since, row, visit)}</small></legend>
${row.items.map(box)}</fieldset>
`
}

const sinceWords = (
  words: (slots: { date: string }, say: Visit['say']) => string,
  { since }: AccessRow,
  visit: Visit,
): Html => fill((slots) => words(slots, visit.say), { date: day(since, visit) })
