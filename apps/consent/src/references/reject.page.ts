import { referenceRejectReasons } from '@ofrecord/core/references/reference.rules'
import type { ReferenceRejectReason } from '@ofrecord/core/references/reference.rules'
import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { answerForm, type Answer, type FormProblem, type FormState } from '../claims/answer.ts'
import { mostComment } from '../claims/deny.form.ts'
import { fieldError, formPage, radioButton, tickBox } from '../claims/form.page.ts'
import { linkOf, senderOf } from '../claims/visit.ts'
import { shortField, typedText } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { ReferenceDoor } from './door.ts'
import { textField, tooLong } from './fields.ts'
import { reasonWords, refusedPage } from './standing.page.ts'
import { visitOf, type AskedVisit } from './visit.ts'

interface RejectForm {
  nonce: string
  reason: ReferenceRejectReason | null
  comment: string
  share: boolean
}

/** The form with no reason chosen: whoever only presses the button has said nothing (L4). */
export const showReject =
  (references: ReferenceDoor): Handler =>
  async (c) => {
    const visit = visitOf(c, await references.notice({ link: linkOf(c) }))
    if (visit.asked.state !== 'open') return c.redirect(visit.to(), 303)
    const untouched = { nonce: '', reason: null, comment: '', share: false }
    return c.html(rejectPage(visit, untouched, { nonce: visit.nonce, problems: [], check: false }))
  }

export const answerReject = (site: Site, references: ReferenceDoor): Handler => answerForm(site, rejecting(references))

const rejectPage = (visit: AskedVisit, form: RejectForm, state: FormState): Html => {
  const { asked, locale } = visit
  const say = { locale }
  const names = { partner: isolated(asked.partnerName), project: isolated(asked.projectTitle) }
  return formPage(
    visit,
    {
      title: m.reference_reject_title({}, say),
      heading: html`${m.reference_reject_title({}, say)}`,
      step: '/reject',
      intro: html`<p>${fill((slots) => m.reference_reject_intro(slots, say), names)}</p>`,
      fields: html`${reasons(visit, form, state)}${comment(visit, form, state)}`,
      told: m.reference_reject_told({ partner: asked.partnerName }, say),
      button: m.reference_reject_button({}, say),
    },
    state,
  )
}

const reasons = ({ locale }: AskedVisit, form: RejectForm, { problems }: FormState): Html => {
  const problem = problems.find(({ at }) => at === 'r')
  return html`<fieldset${problem ? html` class="bad" aria-describedby="re"` : ''}><legend>${m.reference_reject_why({}, { locale })}</legend>
${fieldError(problem, 're', { locale })}${referenceRejectReasons.map((reason, at) =>
    radioButton('reason', reason, reasonWords(reason, { locale }), {
      id: at === 0 ? 'r' : undefined,
      ticked: form.reason === reason,
    }),
  )}</fieldset>
`
}

const comment = (visit: AskedVisit, form: RejectForm, state: FormState): Html => {
  const { asked, locale, owner } = visit
  const say = { locale }
  const hint = m.consent_deny_comment_hint(
    { most: new Intl.NumberFormat(locale).format(mostComment), vendor: owner },
    say,
  )
  const field = { id: 't', name: 'comment', label: m.consent_deny_comment({}, say), value: form.comment, hint }
  return html`${textField(visit, state, field)}${tickBox(
    'share',
    '1',
    fill((slots) => m.consent_deny_share(slots, say), { partner: isolated(asked.partnerName) }),
    { ticked: form.share },
  )}`
}

const problemsOf = (form: RejectForm, { locale }: AskedVisit): FormProblem[] => [
  ...(form.reason === null ? [{ at: 'r', text: m.reference_problem_reason({}, { locale }) }] : []),
  ...(form.comment.length > mostComment ? [tooLong('t', form.comment, locale)] : []),
]

const rejecting = (references: ReferenceDoor): Answer<RejectForm, AskedVisit> => ({
  visit: async (_site, c) => visitOf(c, await references.notice({ link: linkOf(c) })),
  read: (posted) => ({
    nonce: shortField(posted.get('nonce')),
    reason: referenceRejectReasons.find((reason) => reason === posted.get('reason')) ?? null,
    comment: typedText(posted.get('comment')),
    share: posted.get('share') === '1',
  }),
  isComplete: (form) => form.reason !== null && form.comment.length <= mostComment,
  give: async (site, c, form, posted) => {
    const link = linkOf(c)
    const { nonce, reason, comment: typed, share: shareComment } = form
    await references.reject({ link, nonce, reason, comment: typed, shareComment, ...senderOf(site, c, posted) })
    return `/reference/${encodeURIComponent(link)}`
  },
  problems: problemsOf,
  draw: rejectPage,
  refused: refusedPage,
})
