import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { answerForm, type Answer, type FormState } from '../claims/answer.ts'
import { formPage, soleTick } from '../claims/form.page.ts'
import { linkOf, senderOf } from '../claims/visit.ts'
import { shortField } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { ReferenceDoor } from './door.ts'
import { refusedPage, standingPage } from './standing.page.ts'
import { visitOf, type AskedVisit } from './visit.ts'

interface WithdrawForm {
  nonce: string
  agree: boolean
}

/** Asks for a tick before a yes is taken back; opening the page takes nothing back. */
export const showWithdraw =
  (references: ReferenceDoor): Handler =>
  async (c) => {
    const visit = visitOf(c, await references.withdrawal({ link: linkOf(c) }), 'withdraw')
    if (visit.asked.state !== 'confirmed') return c.html(standingPage(visit))
    return c.html(withdrawPage(visit, { nonce: '', agree: false }, { nonce: visit.nonce, problems: [], check: false }))
  }

export const answerWithdraw = (site: Site, references: ReferenceDoor): Handler =>
  answerForm(site, withdrawing(references))

const withdrawPage = (visit: AskedVisit, form: WithdrawForm, state: FormState): Html => {
  const { asked, locale } = visit
  const say = { locale }
  const names = { partner: isolated(asked.partnerName), project: isolated(asked.projectTitle) }
  return formPage(
    visit,
    {
      title: m.reference_withdraw_title({}, say),
      heading: html`${m.reference_withdraw_title({}, say)}`,
      intro: html`<p>${fill((slots) => m.reference_withdraw_intro(slots, say), names)}</p>`,
      fields: soleTick(visit, state, form.agree, html`${m.reference_withdraw_tick({}, say)}`),
      button: m.reference_withdraw_button({}, say),
      after: html``,
    },
    state,
  )
}

const withdrawing = (references: ReferenceDoor): Answer<WithdrawForm, AskedVisit> => ({
  visit: async (_site, c) => visitOf(c, await references.withdrawal({ link: linkOf(c) }), 'withdraw'),
  read: (posted) => ({ nonce: shortField(posted.get('nonce')), agree: posted.get('agree') === '1' }),
  isComplete: ({ agree }) => agree,
  give: async (site, c, { nonce, agree }, posted) => {
    const link = linkOf(c)
    await references.withdraw({ link, nonce, agree, ...senderOf(site, c, posted) })
    return `/withdraw/${encodeURIComponent(link)}`
  },
  problems: (_form, { locale }) => [{ at: 'r', text: m.consent_problem_tick({}, { locale }) }],
  draw: withdrawPage,
  refused: refusedPage,
})
