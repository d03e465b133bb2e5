import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { fieldError } from '../claims/form.page.ts'
import type { Html } from '../words.ts'
import type { Visit } from './visit.ts'

interface TextField {
  /** Also its id, and the place an error summary leads to. */
  name: string
  label: Html | string
  hint?: Html | string | undefined
  value?: string
  problems: readonly FormProblem[]
  /** Attributes of the input beside these, e.g. `type="email" autocomplete="email"`. */
  input: Html
  short?: boolean
}

/** A field with its label above, its hint between, and its error where it is mended. */
export const textField = (
  { name, label, hint, value = '', problems, input, short = false }: TextField,
  visit: Pick<Visit, 'locale'>,
): Html => {
  const problem = problems.find(({ at }) => at === name)
  const described = [hint !== undefined && `${name}-h`, problem && `${name}-e`].filter(Boolean).join(' ')
  return html`<div class="${problem ? 'bad' : 'g'}"><div class="g"><label for="${name}">${label}</label>${
    hint !== undefined && html`<span class="m" id="${name}-h">${hint}</span>`
  }${fieldError(problem, `${name}-e`, visit)}<input class="i${short ? ' d' : ''}" id="${name}" name="${name}" value="${value}"${
    described && html` aria-describedby="${described}"`
  }${problem && html` aria-invalid="true"`} ${input}></div></div>
`
}
