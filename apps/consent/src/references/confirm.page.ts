import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import { answerForm, type Answer, type FormProblem, type FormState } from '../claims/answer.ts'
import { mostComment } from '../claims/deny.form.ts'
import { formPage, tickBox } from '../claims/form.page.ts'
import { linkOf, senderOf } from '../claims/visit.ts'
import { shortField, typedText } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { ReferenceDoor } from './door.ts'
import { lineField, textField, tooLong } from './fields.ts'
import { refusedPage } from './standing.page.ts'
import { visitOf, type AskedVisit } from './visit.ts'

interface ConfirmForm {
  nonce: string
  name: string
  role: string
  quoting: boolean
  projectTitle: string
  startedOn: string
  endedOn: string
  note: string
}

const untouched: ConfirmForm = {
  nonce: '',
  name: '',
  role: '',
  quoting: false,
  projectTitle: '',
  startedOn: '',
  endedOn: '',
  note: '',
}

/** The form with nothing filled in and nothing ticked: a program that presses its button confirms nothing (L4, L9). */
export const showConfirm =
  (references: ReferenceDoor): Handler =>
  async (c) => {
    const visit = visitOf(c, await references.notice({ link: linkOf(c) }))
    if (visit.asked.state !== 'open') return c.redirect(visit.to(), 303)
    return c.html(confirmPage(visit, untouched, { nonce: visit.nonce, problems: [], check: false }))
  }

export const answerConfirm = (site: Site, references: ReferenceDoor): Handler =>
  answerForm(site, confirming(references))

const confirmPage = (visit: AskedVisit, form: ConfirmForm, state: FormState): Html => {
  const { asked, locale } = visit
  const say = { locale }
  const names = {
    partner: isolated(asked.partnerName),
    project: isolated(asked.projectTitle),
    customer: isolated(asked.company),
  }
  return formPage(
    visit,
    {
      title: m.reference_confirm_title({}, say),
      heading: html`${m.reference_confirm_title({}, say)}`,
      step: '/confirm',
      intro: html`<p>${fill((slots) => m.reference_confirm_intro(slots, say), names)}</p>`,
      fields: html`${who(visit, form, state)}${asked.quotingAsked && quoting(visit, form)}${suggestion(visit, form, state)}`,
      told: m.reference_confirm_told({}, say),
      button: m.reference_confirm_button({}, say),
    },
    state,
  )
}

const who = (visit: AskedVisit, { name, role }: ConfirmForm, state: FormState): Html => {
  const say = { locale: visit.locale }
  const label = fill((slots) => m.reference_role(slots, say), { customer: isolated(visit.asked.company) })
  return html`${lineField(visit, state, { id: 'nm', name: 'name', label: m.reference_name({}, say), value: name, autocomplete: 'name' })}${lineField(
    visit,
    state,
    { id: 'rl', name: 'role', label, value: role, autocomplete: 'organization-title' },
  )}`
}

const quoting = ({ asked, locale }: AskedVisit, form: ConfirmForm): Html =>
  tickBox(
    'quote',
    '1',
    fill((slots) => m.reference_quoting_tick(slots, { locale }), { partner: isolated(asked.partnerName) }),
    { ticked: form.quoting },
  )

const exampleDay = '2026-05-31'

const suggestion = (visit: AskedVisit, form: ConfirmForm, state: FormState): Html => {
  const { asked, locale } = visit
  const say = { locale }
  const hint = m.reference_suggest_date_hint({ example: exampleDay }, say)
  return html`<h2>${m.reference_suggest_title({}, say)}</h2>
<p class="m">${fill((slots) => m.reference_suggest_hint(slots, say), { partner: isolated(asked.partnerName) })}</p>
${lineField(visit, state, { id: 'st', name: 'title', label: m.reference_suggest_project({}, say), value: form.projectTitle, most: 160 })}${lineField(
    visit,
    state,
    { id: 'sf', name: 'from', label: m.reference_suggest_from({}, say), value: form.startedOn, hint },
  )}${lineField(visit, state, { id: 'su', name: 'until', label: m.reference_suggest_until({}, say), value: form.endedOn, hint })}${textField(
    visit,
    state,
    { id: 'sn', name: 'note', label: m.reference_suggest_note({}, say), value: form.note },
  )}`
}

/** A day of the calendar. Not a field of that kind: a browser shows nothing of what was typed wrong in one. */
const isDay = (typed: string): boolean =>
  typed === '' || (/^\d{4}-\d{2}-\d{2}$/.test(typed) && new Date(typed).toJSON()?.slice(0, 10) === typed)

const oneLine = (value: string | null, most: number): string => typedText(value).replaceAll('\n', ' ').slice(0, most)

const readForm = (posted: URLSearchParams): ConfirmForm => ({
  nonce: shortField(posted.get('nonce')),
  name: oneLine(posted.get('name'), 120),
  role: oneLine(posted.get('role'), 120),
  quoting: posted.get('quote') === '1',
  projectTitle: oneLine(posted.get('title'), 160),
  startedOn: oneLine(posted.get('from'), 40),
  endedOn: oneLine(posted.get('until'), 40),
  note: typedText(posted.get('note')),
})

const isComplete = ({ name, role, startedOn, endedOn, note }: ConfirmForm): boolean =>
  name !== '' && role !== '' && isDay(startedOn) && isDay(endedOn) && note.length <= mostComment

const problemsOf = (form: ConfirmForm, { locale }: AskedVisit): FormProblem[] => {
  const say = { locale }
  const date = m.reference_problem_date({ example: exampleDay }, say)
  return [
    ...(form.name === '' ? [{ at: 'nm', text: m.reference_problem_name({}, say) }] : []),
    ...(form.role === '' ? [{ at: 'rl', text: m.reference_problem_role({}, say) }] : []),
    ...(isDay(form.startedOn) ? [] : [{ at: 'sf', text: date }]),
    ...(isDay(form.endedOn) ? [] : [{ at: 'su', text: date }]),
    ...(form.note.length > mostComment ? [tooLong('sn', form.note, locale)] : []),
  ]
}

const give = async (references: ReferenceDoor, site: Site, c: Context, form: ConfirmForm, posted: URLSearchParams) => {
  const { nonce, name, role, projectTitle, startedOn, endedOn, note } = form
  const suggested = { projectTitle, startedOn: startedOn || null, endedOn: endedOn || null, note }
  const link = linkOf(c)
  await references.confirm({
    link,
    nonce,
    name,
    role,
    quoting: form.quoting,
    suggestion: suggested,
    ...senderOf(site, c, posted),
  })
  return `/reference/${encodeURIComponent(link)}`
}

const confirming = (references: ReferenceDoor): Answer<ConfirmForm, AskedVisit> => ({
  visit: async (_site, c) => visitOf(c, await references.notice({ link: linkOf(c) })),
  read: readForm,
  isComplete,
  give: (site, c, form, posted) => give(references, site, c, form, posted),
  problems: problemsOf,
  draw: confirmPage,
  refused: refusedPage,
})
