import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import { answerForm, type Answer, type FormProblem, type FormState } from '../claims/answer.ts'
import { commentProblem, mostComment } from '../claims/deny.form.ts'
import { fieldError, formPage, radioButton } from '../claims/form.page.ts'
import { languageQuery, linkOf, senderOf, type LinkVisit } from '../claims/visit.ts'
import type { QuestionView } from '../door.ts'
import { shortField, typedText } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, letterLocale, moment, type Html } from '../words.ts'
import { refusedPage, standingPage } from './standing.page.ts'

/** A reader before the question who does the work. */
export interface QuestionVisit extends LinkVisit {
  question: QuestionView
}

interface QuestionForm {
  nonce: string
  choice: string
  comment: string
}

const untouched: QuestionForm = { nonce: '', choice: '', comment: '' }

/** The question with its form, nothing chosen; or what became of it (CNF-R4, POR-R13). */
export const showQuestion =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitQuestion(site, c)
    if (visit.question.state !== 'open') return c.html(standingPage(visit))
    return c.html(questionPage(visit, untouched, { nonce: visit.nonce, problems: [], check: false }))
  }

export const answerQuestion = (site: Site): Handler => answerForm(site, answering)

const visitQuestion = async (site: Site, c: Context): Promise<QuestionVisit> => {
  const question = await site.consent.question({ link: linkOf(c) })
  const { vendorName: owner, recipient, nonce, locale } = question
  const to = (): string => pathOf(c) + languageQuery(c)
  return { question, owner, address: recipient.address, nonce, locale: letterLocale(c, locale), to }
}

const pathOf = (c: Context): string => `/por/${encodeURIComponent(linkOf(c))}`

const questionPage = (visit: QuestionVisit, form: QuestionForm, state: FormState): Html => {
  const { question, locale } = visit
  const say = { locale }
  return formPage(
    visit,
    {
      title: m.clarify_title({ item: question.itemName }, say),
      heading: fill((slots) => m.clarify_title(slots, say), { item: isolated(question.itemName) }),
      intro: whatItDoes(visit),
      fields: html`${choices(visit, form, state)}${commentField(visit, form, state)}`,
      told: m.clarify_told({}, say),
      button: m.clarify_button({}, say),
      after: html`${about(visit)}${genuine(visit)}${whyYou(visit)}`,
    },
    state,
  )
}

const whatItDoes = ({ question, locale }: QuestionVisit): Html => {
  const say = { locale }
  const { partners, timeZone, dueAt, vendorName } = question
  const customer = isolated(question.customerName)
  const [first, second] = partners.map(({ name }) => html`<b>${isolated(name)}</b>`)
  const when = html`<b>${moment(dueAt, { locale, timeZone })}</b>`
  return html`<p>${fill((slots) => m.clarify_intro(slots, say), { first: first!, second: second!, customer })}</p>
<ul>
<li><b>${m.clarify_does_label({}, say)}</b> ${fill((slots) => m.clarify_does_text(slots, say), { vendor: isolated(vendorName) })}</li>
<li><b>${m.clarify_silence_label({}, say)}</b> ${m.clarify_silence_text({}, say)}</li>
<li><b>${m.clarify_until_label({}, say)}</b> ${fill((slots) => m.clarify_until_text(slots, say), { when, customer })}</li>
</ul>`
}

/** Both by name and neither, none of them chosen: whoever presses the button only has said nothing (L4). */
const choices = ({ question, locale }: QuestionVisit, form: QuestionForm, { problems }: FormState): Html => {
  const say = { locale }
  const problem = problems.find(({ at }) => at === 'r')
  const offered = [
    ...question.partners.map(({ id, name }) => ({ id, words: isolated(name) })),
    { id: 'neither', words: html`${m.clarify_neither({}, say)}` },
  ]
  return html`<fieldset${problem ? html` class="bad" aria-describedby="re"` : ''}><legend>${m.clarify_which({}, say)}</legend>
${fieldError(problem, 're', { locale })}${offered.map(({ id, words }, at) =>
    radioButton('choice', id, words, { id: at === 0 ? 'r' : undefined, ticked: form.choice === id }),
  )}</fieldset>
`
}

