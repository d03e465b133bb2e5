import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { html } from 'hono/html'
import { fieldError } from '../claims/form.page.ts'
import type { FormProblem } from '../claims/answer.ts'
import { page } from '../layout.ts'
import { fill, type Html } from '../words.ts'
import { mostDocumentBytes } from './posted.ts'
import type { Verdict } from './verdicts.ts'

export interface VerifyVisit {
  locale: Locale
  /** `?lang=…` where the reader chose a language. */
  language: string
  host: string
}

/** What a check came to, if one was made, and the forms for the next. */
export const verifyPage = (visit: VerifyVisit, verdict?: Verdict): Html =>
  framed(
    visit,
    verdict?.title ?? m.receipts_verify_title({}, { locale: visit.locale }),
    html`${verdict && html`<div role="status">${verdict.body}</div>`}${forms(visit)}`,
  )

/** The forms again, with what is missing. */
export const mendPage = (visit: VerifyVisit, problem: FormProblem): Html => {
  const say = { locale: visit.locale }
  return framed(visit, m.receipts_verify_title({}, say), forms(visit, problem), problem)
}

/** The problem as the form says it; `at` is the id of the field. */
export const problems = {
  receipt: (locale: Locale): FormProblem => ({ at: 'f', text: m.receipts_problem_receipt({}, { locale }) }),
  letter: (locale: Locale): FormProblem => ({ at: 'n', text: m.receipts_problem_number({}, { locale }) }),
  large: (locale: Locale): FormProblem => {
    const most = new Intl.NumberFormat(locale).format(mostDocumentBytes / 1024)
    return { at: 'f', text: m.receipts_problem_large({ most }, { locale }) }
  },
}

const framed = ({ locale, host }: VerifyVisit, title: string, content: Html, problem?: FormProblem): Html =>
  page({
    title,
    owner: host,
    locale,
    failed: problem !== undefined,
    body: html`${
      problem &&
      html`<div class="e" id="e" role="alert" tabindex="-1" autofocus><h2>${m.consent_problem_title({}, { locale })}</h2>
<p><a href="#${problem.at}">${problem.text}</a></p></div>
`
    }<h1>${title}</h1>
${content}`,
  })

const forms = (visit: VerifyVisit, problem?: FormProblem): Html => {
  const { locale } = visit
  const say = { locale }
  return html`<p class="m">${m.receipts_verify_intro({}, say)}</p>
${receiptForm(visit, problem)}${letterForm(visit, problem)}<h2>${m.receipts_verify_offline_title({}, say)}</h2>
<p>${offlineWords(locale)}</p>`
}

/** How a receipt is checked without us (REC-R2). */
export const offlineWords = (locale: Locale): Html =>
  fill((slots) => m.receipts_check_offline(slots, { locale }), {
    keys: html`<a href="/.well-known/ofrecord-keys">${m.receipts_keys({}, { locale })}</a>`,
    program: html`<code>ofrecord-verify</code>`,
  })

const receiptForm = ({ locale, language }: VerifyVisit, problem?: FormProblem): Html => {
  const say = { locale }
  const own = problem?.at === 'f' ? problem : undefined
  return html`<h2>${m.receipts_verify_receipt({}, say)}</h2>
<form method="post" action="/verify${language}#e" enctype="multipart/form-data" novalidate>
<div${own && html` class="bad"`}><p><label for="f">${m.receipts_verify_file({}, say)}</label></p>
${fieldError(own, 'fe', say)}<p><input class="i" type="file" id="f" name="file" accept=".json"${invalid(own, 'fe')}></p></div>
<div><p><label for="d">${m.receipts_verify_paste({}, say)}</label></p>
<textarea id="d" name="document" rows="3" dir="ltr" spellcheck="false" autocomplete="off"></textarea></div>
<div class="a"><button class="b">${m.receipts_verify_receipt_button({}, say)}</button></div>
</form>
`
}

const letterForm = ({ locale, language }: VerifyVisit, problem?: FormProblem): Html => {
  const say = { locale }
  const own = problem?.at === 'n' ? problem : undefined
  return html`<h2>${m.receipts_verify_letter({}, say)}</h2>
<form method="post" action="/verify${language}#e" novalidate>
<div${own && html` class="bad"`}><p><label for="n">${m.receipts_verify_number({}, say)}</label></p>
<p class="m" id="nh">${fill((slots) => m.receipts_verify_number_hint(slots, say), { example: html`<bdi>1000388-1</bdi>` })}</p>
${fieldError(own, 'ne', say)}<p><input class="i" id="n" name="number" dir="ltr" maxlength="40" autocomplete="off" spellcheck="false"${invalid(own, 'ne', 'nh')}></p></div>
<div><p><label for="p">${m.receipts_verify_phrase({}, say)}</label></p>
<p class="m" id="ph">${m.receipts_verify_phrase_hint({}, say)}</p>
<p><input class="i" id="p" name="phrase" dir="auto" maxlength="200" autocomplete="off" spellcheck="false" aria-describedby="ph"></p></div>
<div class="a"><button class="b">${m.receipts_verify_letter_button({}, say)}</button></div>
</form>
`
}

const invalid = (problem: FormProblem | undefined, error: string, hint?: string): Html | undefined => {
  const described = [problem && error, hint].filter((id) => id !== undefined).join(' ')
  return described === '' ? undefined : html` aria-describedby="${described}"${problem && html` aria-invalid="true"`}`
}
