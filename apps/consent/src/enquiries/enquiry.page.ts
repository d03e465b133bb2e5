import type { EnquiryWish } from '@ofrecord/core/consent/enquiry.rules'
import { enquiryWishes } from '@ofrecord/core/consent/enquiry.rules'
import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import type { FormProblem, FormState } from '../claims/answer.ts'
import { mostComment } from '../claims/deny.form.ts'
import { fieldError, formPage, radioButton } from '../claims/form.page.ts'
import type { LinkVisit } from '../claims/visit.ts'
import { page } from '../layout.ts'
import { shortField, typedText } from '../posted.ts'
import { lineField, textField, tooLong } from '../references/fields.ts'
import { fill, type Html } from '../words.ts'

export interface EnquiryForm {
  nonce: string
  number: string
  address: string
  name: string
  /** Null: nothing is chosen beforehand (L4). */
  wish: EnquiryWish | null
  words: string
}

export const untouched: EnquiryForm = { nonce: '', number: '', address: '', name: '', wish: null, words: '' }

export const readEnquiryForm = (posted: URLSearchParams): EnquiryForm => ({
  nonce: shortField(posted.get('nonce')),
  number: typedLine(posted, 'number', 40),
  address: typedLine(posted, 'address', 254),
  name: typedLine(posted, 'name', 120),
  wish: enquiryWishes.find((wish) => wish === posted.get('wish')) ?? null,
  words: typedText(posted.get('words')),
})

const typedLine = (posted: URLSearchParams, name: string, most: number): string =>
  typedText(posted.get(name)).replaceAll('\n', ' ').slice(0, most)

/** What is missing, in the order of the fields; `at` is the id of the field. */
export const enquiryProblems = (form: EnquiryForm, locale: LinkVisit['locale']): FormProblem[] => {
  const say = { locale }
  const problems: FormProblem[] = []
  if (form.number === '') problems.push({ at: 'n', text: m.receipts_problem_number({}, say) })
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(form.address))
    problems.push({ at: 'a', text: m.questions_lost_problem_address({}, say) })
  if (form.name === '') problems.push({ at: 'p', text: m.questions_lost_problem_name({}, say) })
  if (!form.wish) problems.push({ at: 'r', text: m.questions_lost_problem_wish({}, say) })
  if (form.wish === 'other' && form.words === '')
    problems.push({ at: 't', text: m.questions_lost_problem_words({}, say) })
  if (form.words.length > mostComment) problems.push(tooLong('t', form.words, locale))
  return problems
}

/** For whoever has no working link (L15): nothing in it depends on a letter. */
export const enquiryPage = (visit: LinkVisit, form: EnquiryForm, state: FormState): Html => {
  const say = { locale: visit.locale }
  return formPage(
    visit,
    {
      title: m.questions_lost_title({}, say),
      heading: html`${m.questions_lost_title({}, say)}`,
      intro: html`<p>${m.questions_lost_intro({}, say)}</p>`,
      fields: html`${typedFields(visit, form, state)}${wishes(visit, form, state)}${words(visit, form, state)}`,
      recorded: html`${m.questions_lost_recorded({}, say)}`,
      button: m.questions_lost_button({}, say),
      after: html``,
    },
    state,
  )
}

const typedFields = (visit: LinkVisit, { number, address, name }: EnquiryForm, state: FormState): Html => {
  const say = { locale: visit.locale }
  const example = { example: html`<bdi>1000388-1</bdi>` }
  return html`${lineField(visit, state, {
    id: 'n',
    name: 'number',
    label: m.receipts_verify_number({}, say),
    value: number,
    hint: fill((slots) => m.receipts_verify_number_hint(slots, say), example),
    most: 40,
  })}${lineField(visit, state, {
    id: 'a',
    name: 'address',
    label: m.questions_lost_address({}, say),
    value: address,
    hint: m.questions_lost_address_hint({}, say),
    autocomplete: 'email',
    most: 254,
  })}${lineField(visit, state, {
    id: 'p',
    name: 'name',
    label: m.questions_lost_name({}, say),
    value: name,
    autocomplete: 'name',
  })}`
}

const wishes = ({ locale }: LinkVisit, form: EnquiryForm, { problems }: FormState): Html => {
  const say = { locale }
  const problem = problems.find(({ at }) => at === 'r')
  const said: Record<EnquiryWish, string> = {
    no: m.questions_lost_no({}, say),
    letter: m.questions_lost_letter({}, say),
    other: m.questions_lost_other({}, say),
  }
  return html`<fieldset${problem ? html` class="bad" aria-describedby="re"` : ''}><legend>${m.questions_lost_wish({}, say)}</legend>
${fieldError(problem, 're', { locale })}${enquiryWishes.map((wish, at) =>
    radioButton('wish', wish, said[wish], {
      ticked: form.wish === wish,
      id: at === 0 ? 'r' : undefined,
      error: problem && 're',
    }),
  )}</fieldset>
`
}

const words = (visit: LinkVisit, form: EnquiryForm, state: FormState): Html => {
  const say = { locale: visit.locale }
  const most = new Intl.NumberFormat(visit.locale).format(mostComment)
  return textField(visit, state, {
    id: 't',
    name: 'words',
    label: m.questions_lost_words({}, say),
    value: form.words,
    hint: m.questions_lost_words_hint({ most }, say),
  })
}

/** The same for everybody, whether a letter has the number or not. */
export const keptPage = ({ locale, owner }: Pick<LinkVisit, 'locale' | 'owner'>): Html => {
  const title = m.questions_lost_kept_title({}, { locale })
  return page({
    title,
    owner,
    locale,
    body: html`<h1>${title}</h1>
<p>${m.questions_lost_kept_text({}, { locale })}</p>`,
  })
}
