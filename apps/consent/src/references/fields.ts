import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import type { FormProblem, FormState } from '../claims/answer.ts'
import { mostComment } from '../claims/deny.form.ts'
import { fieldError } from '../claims/form.page.ts'
import type { Html } from '../words.ts'
import type { AskedVisit } from './visit.ts'

interface Field {
  id: string
  name: string
  label: Html | string
  value: string
  hint?: Html | string
  /** What the browser may fill in by itself. */
  autocomplete?: string
  most?: number
}

const described = ({ id, hint }: Pick<Field, 'id' | 'hint'>, problem: FormProblem | undefined): Html | false => {
  const ids = [problem && `${id}e`, hint && `${id}h`].filter(Boolean).join(' ')
  return ids !== '' && html` aria-describedby="${ids}"`
}

/** One line to type, with its label, what to write, and what was wrong with it. */
export const lineField = (visit: Pick<AskedVisit, 'locale'>, { problems }: FormState, field: Field): Html => {
  const { id, name, label, value, hint, autocomplete, most = 120 } = field
  const problem = problems.find(({ at }) => at === id)
  return html`<div${problem ? html` class="bad"` : ''}><label class="l" for="${id}">${label}</label>
${
  hint &&
  html`<p class="m" id="${id}h">${hint}</p>
`
}${fieldError(problem, `${id}e`, visit)}<p><input class="i" id="${id}" name="${name}" value="${value}" maxlength="${most}" dir="auto"${
    autocomplete && html` autocomplete="${autocomplete}"`
  }${described(field, problem)}${problem && html` aria-invalid="true"`}></p></div>
`
}

/** Several lines to type; whoever writes too many gets them back. */
export const textField = (
  visit: Pick<AskedVisit, 'locale'>,
  { problems }: FormState,
  field: Omit<Field, 'most'>,
): Html => {
  const { id, name, label, value, hint } = field
  const problem = problems.find(({ at }) => at === id)
  return html`<div${problem ? html` class="bad"` : ''}><label class="l" for="${id}">${label}</label>
${
  hint &&
  html`<p class="m" id="${id}h">${hint}</p>
`
}${fieldError(problem, `${id}e`, visit)}<textarea id="${id}" name="${name}" rows="4" maxlength="${mostComment}" dir="auto"${described(field, problem)}${
    problem && html` aria-invalid="true"`
  }>
${value}</textarea></div>
`
}

/** That a text is too long, at the field where it is. */
export const tooLong = (at: string, text: string, locale: AskedVisit['locale']): FormProblem => {
  const figures = new Intl.NumberFormat(locale)
  const length = { length: figures.format(text.length), most: figures.format(mostComment) }
  return { at, text: m.consent_problem_comment(length, { locale }) }
}