const commentField = (
  { question, locale }: QuestionVisit,
  { comment }: QuestionForm,
  { problems }: FormState,
): Html => {
  const say = { locale }
  const problem = problems.find(({ at }) => at === 't')
  const hint = { most: new Intl.NumberFormat(locale).format(mostComment), vendor: question.vendorName }
  return html`<div${problem ? html` class="bad"` : ''}><label class="l" for="t">${m.consent_deny_comment({}, say)}</label>
<p class="m" id="th">${m.consent_deny_comment_hint(hint, say)}</p>
${fieldError(problem, 'te', { locale })}<textarea id="t" name="comment" rows="4" maxlength="${mostComment}" dir="auto" aria-describedby="${problem ? 'te th' : 'th'}"${
    problem ? html` aria-invalid="true"` : ''
  }>
${comment}</textarea></div>`
}

const about = ({ question, locale }: QuestionVisit): Html => {
  const say = { locale }
  return html`<h2>${m.consent_about_title({}, say)}</h2>
<dl>
<div><dt>${m.consent_about_organisation({}, say)}</dt><dd>${isolated(question.customerName)}</dd></div>
<div><dt>${m.clarify_about_service({}, say)}</dt><dd>${isolated(question.itemName)}</dd></div>
<div><dt>${m.clarify_about_asked({}, say)}</dt><dd>${moment(question.askedAt, { locale, timeZone: question.timeZone })}</dd></div>
</dl>
`
}

const genuine = ({ question, locale }: QuestionVisit): Html => {
  const say = { locale }
  return html`<h2>${m.consent_genuine_title({}, say)}</h2>
<p>${m.consent_genuine_intro({}, say)}</p>
<ul>
<li>${fill((slots) => m.consent_genuine_number(slots, say), { number: html`<b>${question.letterNumber}</b>` })}</li>
${question.codePhraseHint && html`<li>${m.consent_genuine_phrase({}, say)}</li>`}
<li>${m.consent_genuine_password({}, say)}</li>
</ul>
`
}

const whyYou = ({ question, locale, address }: QuestionVisit): Html => {
  const say = { locale }
  const customer = { customer: isolated(question.customerName) }
  const reason =
    question.recipient.kind === 'tenant_admin'
      ? fill((slots) => m.consent_why_administrator(slots, say), customer)
      : fill((slots) => m.clarify_why_contact(slots, say), customer)
  const others = question.otherRecipients
  return html`<h2>${m.consent_why_title({}, say)}</h2>
<p>${reason} ${fill((slots) => m.consent_why_address(slots, say), { address: isolated(address) })}</p>
<p>${others > 0 && m.consent_why_others({ count: others }, say)} ${m.consent_why_forward({}, say)}</p>`
}

const problemsOf = ({ choice, comment }: QuestionForm, { locale }: LinkVisit): FormProblem[] => {
  const problems: FormProblem[] = choice === '' ? [{ at: 'r', text: m.clarify_problem_choice({}, { locale }) }] : []
  return comment.length > mostComment ? [...problems, commentProblem(comment, locale)] : problems
}

const answering: Answer<QuestionForm, QuestionVisit> = {
  visit: visitQuestion,
  read: (posted) => ({
    nonce: shortField(posted.get('nonce')),
    choice: (posted.get('choice') ?? '').slice(0, 40),
    comment: typedText(posted.get('comment')),
  }),
  isComplete: ({ choice, comment }) => choice !== '' && comment.length <= mostComment,
  give: async (site, c, form, posted) => {
    await site.consent.clarify({ link: linkOf(c), ...form, ...senderOf(site, c, posted) })
    return pathOf(c)
  },
  problems: problemsOf,
  draw: questionPage,
  refused: refusedPage,
}
