import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { shortField } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, moment, type Html } from '../words.ts'
import { answerForm, receiptPath, refusedPage, type Answer, type FormState } from './answer.ts'
import { formPage, soleTick } from './form.page.ts'
import { linkOf, liveItems, mayConfirm, senderOf, visitNotice, type Visit } from './visit.ts'

interface ConfirmForm {
  nonce: string
  agree: boolean
}

export const showConfirm =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitNotice(site, c)
    if (!mayConfirm(visit.notice)) return c.redirect(visit.to(), 303)
    return c.html(
      confirmPage(visit, { nonce: '', agree: false }, { nonce: visit.notice.nonce, problems: [], check: false }),
    )
  }

export const answerConfirm = (site: Site): Handler => answerForm(site, confirmation)

const confirmPage = (visit: Visit, form: ConfirmForm, state: FormState): Html => {
  const { notice, locale } = visit
  const say = { locale }
  const partner = { partner: isolated(notice.partner.name) }
  const silence = notice.consentMode === 'opt_in' ? m.questions_only_yes_confirm : m.consent_confirm_silence
  const due = notice.consentDueAt && { when: moment(notice.consentDueAt, { locale, timeZone: notice.timeZone }) }
  return formPage(
    visit,
    {
      title: m.consent_confirm_title({ partner: notice.partner.name }, say),
      heading: fill((slots) => m.consent_confirm_title(slots, say), partner),
      step: '/confirm',
      intro: html`<p>${m.consent_confirm_intro({}, say)}</p>
<ul>${liveItems(notice).map(({ name }) => html`<li>${isolated(name)}</li>`)}</ul>
<p>${m.consent_confirm_later({}, say)} ${due && fill((slots) => silence(slots, say), due)}</p>`,
      fields: soleTick(
        visit,
        state,
        form.agree,
        fill((slots) => m.consent_confirm_tick(slots, say), partner),
      ),
      button: m.consent_confirm_button({}, say),
    },
    state,
  )
}

const confirmation: Answer<ConfirmForm> = {
  visit: visitNotice,
  read: (posted) => ({ nonce: shortField(posted.get('nonce')), agree: posted.get('agree') === '1' }),
  isComplete: ({ agree }) => agree,
  give: async (site, c, form, posted) =>
    receiptPath(await site.consent.confirm({ link: linkOf(c), ...form, ...senderOf(site, c, posted) })),
  problems: (_form, { locale }) => [{ at: 'r', text: m.consent_problem_tick({}, { locale }) }],
  draw: confirmPage,
  refused: refusedPage,
}
