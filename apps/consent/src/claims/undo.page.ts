import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import { page } from '../layout.ts'
import { shortField } from '../posted.ts'
import type { Site } from '../site.ts'
import { fill, isolated, moment, type Html } from '../words.ts'
import { answerForm, receiptPath, refusedPage, type Answer, type FormState } from './answer.ts'
import { formPage, soleTick } from './form.page.ts'
import { linkOf, senderOf, visitNotice, type Visit } from './visit.ts'

interface UndoForm {
  nonce: string
  agree: boolean
}

/** Undoing gives access back, so it asks for a tick as a yes does; a scanner that follows the link changes nothing. */
export const showUndo =
  (site: Site): Handler =>
  async (c) => {
    const visit = await visitNotice(site, c)
    if (visit.notice.onlyNo) return c.redirect(visit.to(), 303)
    if (!undoUntil(visit)) return c.html(nothingToUndoPage(visit))
    return c.html(
      undoPage(visit, { nonce: '', agree: false }, { nonce: visit.notice.nonce, problems: [], check: false }),
    )
  }

export const answerUndo = (site: Site): Handler => answerForm(site, undoing)

/** Only the link that said no can take it back, and only while the door names an end (24 hours). */
export const undoUntil = ({ notice: { denial } }: Visit): string | null => denial?.undoUntil ?? null

const undoPage = (visit: Visit, form: UndoForm, state: FormState): Html => {
  const { notice, locale } = visit
  const say = { locale }
  const partner = { partner: isolated(notice.partner.name) }
  const until = undoUntil(visit)
  const when = until && { when: moment(until, { locale, timeZone: notice.timeZone }) }
  return formPage(
    visit,
    {
      title: m.consent_undo_title({ partner: notice.partner.name }, say),
      heading: fill((slots) => m.consent_undo_title(slots, say), partner),
      step: '/undo',
      intro: html`<p>${m.consent_undo_intro({}, say)} ${when && fill((slots) => m.consent_undo_until(slots, say), when)}</p>`,
      fields: soleTick(
        visit,
        state,
        form.agree,
        fill((slots) => m.consent_undo_tick(slots, say), partner),
      ),
      button: m.consent_undo_button({}, say),
    },
    state,
  )
}

const undoing: Answer<UndoForm> = {
  visit: visitNotice,
  read: (posted) => ({ nonce: shortField(posted.get('nonce')), agree: posted.get('agree') === '1' }),
  isComplete: ({ agree }) => agree,
  give: async (site, c, { nonce }, posted) =>
    receiptPath(await site.consent.undo({ link: linkOf(c), nonce, ...senderOf(site, c, posted) })),
  problems: (_form, { locale }) => [{ at: 'r', text: m.consent_problem_tick({}, { locale }) }],
  draw: undoPage,
  refused: refusedPage,
}

const nothingToUndoPage = (visit: Visit): Html => {
  const { notice, locale, to } = visit
  const say = { locale }
  const denied = notice.denial !== null
  const title = denied ? m.consent_undo_expired_title({}, say) : m.consent_undo_nothing_title({}, say)
  const body = html`<h1>${title}</h1>
<p>${denied ? fill((slots) => m.consent_undo_expired_text(slots, say), { partner: isolated(notice.partner.name) }) : m.consent_undo_nothing_text({}, say)}</p>
<p><a href="${to()}">${m.consent_read_notice({}, say)}</a></p>`
  return page({ title, owner: notice.vendorName, locale, body })
}
