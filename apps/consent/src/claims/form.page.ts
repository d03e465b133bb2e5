import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import { page } from '../layout.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { FormProblem, FormState } from './answer.ts'
import { trapName, type LinkVisit, type Step } from './visit.ts'

export interface FormParts {
  title: string
  heading: Html
  /** Where it is sent; absent where page and form are one. */
  step?: Step
  intro: Html
  fields: Html
  /** In place of whose answer it is. */
  recorded?: Html
  /** Said beside whose answer it is. */
  told?: string
  button: string
  /** Below the form; where it is absent, the form ends with the way back. */
  after?: Html
}

/** The page of a form: what went wrong, what the answer does, the fields, whose answer it is, the way back. */
export const formPage = (visit: LinkVisit, parts: FormParts, state: FormState): Html => {
  const { locale, to } = visit
  const say = { locale }
  const checked = state.check && m.consent_check_title({}, say)
  const body = html`${errorSummary(state.problems, visit)}<h1>${checked || parts.heading}</h1>
${checked ? html`<p>${m.consent_check_text({}, say)}</p>` : parts.intro}
<form id="f" method="post" action="${to(parts.step)}#e" novalidate>
<input type="hidden" name="nonce" value="${state.nonce}">
${parts.fields}
${trapField(visit)}
<p>${parts.recorded ?? fill((slots) => m.consent_recorded_for(slots, say), { address: html`<b>${isolated(visit.address)}</b>` })} ${parts.told}</p>
<div class="a"><button class="b">${parts.button}</button></div>
${parts.after === undefined && html`<p><a href="${to()}">${m.consent_back({}, say)}</a></p>`}
</form>
${parts.after}`
  return page({
    title: checked || parts.title,
    owner: visit.owner,
    locale,
    body,
    failed: state.problems.length > 0,
  })
}

/** Takes the focus by `autofocus`, and by the fragment the form posted to, which works in a sandbox and in Lynx too. */
export const errorSummary = (problems: readonly FormProblem[], { locale }: Pick<LinkVisit, 'locale'>): Html | false =>
  problems.length > 0 &&
  html`<div class="e" id="e" role="alert" tabindex="-1" autofocus><h2>${m.consent_problem_title({}, { locale })}</h2>
${problems.map(({ at, text }) => html`<p><a href="#${at}">${text}</a></p>`)}</div>
`

/** The text of the summary again, where it is mended. */
export const fieldError = (
  problem: FormProblem | undefined,
  id: string,
  { locale }: Pick<LinkVisit, 'locale'>,
): Html | undefined =>
  problem &&
  html`<p class="er" id="${id}"><b>${m.consent_error_word({}, { locale })}</b> ${problem.text}.</p>
`

interface Box {
  ticked: boolean
  id?: string | undefined
  /** Id of the error that belongs to this box alone. */
  error?: string | undefined
}

/** One box with its words beside it; the whole line can be pressed. */
export const tickBox = (name: string, value: string, words: Html | string, box: Box): Html =>
  choiceBox('checkbox', name, value, words, box)

/** One of several choices that exclude each other. */
export const radioButton = (name: string, value: string, words: Html | string, box: Box): Html =>
  choiceBox('radio', name, value, words, box)

const choiceBox = (
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  words: Html | string,
  { ticked, id, error }: Box,
): Html =>
  html`<div><label class="c"><input type="${type}" name="${name}" value="${value}"${id && html` id="${id}"`}${ticked && html` checked`}${
    error && html` aria-invalid="true" aria-describedby="${error}"`
  }><span>${words}</span></label></div>
`

/** A tick that stands alone, for a yes and for an undo: a program that presses every button has not ticked it. */
export const soleTick = (visit: LinkVisit, { problems }: FormState, ticked: boolean, words: Html): Html => {
  const problem = problems.find(({ at }) => at === 'r')
  return html`<div${problem ? html` class="bad"` : ''}>${fieldError(problem, 're', visit)}${tickBox(
    'agree',
    '1',
    words,
    {
      id: 'r',
      ticked,
      error: problem && 're',
    },
  )}</div>`
}

/** Recorded when filled in, never a reason to refuse: a person without style sheets may fill it by mistake. */
const trapField = ({ locale }: LinkVisit): Html =>
  html`<div class="h" aria-hidden="true"><label>${m.consent_trap({}, { locale })} <input name="${trapName}" tabindex="-1" autocomplete="off"></label></div>`
