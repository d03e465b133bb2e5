import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import { failureOf } from '../door.ts'
import { page } from '../layout.ts'
import { networkOf } from '../network.ts'
import { readPosted } from '../posted.ts'
import { problemPage } from '../problem.page.ts'
import type { Site } from '../site.ts'
import { fill, isolated, type Html } from '../words.ts'
import { languageQuery, linkOf, type LinkVisit, type Visit } from './visit.ts'

/** What is wrong with a form, and the id of the element where it is mended. */
export interface FormProblem {
  at: string
  text: string
}

/** How a form is drawn: fresh, sent back with problems, or shown once more because it came too fast. */
export interface FormState {
  nonce: string
  problems: readonly FormProblem[]
  check: boolean
}

/** One of the answers: how its form is read, given to the door, and drawn again. */
export interface Answer<Form, V extends LinkVisit = Visit> {
  visit(site: Site, c: Context): Promise<V>
  read(posted: URLSearchParams): Form
  isComplete(form: Form): boolean
  /** Gives it to the door; answers the address of the page that shows what was recorded. */
  give(site: Site, c: Context, form: Form, posted: URLSearchParams): Promise<string>
  problems(form: Form, visit: V): FormProblem[]
  draw(visit: V, form: Form, state: FormState): Html
  /** The page of a refusal that no change to the form would mend. */
  refused(visit: V, code: string): Html
}

export const receiptPath = ({ receipt }: { receipt: string }): string => `/r/${encodeURIComponent(receipt)}`

/**
 * Answers a posted form: 303 to what was recorded; the form again with 422 when something is missing; the form again with
 * 200 when it came within two seconds, since a person may be that quick and a refusal would frighten them.
 */
export const answerForm =
  <Form, V extends LinkVisit>(site: Site, answer: Answer<Form, V>): Handler =>
  async (c) => {
    const posted = await readPosted(c, site.host)
    if (typeof posted === 'string') return problemPage(c, site, posted)
    const form = answer.read(posted)
    const complete = answer.isComplete(form)
    const wait = complete
      ? site.limits.answer(linkOf(c))
      : site.limits.page(linkOf(c), networkOf(c, site.settings.trustedProxy))
    if (wait > 0) return throttledPage(c, site, wait)
    if (!complete) return mend(site, c, answer, form)
    try {
      return c.redirect(`${await answer.give(site, c, form, posted)}${languageQuery(c)}`, 303)
    } catch (error) {
      return refused(site, c, answer, form, error)
    }
  }

export const throttledPage = (c: Context, site: Site, seconds: number) => {
  c.header('Retry-After', String(seconds))
  return problemPage(c, site, 'throttled')
}

const mend = async <Form, V extends LinkVisit>(site: Site, c: Context, answer: Answer<Form, V>, form: Form) => {
  const visit = await answer.visit(site, c)
  return c.html(
    answer.draw(visit, form, { nonce: visit.nonce, problems: answer.problems(form, visit), check: false }),
    422,
  )
}

const refused = async <Form, V extends LinkVisit>(
  site: Site,
  c: Context,
  answer: Answer<Form, V>,
  form: Form,
  error: unknown,
) => {
  const failure = failureOf(error)
  if (failure.kind !== 'refused' && failure.kind !== 'invalid') throw error
  const visit = await answer.visit(site, c)
  const say = { locale: visit.locale }
  const again = (state: Partial<FormState>) =>
    answer.draw(visit, form, { nonce: visit.nonce, problems: [], check: false, ...state })
  // The door found a hole that the form did not show, e.g. an item id that is none.
  if (failure.kind === 'invalid')
    return c.html(again({ problems: [{ at: 'f', text: m.consent_problem_form({}, say) }] }), 422)
  switch (failure.code) {
    case 'FORM_TOO_SOON':
      return c.html(again({ nonce: failure.nonce ?? visit.nonce, check: true }), 200)
    case 'FORM_NONCE_INVALID':
      return c.html(again({ problems: [{ at: 'f', text: m.consent_problem_nonce({}, say) }] }), 422)
    case 'DENY_REASON_REQUIRED':
      return c.html(again({ problems: [{ at: 'r', text: m.consent_problem_reason({}, say) }] }), 422)
    case 'QUESTION_REQUIRED':
      return c.html(again({ problems: [{ at: 't', text: m.questions_missing({}, say) }] }), 422)
    case 'CLARIFICATION_CHOICE_REQUIRED':
      return c.html(again({ problems: [{ at: 'r', text: m.clarify_problem_choice({}, say) }] }), 422)
    default:
      return c.html(answer.refused(visit, failure.code), 422)
  }
}

/** What became of the request behind a notice, that an answer to it is refused. */
export const refusedPage = (visit: Visit, code: string): Html => {
  const say = { locale: visit.locale }
  const partner = { partner: isolated(visit.notice.partner.name) }
  const title = refusalTitle(code, say)
  const body = html`<h1>${title}</h1>
<p>${refusalText(code, say, partner)}</p>
<p><a href="${visit.to()}">${m.consent_read_notice({}, say)}</a></p>
<p class="m">${code}</p>`
  return page({ title, owner: visit.notice.vendorName, locale: visit.locale, body, failed: true })
}

const refusalTitle = (code: string, say: { locale: Visit['locale'] }): string => {
  if (code === 'UNDO_EXPIRED') return m.consent_undo_expired_title({}, say)
  if (code === 'UNDO_ITEM_TAKEN') return m.consent_undo_taken_title({}, say)
  if (code === 'NOTICE_READ_ONLY') return m.consent_read_only_title({}, say)
  return m.consent_refused_title({}, say)
}

const refusalText = (code: string, say: { locale: Visit['locale'] }, partner: { partner: Html }): Html | string => {
  if (code === 'UNDO_EXPIRED') return fill((slots) => m.consent_undo_expired_text(slots, say), partner)
  if (code === 'UNDO_ITEM_TAKEN') return m.consent_undo_taken_text({}, say)
  if (code === 'NOTICE_READ_ONLY') return fill((slots) => m.consent_read_only_text(slots, say), partner)
  return m.consent_refused_text({}, say)
}
