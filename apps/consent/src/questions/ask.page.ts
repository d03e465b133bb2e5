import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { answerForm, refusedPage, type Answer, type FormProblem, type FormState } from '../claims/answer.ts'
import { commentProblem, mostComment } from '../claims/deny.form.ts'
import { fieldError, formPage, tickBox } from '../claims/form.page.ts'
import { linkOf, senderOf, visitNotice, type Visit } from '../claims/visit.ts'
import { page } from '../layout.ts'
import { shortField, typedText } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, moment, type Html } from '../words.ts'

interface AskForm {
  nonce: string
  text: string
  show: boolean
}

/** A question to the partner, by way of us: it answers nothing and changes nothing (B.2.3). */
export const showAsk =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitNotice(site, c)
    if (visit.notice.state === 'ended' || visit.notice.onlyNo) return c.redirect(visit.to(), 303)
    return c.html(
      askPage(visit, { nonce: '', text: '', show: false }, { nonce: visit.nonce, problems: [], check: false }),
    )
  }

export const answerAsk = (site: Site): Handler => answerForm(site, asking)

/** What the form leads to; whoever opens it without a question sent is led back to the notice. */
export const showAsked =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitNotice(site, c)
    return visit.notice.askedAt === null ? c.redirect(visit.to(), 303) : c.html(askedPage(visit, visit.notice.askedAt))
  }

const askPage = (visit: Visit, form: AskForm, state: FormState): Html => {
  const { notice, locale } = visit
  const say = { locale }
  const partner = { partner: isolated(notice.partner.name) }
  const whose = { address: html`<b>${isolated(visit.address)}</b>`, ...partner }
  return formPage(
    visit,
    {
      title: m.questions_title({ partner: notice.partner.name }, say),
      heading: fill((slots) => m.questions_title(slots, say), partner),
      step: '/question',
      intro: html`<p>${m.questions_intro({}, say)}</p>`,
      fields: html`${textField(visit, form, state)}${tickBox(
        'show',
        '1',
        fill((slots) => m.questions_show(slots, say), partner),
        { ticked: form.show },
      )}`,
      recorded: fill((slots) => m.questions_recorded(slots, say), whose),
      button: m.questions_button({}, say),
    },
    state,
  )
}

const textField = ({ notice, locale }: Visit, { text }: AskForm, { problems }: FormState): Html => {
  const say = { locale }
  const problem = problems.find(({ at }) => at === 't')
  const hint = { most: new Intl.NumberFormat(locale).format(mostComment), vendor: notice.vendorName }
  return html`<div${problem ? html` class="bad"` : ''}><label class="l" for="t">${m.questions_label({}, say)}</label>
<p class="m" id="th">${m.questions_hint(hint, say)}</p>
${fieldError(problem, 'te', { locale })}<textarea id="t" name="text" rows="6" maxlength="${mostComment}" dir="auto" aria-describedby="${problem ? 'te th' : 'th'}"${
    problem ? html` aria-invalid="true"` : ''
  }>
${text}</textarea></div>
`
}

const problemsOf = ({ text }: AskForm, { locale }: Visit): FormProblem[] => {
  if (text === '') return [{ at: 't', text: m.questions_missing({}, { locale }) }]
  return text.length > mostComment ? [commentProblem(text, locale)] : []
}

const asking: Answer<AskForm> = {
  visit: visitNotice,
  read: (posted) => ({
    nonce: shortField(posted.get('nonce')),
    text: typedText(posted.get('text')),
    show: posted.get('show') === '1',
  }),
  isComplete: ({ text }) => text !== '' && text.length <= mostComment,
  give: async (site, c, { nonce, text, show }, posted) => {
    const link = linkOf(c)
    await site.consent.ask({ link, nonce, text, showAddress: show, ...senderOf(site, c, posted) })
    return `/n/${encodeURIComponent(link)}/asked`
  },
  problems: problemsOf,
  draw: askPage,
  refused: (visit, code) => (code === 'QUESTION_LIMIT' ? limitPage(visit) : refusedPage(visit, code)),
}

const askedPage = (visit: Visit, askedAt: string): Html => {
  const { notice, locale } = visit
  const say = { locale }
  return plainPage(visit, {
    title: m.questions_sent_title({ partner: notice.partner.name }, say),
    heading: fill((slots) => m.questions_sent_title(slots, say), { partner: isolated(notice.partner.name) }),
    text: fill((slots) => m.questions_sent_text(slots, say), {
      when: moment(askedAt, { locale, timeZone: notice.timeZone }),
    }),
  })
}

const limitPage = (visit: Visit): Html => {
  const say = { locale: visit.locale }
  const title = m.questions_limit_title({}, say)
  const text = fill((slots) => m.questions_limit_text(slots, say), { partner: isolated(visit.notice.partner.name) })
  return plainPage(visit, { title, heading: html`${title}`, text, failed: true })
}

interface Plain {
  title: string
  heading: Html
  text: Html
  failed?: boolean
}

const plainPage = ({ notice, locale, to }: Visit, { title, heading, text, failed = false }: Plain): Html =>
  page({
    title,
    owner: notice.vendorName,
    locale,
    failed,
    body: html`<h1>${heading}</h1>
<p>${text}</p>
<p><a href="${to()}">${m.consent_read_notice({}, { locale })}</a></p>`,
  })
