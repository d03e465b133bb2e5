import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import { page } from '../layout.ts'
import { fill, isolated, moment, type Html } from '../words.ts'
import type { QuestionVisit } from './question.page.ts'

/** A question that takes no answer any more: answered, over, or moot. */
export const standingPage = (visit: QuestionVisit): Html => framed(visit, titleOf(visit), bodyOf(visit))

/** An answer that was refused, with its code; for a second answer, what the first one was (422). */
export const refusedPage = (visit: QuestionVisit, code: string): Html => {
  const say = { locale: visit.locale }
  const second = visit.question.state === 'answered'
  const known = visit.question.state !== 'open'
  const title = second
    ? m.clarify_answered_refused_title({}, say)
    : known
      ? titleOf(visit)
      : m.consent_refused_title({}, say)
  const body = html`${
    second &&
    html`<p>${m.clarify_answered_refused({}, say)}</p>
`
  }${
    known
      ? bodyOf(visit)
      : html`<p>${m.consent_refused_text({}, say)}</p>
<p><a href="${visit.to()}">${m.consent_read_notice({}, say)}</a></p>`
  }
<p class="m">${code}</p>`
  return framed(visit, title, body, true)
}

const framed = ({ owner, locale }: QuestionVisit, title: string, body: Html, failed = false): Html =>
  page({
    title,
    owner,
    locale,
    body: html`<h1>${title}</h1>
${body}`,
    failed,
  })

const titleOf = ({ question, locale }: QuestionVisit): string => {
  const say = { locale }
  if (question.answer)
    return question.answer.mine ? m.clarify_answered_title({}, say) : m.clarify_answered_title_other({}, say)
  return question.state === 'over' ? m.clarify_over_title({}, say) : m.clarify_moot_title({}, say)
}

const bodyOf = (visit: QuestionVisit): Html => {
  const { question, locale } = visit
  const say = { locale }
  if (question.answer) return answeredBody(visit, question.answer)
  const customer = isolated(question.customerName)
  const vendor = isolated(question.vendorName)
  if (question.state === 'over') {
    const when = moment(question.dueAt, { locale, timeZone: question.timeZone })
    return html`<p>${fill((slots) => m.clarify_over_text(slots, say), { when, customer, vendor })}</p>`
  }
  const [first, second] = question.partners.map(({ name }) => isolated(name))
  const parts = { first: first!, second: second!, item: isolated(question.itemName) }
  return html`<p>${fill((slots) => m.clarify_moot_text(slots, say), parts)}</p>`
}

/** What was recorded, for which mailbox, and when. */
const answeredBody = (
  { question, locale }: QuestionVisit,
  answer: NonNullable<QuestionVisit['question']['answer']>,
): Html => {
  const say = { locale }
  const rows = [
    [m.clarify_title({ item: question.itemName }, say), answered(answer.partner, locale)],
    [m.clarify_answered_when({}, say), moment(answer.at, { locale, timeZone: question.timeZone })],
    [m.clarify_answered_by({}, say), answer.address ? isolated(answer.address) : m.consent_receipt_erased({}, say)],
    ...(answer.comment
      ? [[m.clarify_answered_comment({}, say), html`<span class="t">${isolated(answer.comment)}</span>`]]
      : []),
  ]
  return html`<dl>
${rows.map(
  ([term, detail]) => html`<div><dt>${term}</dt><dd>${detail}</dd></div>
`,
)}</dl>
<h2>${m.clarify_answered_then({}, say)}</h2>
<p>${fill((slots) => m.clarify_answered_reads(slots, say), { vendor: isolated(question.vendorName) })}</p>
<p>${m.clarify_answered_stands({}, say)}</p>`
}

const answered = (partner: string | null, locale: QuestionVisit['locale']): Html =>
  html`${partner === null ? m.clarify_neither({}, { locale }) : isolated(partner)}`
