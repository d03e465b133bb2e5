import * as m from '@ofrecord/messages/customer/messages'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import type { DenyReason } from '../door.ts'
import type { Site } from '../site.ts'
import { fill, isolated, type Html } from '../words.ts'
import { answerForm, receiptPath, refusedPage, type Answer, type FormState } from './answer.ts'
import { denyProblems, denyReasons, isCompleteDenial, mostComment, readDenyForm, type DenyForm } from './deny.form.ts'
import { fieldError, formPage, tickBox } from './form.page.ts'
import { linkOf, liveItems, mayDeny, senderOf, visitNotice, type Visit } from './visit.ts'

const untouched: DenyForm = { nonce: '', reasons: [], itemIds: undefined, comment: '', share: false }

/** The form with no reason chosen and every service ticked: unticking narrows a no, so this presets nothing. */
export const showDeny =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitNotice(site, c)
    if (!mayDeny(visit.notice)) return c.redirect(visit.to(), 303)
    return c.html(denyPage(visit, untouched, { nonce: visit.notice.nonce, problems: [], check: false }))
  }

export const answerDeny = (site: Site): Handler => answerForm(site, denial)

const giveDenial = async (site: Site, c: Context, form: DenyForm, posted: URLSearchParams): Promise<string> =>
  receiptPath(
    await site.consent.deny({
      link: linkOf(c),
      nonce: form.nonce,
      reasons: form.reasons,
      itemIds: form.itemIds,
      comment: form.comment || undefined,
      shareComment: form.share,
      ...senderOf(site, c, posted),
    }),
  )

const denyPage = (visit: Visit, form: DenyForm, state: FormState): Html => {
  const { notice, locale } = visit
  const say = { locale }
  const partner = { partner: isolated(notice.partner.name) }
  const undo = m.consent_deny_undo({ count: notice.undoHours }, say)
  return formPage(
    visit,
    {
      title: m.consent_deny_title({ partner: notice.partner.name }, say),
      heading: fill((slots) => m.consent_deny_title(slots, say), partner),
      step: '/deny',
      intro: html`<p>${m.consent_deny_intro({}, say)} ${undo}</p>`,
      fields: html`${reasonBoxes(visit, form, state)}${serviceBoxes(visit, form, state)}${commentField(visit, form, state)}`,
      told: m.consent_deny_told({}, say),
      button: m.consent_say_no({}, say),
    },
    state,
  )
}

const denial: Answer<DenyForm> = {
  visit: visitNotice,
  read: readDenyForm,
  isComplete: isCompleteDenial,
  give: giveDenial,
  problems: denyProblems,
  draw: denyPage,
  refused: refusedPage,
}

export const reasonWords = (reason: DenyReason, say: { locale: Visit['locale'] }): string => {
  switch (reason) {
    case 'data':
      return m.consent_reason_data({}, say)
    case 'unknown':
      return m.consent_reason_unknown({}, say)
    case 'other':
      return m.consent_reason_other({}, say)
  }
}

const reasonBoxes = (visit: Visit, { reasons }: DenyForm, { problems }: FormState): Html => {
  const say = { locale: visit.locale }
  const problem = problems.find(({ at }) => at === 'r')
  return html`<fieldset${problem ? html` class="bad" aria-describedby="re"` : ''}><legend>${m.consent_deny_why({}, say)}</legend>
<p class="m">${m.consent_deny_why_hint({}, say)}</p>
${fieldError(problem, 're', visit)}${denyReasons.map((reason, at) =>
    tickBox('reason', reason, reasonWords(reason, say), {
      id: at === 0 ? 'r' : undefined,
      ticked: reasons.includes(reason),
    }),
  )}</fieldset>
`
}

/** One service needs no box: the answer can only be about it. */
const serviceBoxes = (visit: Visit, { itemIds }: DenyForm, { problems }: FormState): Html | false => {
  const items = liveItems(visit.notice)
  const problem = problems.find(({ at }) => at === 'i')
  return (
    items.length > 1 &&
    html`<fieldset${problem ? html` class="bad" aria-describedby="ie"` : ''}><legend>${m.consent_deny_which({}, { locale: visit.locale })}</legend>
<input type="hidden" name="choose" value="1">
${fieldError(problem, 'ie', visit)}${items.map(({ id, name, subscriptionId }, at) =>
      tickBox('item', id, html`${isolated(name)}${subscriptionId && html` <code>${subscriptionId}</code>`}`, {
        id: at === 0 ? 'i' : undefined,
        ticked: itemIds?.includes(id) ?? true,
      }),
    )}</fieldset>
`
  )
}

const commentField = (visit: Visit, { comment, share }: DenyForm, { problems }: FormState): Html => {
  const { notice, locale } = visit
  const say = { locale }
  const problem = problems.find(({ at }) => at === 't')
  const hint = { most: new Intl.NumberFormat(locale).format(mostComment), vendor: notice.vendorName }
  return html`<div${problem ? html` class="bad"` : ''}><label class="l" for="t">${m.consent_deny_comment({}, say)}</label>
<p class="m" id="th">${m.consent_deny_comment_hint(hint, say)}</p>
${fieldError(problem, 'te', visit)}<textarea id="t" name="comment" rows="4" maxlength="${mostComment}" dir="auto" aria-describedby="${problem ? 'te th' : 'th'}"${
    problem ? html` aria-invalid="true"` : ''
  }>
${comment}</textarea></div>
${tickBox(
  'share',
  '1',
  fill((slots) => m.consent_deny_share(slots, say), { partner: isolated(notice.partner.name) }),
  { ticked: share },
)}`
}
